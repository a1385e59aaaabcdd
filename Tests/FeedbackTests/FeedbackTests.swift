import Activities
import Feedback
import Kernel
import Rooms
import Storage
import TestKit
import Testing

/// Three questions, sampled, one answer for each invitation, kept as counters.
@Suite struct FeedbackTests {
    private func code(_ given: [String: [String]]) -> String? {
        do throws(Refusal) { _ = try FeedbackAnswer(given) } catch { return error.code + " " + (error.field ?? "") }
        return nil
    }

    @Test func whatAnAnswerMustBe() {
        #expect(code(FeedbackWorld.fine) == nil)
        #expect(code([:]) == "feedback-missing liking")
        #expect(code(["liking": ["great"], "change": ["learned"]]) == "feedback-missing again")
        #expect(code(["liking": ["great"], "change": ["'; DROP TABLE feedback_tally"], "again": ["yes"]]) == "feedback-choice change")
        #expect(code(["liking": ["great", "bad"], "change": ["learned"], "again": ["yes"]]) == "feedback-several liking")
        #expect(code(["liking": ["great"], "change": ["nothing", "learned"], "again": ["yes"]]) == "feedback-nothing change")
        #expect(code(["liking": Array(repeating: "great", count: 1000), "change": ["nothing"], "again": ["no"]]) == nil)
    }

    @Test func smallGroupsAreNotShown() {
        let tally: [String: [String: Int64]] = ["liking": ["great": 4]]
        #expect(FeedbackSummary(asked: 9, answered: 4, tally: tally).answers(to: .liking) == nil)
        let five = FeedbackSummary(asked: 9, answered: 5, tally: ["liking": ["great": 5]])
        #expect(five.answers(to: .liking)?.map(\.count) == [5, 0, 0, 0, 0] && five.responsePercent == 56)
        #expect(FeedbackSummary(asked: 0, answered: 0, tally: [:]).responsePercent == nil)
    }

    /// Whatever the sessions have: what is left of a total once the sessions that are shown are taken from it is nothing, or a group that may be shown.
    @Test func aTotalLessItsSessionsShowsNoSmallGroup() {
        let cases: [[Int64]] = [[6, 4], [6, 4, 1], [6, 3, 1], [4], [2, 3], [2, 2], [5, 5], [0, 9, 4], [1, 1, 1, 1, 1], [4, 0], []]
        for counts in cases {
            let answered = Dictionary(uniqueKeysWithValues: counts.enumerated().map { (Int64($0.offset), $0.element) }), hidden = FeedbackTotal.leftOut(answered)
            let total = answered.filter { !hidden.contains($0.key) }.values.reduce(0, +)
            let shown = answered.values.filter { $0 >= FeedbackSummary.fewest }.reduce(0, +)
            #expect(total - shown == 0 || total - shown >= FeedbackSummary.fewest, "\(counts)")
            #expect(hidden.allSatisfy { (1..<FeedbackSummary.fewest).contains(answered[$0] ?? 0) }, "\(counts)")
        }
        #expect(FeedbackTotal.leftOut([1: 6, 2: 4]) == [2] && FeedbackTotal.leftOut([1: 6, 2: 4, 3: 1]).isEmpty && FeedbackTotal.leftOut([1: 6, 2: 3, 3: 1]) == [2, 3])
    }

    @Test(arguments: TestEngine.allCases) func aTotalLeavesOutTheOneSmallSession(_ engine: TestEngine) async throws {
        let world = try await FeedbackWorld.make(engine)
        try await world.answer(6)
        let second = try await world.run { tx, session in
            let second = try tx.addSession(SessionDraft(begin: FeedbackWorld.begin, end: FeedbackWorld.begin.adding(hours: 2), capacity: 50), to: session.activity)
            try tx.askForFeedback(session.activity, second, oneIn: 1, isOpen: true, by: 0)
            return second
        }
        func answerSecond(_ times: Int) async throws {
            for _ in 0..<times {
                try await world.run { tx, session in
                    guard let found = try tx.session(session.activity, second), let token = try tx.beginFeedback(found) else { return }
                    try tx.takeFeedback(FeedbackAnswer(["liking": ["bad"], "change": ["nothing"], "again": ["no"]]), by: token, about: found)
                }
            }
        }
        try await answerSecond(4)
        var total = try #require(try await world.database.read { try $0.feedback(of: world.activity) })
        #expect(total.answered == 6 && total.asked == 6 && total.leftOut == 4 && total.answers(to: .liking)?.map(\.count) == [6, 0, 0, 0, 0])
        try await answerSecond(1)
        total = try #require(try await world.database.read { try $0.feedback(of: world.activity) })
        #expect(total.answered == 11 && total.leftOut == 0 && total.answers(to: .liking)?.map(\.count).last == 5)
        await world.database.close()
    }

    @Test func everyNth() {
        #expect((1...7).map { FeedbackCall.isAsked(turn: $0, oneIn: 3) } == [true, false, false, true, false, false, true])
        #expect((1...3).map { FeedbackCall.isAsked(turn: $0, oneIn: 1) } == [true, true, true])
    }

