import Activities
import Campaigns
import Feedback
import Kernel
import Language
import Participation
import People
import Storage
import TestKit
import Venues
import Web

/// One published lecture whose visitors are asked, and a clock that a test moves.
struct FeedbackWorld: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    let clock: TestClock

    static let rooms = TestHouse(People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Feedback.module)
    static let begin = instant("2023-09-16T01:00:00Z")

    static func make(_ engine: TestEngine, oneIn: Int? = 1) async throws -> FeedbackWorld {
        let clock = TestClock("2023-09-16T01:30:00Z")
        let database = try await rooms.database(engine, clock: clock.clock)
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let campaign = try tx.addCampaign(
                key: "city", name: Wording("城市系列", "City Series"), kind: .series, parent: nil, begin: day("2023-09-01"), end: day("2023-10-31"), summary: Wording("简介", "Summary"))
            let activity = try tx.addActivity(
                ActivityDraft(organiser: museum, title: Wording("与宇航员见面", "Meet the astronauts"), summary: Wording("现场", "In person"), kind: .lecture))
            try tx.place(activity, in: campaign, state: .published)
            let session = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: 100), to: activity)
            if let oneIn { try tx.askForFeedback(activity, session, oneIn: oneIn, isOpen: true, by: 0) }
            return FeedbackWorld(database: database, museum: museum, activity: activity, session: session, clock: clock)
        }
    }

    func site() async throws -> Site { try await Self.rooms.site(database) }

    static let fine = ["liking": ["great"], "change": ["learned", "curious"], "again": ["yes"]]

    func run<R: Sendable>(_ unit: @escaping @Sendable (Transaction, ActivitySession) throws -> R) async throws -> R {
        try await database.write { tx in
            guard let found = try tx.session(activity, session) else { throw Refusal.notFound(ActivitySession.noun) }
            return try unit(tx, found)
        }
    }

    /// Begins and answers, so many times.
    func answer(_ times: Int, _ given: [String: [String]] = fine) async throws {
        for _ in 0..<times {
            try await run { tx, session in
                if let token = try tx.beginFeedback(session) { try tx.takeFeedback(FeedbackAnswer(given), by: token, about: session) }
            }
        }
    }

    func summary() async throws -> FeedbackSummary? { try await database.read { try $0.feedback(of: activity, session) } }

    /// The code of the refusal, or nil.
    func code(_ unit: @escaping @Sendable (Transaction, ActivitySession) throws -> Void) async throws -> String? {
        do { try await run(unit) } catch let refusal as Refusal { return refusal.code }
        return nil
    }
}
