import Access
import Activities
import Campaigns
import Figures
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing

/// An activity in two owners' campaigns is one activity above both, with its visits once; without anything above both it is one in each.
@Suite struct OfferedOnceTests {
    @Test(arguments: TestEngine.allCases) func onceAboveBothAndOnceInEach(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let other = try await world.database.write { tx in
            let other = try tx.addCampaign(
                key: "other-week", name: Wording("科技周", "Other week"), kind: .week, begin: day("2023-09-01"), end: day("2023-10-31"), summary: Wording("简介", "Summary"))
            let (id, sessions) = try world.activity("Both", at: nil, in: [world.city], days: ["2023-09-16"], tx)
            try world.report(id, sessions[0], 120, .estimated, tx)
            let host = Identity(account: Account(id: ID(1), login: "h@example.org", name: ""), grants: [Grant(.host, over: .organisation(world.museum.number))])
            let moderator = Identity(account: Account(id: ID(2), login: "m@example.org", name: ""), grants: [Grant(.moderator, over: .all)])
            for campaign in [world.joint, other] {
                try tx.submit(id, to: campaign, by: host)
                try tx.decide(.publish, on: id, in: campaign, seen: 1, by: moderator)
            }
            return other
        }
        let figures = try await world.database.read { tx in
            try [world.national, world.city, world.joint, other].map { try tx.figures(FigureQuestion($0)) }
        }
        #expect(figures.map(\.activities) == [1, 1, 1, 1] && figures.map(\.sessions) == [1, 1, 1, 1])
        #expect(figures.map { $0.visits?.total } == [120, 120, 120, 120])
        await world.database.close()
    }
}
