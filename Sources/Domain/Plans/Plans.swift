package import Access
import Campaigns
import Kernel
package import Rooms
import Web
import Workflow

/// The room of plans: key tasks with one accountable lead each, whose progress is computed from figures; tasks that came of agreements and of
/// working visits; what each unit owes, by when (domain M06, M32).
package enum Plans {
    static let title = Phrase("行动计划", "Plans")

    /// On a task's page at the desk: from what it came.
    package static let taskPanels = PanelPlace("plans.task")

    /// Accept tasks, report on them, claim that they are done.
    package static let carryOut = Permission("plans.carry-out", "承担任务、上报进展", "Carry out tasks and report on them", roles: [.administrator, .organiser, .host])
    /// Draw plans up, issue tasks, verify them.
    package static let steer = Permission("plans.steer", "拟订计划、交办和核验任务", "Draw up plans, issue and verify tasks", roles: [.administrator, .organiser])

    package static let module: Module = {
        var module = Module("plans", "行动计划", "Plans")
        module.migrations = PlansSchema.migrations
        module.permissions = [carryOut, steer]
        module.workflows = [WorkflowDrawing("task", KeyTask.workflow), WorkflowDrawing("report", TaskReport.workflow)]
        module.navigation = [.init("/plans", "行动计划", "Plans", order: 65)]
        module.desk = [DutyRoutes.item, SteeringRoutes.item, AgreementRoutes.item]
        (module.cards, module.queues) = ([OverdueCard.card], PlanQueues.all)
        module.sections = [PlanSection.section, TaskSection.section]
        module.dependants = PlanDependants.all
        module.mergings = [PlanMerging.merging]
        module.jobs = [PlanJobs.reminders]
        module.messages = PlanLetter.kinds
        module.personalData = PlansPersonalData.all
        module.panels = [PlanPanel.panel]
        module.checks = [PlanCheck.check]
        module.api = { _ in PlanAPI.resources }
        module.demo = [DemoPlans.part]
        (module.ledgerWords, module.ledgerNouns) = (PlansLedger.words, PlansLedger.nouns)
        module.routes = { house in PlanRoutes.routes + AgreementRoutes.routes + DutyRoutes.routes(house) + SteeringRoutes.routes + PlanTableRoutes.routes + PlanFormRoutes.routes + TaskFormRoutes.routes + SharingRoutes.routes + PaperRoutes.routes + [ComparisonPage.route] }
        return module
    }()
}
