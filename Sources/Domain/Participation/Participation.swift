package import Access
package import Rooms
import Jobs
import Kernel
import Outbox
import Storage
import Web
import Workflow

/// The room of what happened: claims about quantities, the rows behind them, and which claim counts.
package enum Participation {
    package static let report = Permission(
        "participation.report", "上报数据", "Report figures", roles: [.host, .organiser, .administrator])
    package static let decide = Permission("participation.decide", "核验数据", "Check claims", roles: [.office, .administrator])
    package static let readScans = Permission("participation.read-scans", "查看检票明细", "Read single scans", roles: [.office, .analyst, .administrator])
    package static let deliver = Permission(
        "participation.deliver", "送交读数", "Deliver readings", roles: [.host, .door, .office, .administrator])

    package static let module: Module = {
        var module = Module("participation", "参与数据", "Participation")
        module.busyTables = [
            "participation_row", "participation_claim", "participation_counted", "participation_evidence", "participation_feed",
            "participation_scan_repeat", "participation_walk_in", "participation_sketch", "participation_result",
            "participation_result_claim", "participation_result_photo", "participation_sample", "participation_reminder",
        ]
        module.migrations = ParticipationSchema.migrations
        module.permissions = [report, decide, readScans, deliver]
        module.workflows = [.init("claim", Claim.workflow)]
        module.operations = { _ in ReadingActs.operations }
        module.importers = [ReadingImporter.importer]
        module.indicators = Indicators.all
        module.desk = [
            DeskItem("/desk/reports", "数据上报", "Reports", permission: report, in: .own, order: 30),
            DeskItem("/desk/readings", "读数导入", "Readings", permission: deliver, in: .own, order: 31),
            DeskItem("/desk/claims", "数据核验", "Check claims", permission: decide, in: .own, order: 32),
        ]
        module.cards = [ParticipationCards.reports, ParticipationCards.claims]
        module.panels = [FigurePanel.panel]
        module.jobs = [ReportReminder.job]
        module.messages = [ReportReminder.kind]
        module.mergings = [UnitHabit.merging]
        module.guards = ParticipationGuards.all
        (module.ledgerWords, module.ledgerNouns) = (ParticipationLedger.words, ParticipationLedger.nouns)
        module.routes = { _ in ReportRoutes.routes + ReadingRoutes.routes + DecisionRoutes.routes + ClaimRoutes.routes + DictionaryRoutes.routes + ResultsRoutes.routes }
        return module
    }()
}
