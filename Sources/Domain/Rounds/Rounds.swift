import Access
import Kernel
package import Rooms
import Web
import Workflow

/// The room of rounds: what is scarce is shared out by a rule that was published before, and everybody sees why.
package enum Rounds {
    static let declare = Permission("rounds.declare", "申报实体资源", "Declare in rounds", roles: [.administrator, .host, .organiser])
    /// The office that opens a round, checks what comes, allocates and publishes.
    static let run = Permission("rounds.run", "办理资源配发", "Run rounds and allocate", roles: [.administrator, .organiser])
    /// Appeals are decided by somebody else than who allocated.
    static let hear = Permission("rounds.hear", "处理配发申诉", "Decide appeals in rounds", roles: [.supervisor])

    package static let module: Module = {
        var module = Module("rounds", "实体资源配发", "Rounds of declarations")
        module.migrations = RoundsSchema.migrations
        module.permissions = [declare, run, hear]
        module.workflows = [.init("round-declaration", RoundDeclaration.workflow), .init("round-appeal", Appeal.workflow)]
        module.desk = [DeclaringRoutes.item, OfficeRoutes.item, AppealRoutes.item]
        module.queues = RoundQueues.all
        module.messages = RoundLetter.kinds
        module.rulePages = [RoundRulePage.page]
        module.sections = [RoundSection.section]
        module.mergings = [RoundMerging.merging]
        module.dependants = RoundDependants.all
        module.personalData = RoundsPersonalData.all
        module.demo = [DemoRounds.part]
        module.panels = [RoundPanel.panel, RoundPanel.ofCatalogue, AwardRoutes.ofLoan]
        module.api = { _ in RoundAPI.resources }
        (module.ledgerWords, module.ledgerNouns) = (RoundsLedger.words, RoundsLedger.nouns)
        module.routes = { _ in PublicRoundRoutes.routes + DeclaringRoutes.routes + DeclarationPaperRoutes.routes + RoundTableRoutes.routes + AwardRoutes.routes + OfficeRoutes.routes + AppealRoutes.routes }
        return module
    }()
}
