import Access
import Kernel
package import Rooms
import Web
import Workflow

/// The room of calls: schemes, applications, experts, public notices, titles and what becomes of them.
package enum Calls {
    static let apply = Permission("calls.apply", "申报", "Apply to calls", roles: [.administrator, .host, .organiser])
    static let recommend = Permission(
        "calls.recommend", "推荐申报", "Recommend applications", roles: [.administrator, .recommender, .organiser])
    /// The office of the authority: formal review, experts, meeting, notices, titles.
    static let review = Permission("calls.review", "办理认定", "Run calls and grant titles", roles: [.administrator, .organiser])
    static let judge = Permission("calls.judge", "评审打分", "Score applications", roles: [.expert])
    /// Objections, with who objects. Whoever runs a call does not hold it by that.
    static let supervise = Permission("calls.supervise", "处理异议", "Handle objections", roles: [.supervisor])

    package static let module: Module = {
        var module = Module("calls", "征集与认定", "Calls and titles")
        module.migrations = CallsSchema.migrations
        module.permissions = [apply, recommend, review, judge, supervise]
        module.workflows = [
            .init("application", Application.workflow), .init("notice", Notice.workflow), .init("objection", Objection.workflow),
            .init("assessment", Assessment.workflow),
        ]
        module.navigation = [.init("/calls", "征集与认定", "Calls and titles", order: 60)]
        (module.ledgerWords, module.ledgerNouns) = (CallsLedger.words, CallsLedger.nouns)
        module.jobs = [CalendarJob.job]
        module.personalData = [CallsPersonalData.experts, CallsPersonalData.minutes, CallsPersonalData.objections]
        module.publishedKeys = [CredentialRoutes.published]
        module.resealings = [ObjectionResealing.resealing]
        module.desk = [ApplicantRoutes.item, RecommendRoutes.item, OfficeRoutes.item, JudgeRoutes.item, SupervisionRoutes.item, ExpertRoutes.item]
        module.desk += [SchemeRoutes.item]
        module.panels = [TitlePanels.venue, TitlePanels.organisation]
        module.routes = { _ in
            CallRoutes.routes + NoticeRoutes.routes + ObjectionPaperRoutes.routes + ApplicantRoutes.routes + RecommendRoutes.routes + OfficeRoutes.routes + CallDaysRoutes.routes + MeetingRoutes.routes + DecisionRoutes.routes + JudgeRoutes.routes + SupervisionRoutes.routes
                + ExpertRoutes.routes + ExpertPageRoutes.routes + [ApplicationKeeping.route] + AttachmentRoutes.routes + PaperRoutes.routes + FormRoutes.routes + InspectionRoutes.routes
                + SchemeRoutes.routes + NoticeDeskRoutes.routes + JudgingPage.routes + ExclusionRoutes.routes + TieRoutes.routes + ReviewStepRoutes.routes
        }
        module.rulePages = [RulesPage.page]
        module.sections = [SchemeSection.section, CallSection.section, AnnouncedSections.notices, AnnouncedSections.titles]
        module.demo = [DemoCalls.part]
        module.checks = [CallTallyCheck.check]
        addTitles(to: &module)
        return module
    }()
}
