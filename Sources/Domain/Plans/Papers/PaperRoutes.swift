import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// Papers and files of plans.
enum PaperRoutes {
    static let routes: [Route] = [
        .get("/plans/{key}/self-assessment.pdf", .anyone, filters: []) { visit in
            let paper = SelfAssessmentPaper(assessment: try await assessment(visit), language: visit.language, origin: visit.origin)
            return try await PlanPaper.answer(named: "self-assessment-\(paper.assessment.plan.key)") { try paper.drawn() }
        },
        .get("/plans/{key}.xlsx", .anyone, filters: []) { visit in try PlanFile(try await assessment(visit), visit).answer(.xlsx) },
        .get("/plans/{key}.csv", .anyone, filters: []) { visit in try PlanFile(try await assessment(visit), visit).answer(.csv) },
        .get("/plans/{key}.json", .anyone, filters: []) { visit in try PlanFile(try await assessment(visit), visit).answer(.json) },
        .get("/desk/plans/{key}/letters/{unit}.pdf", .permitted(Plans.carryOut), filters: []) { visit in
            let (identity, key, unit) = (try visit.signedIn(), visit.parameter("key"), try visit.id("unit", of: Phrase("该单位", "organisation"), Organisation.self))
            let letter = try await visit.database.read { tx in try LetterOfTasks(key, unit, for: identity, in: tx) }
            let paper = LetterPaper(letter: letter, language: visit.language, origin: visit.origin)
            return try await PlanPaper.answer(named: "tasks-\(letter.plan.key)-\(unit.text)") { try paper.drawn() }
        },
    ]

    private static func assessment(_ visit: Visit) async throws -> SelfAssessment {
        let key = visit.parameter("key")
        return try await visit.database.read { tx in try SelfAssessment(try tx.issuedPlan(key), in: tx) }
    }
}
