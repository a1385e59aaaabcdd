import Access
import Kernel
package import Rooms
import Storage
import Web
import Workflow

/// The room of working visits and meetings: bodies write down what was seen and concluded, all of them agree to it, and conclusions become tasks.
package enum WorkingVisits {
    static let title = Phrase("调研交流", "Working visits")

    /// Held over a body that took part, or above it; nobody else reads a visit.
    static let keep = Permission("workingvisits.keep", "记录、确认调研交流", "Write down and agree to working visits", roles: [.administrator, .organiser, .host])

    package static let module: Module = {
        var module = Module("workingvisits", "调研交流", "Working visits")
        module.migrations = WorkingVisitsSchema.migrations
        module.permissions = [keep]
        module.workflows = [.init("visit", WorkingVisit.workflow)]
        module.desk = [DeskItem("/desk/visits", "调研交流", "Working visits", permission: keep, in: .plans, order: 69)]
        module.queues = VisitQueues.all
        module.sections = [VisitSection.section]
        module.dependants = VisitDependants.all
        module.mergings = [VisitMerging.merging]
        module.jobs = [VisitsPersonalData.erasure]
        module.messages = [VisitLetter.kind]
        module.personalData = VisitsPersonalData.all
        module.resealings = [VisitPerson.resealing]
        module.checks = VisitCheck.all
        module.panels = [NewsOriginPanel.panel, TaskOriginPanel.panel]
        module.demo = [DemoVisits.part]
        (module.ledgerWords, module.ledgerNouns) = (WorkingVisitsLedger.words, WorkingVisitsLedger.nouns)
        module.routes = { _ in VisitRoutes.routes }
        return module
    }()
}
