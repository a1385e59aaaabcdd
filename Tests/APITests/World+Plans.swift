import Access
import App
import Declaration
import Kernel
import Storage
import TestKit
import Venues
import Web

extension World {
    private static let plan = """
        kepu: 1
        plans:
          - {key: plan-2026, name: {zh: "行动计划", en: "Action plan"}, campaign: spring-2026, authority: museum, year: 2026, from: "2026-05-01", to: "2026-06-30"}
        tasks:
          - key: ten-talks
            name: {zh: "十场讲座", en: "Ten talks"}
            campaign: spring-2026
            plan: plan-2026
            lead: school
            goals: [{key: activities, figure: activities, targets: [{by: "2026-06-30", value: 10}]}]
            milestones: [{key: speakers, name: {zh: "请好讲者", en: "Speakers are found"}, due: "2026-05-31"}]
        """

    /// A plan with one task, issued by whoever steers it: what is being drawn up is in no answer.
    func issuePlan() async throws {
        try await kepu.declarations.apply([(name: "plan.yaml", bytes: Array(Self.plan.utf8))], to: kepu.database)
        let museum = try await kepu.database.read { tx in try tx.organisation(key: "museum") }
        guard let museum else { return }
        let steerer = try await Browser.signedIn(Grant(.organiser, over: .organisation(museum.id.number)), at: site)
        try await steerer.go("/desk/plans/plan-2026")
        try await steerer.submit("/desk/plans/plan-2026/issue", ["understood": "1"])
        try await kepu.database.ledgerSettled()
    }
}
