import Activities
import Campaigns
import Figures
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing

@Suite struct CountingTests {
    @Test(arguments: TestEngine.allCases) func aCommonParentCountsOnce(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let story = try await world.database.write { try Story(world, $0) }
        let (national, city, joint) = (try await world.figures(world.national), try await world.figures(world.city), try await world.figures(world.joint))
        #expect([national.activities, city.activities, joint.activities] == [2, 2, 1])
        #expect([national.sessions, city.sessions, joint.sessions] == [3, 3, 2])
        #expect([national.venues, city.venues, joint.venues] == [2, 2, 1])
        #expect([national.venueTimes, city.venueTimes, joint.venueTimes] == [3, 2, 1])
        let visits = MethodShares(measured: 80, reported: 64)
        #expect([national.visits, city.visits, joint.visits] == [visits, visits, visits] && visits.total == 144)
        #expect([national.booked, city.booked, joint.booked] == [100, 100, 100])
        #expect(national.viewerTimes?.total == 1900 && national.views?.total == 2600 && national.indicators["peak"] == nil)
        // Every roll-up adds up to the totals, and the records behind a figure too.
        for kind in RollUp.allCases {
            let lines = try await world.database.read { try $0.rollUp(FigureQuestion(world.national), by: kind) }
            #expect(lines.reduce(0) { $0 + ($1.indicators["visits"]?.total ?? 0) } == 144, "\(kind)")
            #expect(lines.reduce(0) { $0 + $1.booked } == 100 && lines.reduce(0) { $0 + $1.sessions } == 3, "\(kind)")
        }
        _ = story
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func umbrellasAndCancelledOnesDoNotCount(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            var umbrella = ActivityDraft(organiser: world.museum, title: Wording("系列", "Series"), summary: Wording("简介", "Summary"), kind: .lecture)
            umbrella.isUmbrella = true
            let above = try tx.addActivity(umbrella)
            try tx.place(above, in: world.city)
            #expect(try tx.figures(FigureQuestion(world.national)).activities == 1)
            var child = ActivityDraft(organiser: world.museum, title: Wording("其一", "One of it"), summary: Wording("简介", "Summary"), kind: .workshop)
            child.parent = above
            let below = try tx.addActivity(child)
            try tx.place(below, in: world.city)
            #expect(try tx.figures(FigureQuestion(world.national)).activities == 1)
            let (cancelled, sessions) = try world.activity("Off", at: nil, in: [world.city], days: ["2023-09-16", "2023-09-17"], tx)
            try world.report(cancelled, sessions[0], 30, .estimated, tx)
            try world.report(cancelled, sessions[1], 12, .reported, tx)
            #expect(try tx.figures(FigureQuestion(world.national)).visits == MethodShares(reported: 12, estimated: 30))
            let session = try #require(try tx.session(cancelled, sessions[1]))
            try tx.changeSession(
                session, to: SessionDraft(begin: session.begin, end: session.end, zone: session.zone, capacity: session.capacity), status: .cancelled,
                house: World.house, by: 1)
            let less = try tx.figures(FigureQuestion(world.national))
            #expect(less.visits == MethodShares(estimated: 30) && less.sessions == 1)
            try tx.setStatus(.cancelled, of: cancelled, reason: "停电", by: 1)
            let none = try tx.figures(FigureQuestion(world.national))
            #expect(none.activities == 1 && none.sessions == 0 && none.visits == nil)
        }
        await world.database.close()
    }
}