    @Test func anInvitationHoldsForItsSessionAndHalfAnHour() {
        let key = Array("secret of the house".utf8), now = FeedbackWorld.begin, session = ID<ActivitySession>(7)
        let token = FeedbackToken.make(session, until: now.adding(minutes: 30), key: key)
        func holds(_ token: String, _ session: ID<ActivitySession> = ID(7), _ now: Instant = FeedbackWorld.begin, _ key: [UInt8] = Array("secret of the house".utf8)) -> Bool {
            FeedbackToken.read(token, session, now: now, key: key) != nil
        }
        #expect(holds(token) && holds(token, ID(7), now.adding(minutes: 30)))
        #expect(!holds(token, ID(8)) && !holds(token, ID(7), now.adding(minutes: 31)) && !holds(token, ID(7), now, [1]))
        #expect(FeedbackToken.make(session, until: now, key: key) != FeedbackToken.make(session, until: now, key: key))
        // Its end cannot be put off, nor its parts exchanged.
        let parts = token.split(separator: "-").map(String.init)
        for wrong in ["", "-", "--", "zzzz-\(parts[1])-\(parts[2])", "\(parts[0])-\(parts[1])", "\(parts[0])-\(String(parts[1].reversed()))-\(parts[2])", token + "-x", "９-a-b"] {
            #expect(!holds(wrong), "\(wrong)")
        }
    }

    @Test(arguments: TestEngine.allCases) func oneAnswerForEachInvitation(_ engine: TestEngine) async throws {
        let world = try await FeedbackWorld.make(engine)
        let token = try #require(try await world.run { try $0.beginFeedback($1) })
        #expect(try await world.code { try $0.takeFeedback(FeedbackAnswer(FeedbackWorld.fine), by: token, about: $1) } == nil)
        #expect(try await world.code { try $0.takeFeedback(FeedbackAnswer(FeedbackWorld.fine), by: token, about: $1) } == "feedback-used")
        #expect(try await world.code { try $0.takeFeedback(FeedbackAnswer(FeedbackWorld.fine), by: "0-0-0", about: $1) } == "feedback-ended")
        try await world.answer(4, ["liking": ["poor"], "change": ["nothing"], "again": ["no"]])
        let summary = try #require(try await world.summary())
        #expect(summary.asked == 5 && summary.answered == 5)
        #expect(summary.answers(to: .liking)?.map(\.count) == [1, 0, 0, 4, 0])
        #expect(summary.answers(to: .change)?.map(\.count) == [1, 1, 0, 0, 4])
        #expect(try await world.database.read { try $0.feedback(of: world.activity)?.answered } == 5)
        // Nothing of it is a visit.
        let counted = try await world.database.read { try $0.number("SELECT COUNT(*) FROM view_participation_counted") }
        #expect(counted == 0)
        // What is left of an invitation goes when it has ended.
        #expect(try await world.run { tx, _ in try tx.forgetUsedInvitations() } == 0)
        world.clock.advance(seconds: 2_400)
        #expect(try await world.run { tx, _ in try tx.forgetUsedInvitations() } == 5)
        #expect(try await world.code { try $0.takeFeedback(FeedbackAnswer(FeedbackWorld.fine), by: token, about: $1) } == "feedback-ended")
        let problems = try await world.database.read { tx in try Feedback.module.checks.flatMap { try $0.run(tx) } }
        #expect(problems.isEmpty)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func onlySomeAreAskedAndOnlyThen(_ engine: TestEngine) async throws {
        let world = try await FeedbackWorld.make(engine, oneIn: 3)
        try await world.answer(9)
        let summary = try #require(try await world.summary())
        #expect(summary.asked == 3 && summary.answered == 3 && !summary.isShown)
        for (minutes, code) in [(Int64(-60), "feedback-closed"), (0, nil), (60 * 24 * 15, "feedback-closed")] as [(Int64, String?)] {
            world.clock.set(FeedbackWorld.begin.adding(minutes: 30 + minutes))
            #expect(try await world.code { _ = try $0.beginFeedback($1) } == code, "\(minutes)")
        }
        world.clock.set(FeedbackWorld.begin.adding(minutes: 30))
        try await world.run { tx, session in try tx.askForFeedback(world.activity, session.id, oneIn: 3, isOpen: false, by: 0) }
        #expect(try await world.code { _ = try $0.beginFeedback($1) } == "feedback-closed")
        #expect(try await world.code { tx, session in try tx.askForFeedback(world.activity, session.id, oneIn: 0, isOpen: true, by: 0) } == "feedback-one-in")
        await world.database.close()
    }

    /// One invitation used by many at once gives one answer.
    @Test(arguments: TestEngine.allCases) func manyAtOnceGiveOneAnswer(_ engine: TestEngine) async throws {
        let world = try await FeedbackWorld.make(engine)
        let token = try #require(try await world.run { try $0.beginFeedback($1) })
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { try await world.code { try $0.takeFeedback(FeedbackAnswer(FeedbackWorld.fine), by: token, about: $1) } == nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
        #expect(try await world.summary()?.answered == 1)
        await world.database.close()
    }
}
