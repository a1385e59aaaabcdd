import Access
import Campaigns
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// Units that are asked into a series are told, and a series that is held again asks those who were part of it.
@Suite struct UmbrellaLetterTests {
    private struct Series {
        let umbrella: ID<Activity>
        let own: ID<Activity>
        let theirs: ID<Activity>
        let teacher: ID<Account>
        /// The teacher, as somebody who is signed in.
        let identity: Identity
    }

    /// A museum's umbrella, an activity of its own, and one of a school.
    private static func series(in world: World) async throws -> Series {
        try await world.database.write { tx in
            let school = try tx.addOrganisation(key: "school", name: Wording("一中", "School One"), kind: .school, region: "110101")
            let grant = Grant(.host, over: .organisation(school.number))
            let teacher = try tx.addAccount(login: "teacher@example.org", name: "T", passwordHash: "-")
            try tx.grant(grant, to: teacher)
            var whole = world.draft("科学周", "Science week")
            whole.isUmbrella = true
            var other = world.draft("化石", "Fossils")
            (other.organiser, other.content.venue, other.content.region) = (school, nil, "110101")
            let umbrella = try tx.addActivity(whole), own = try tx.addActivity(world.draft("观星", "Stars")), theirs = try tx.addActivity(other)
            for id in [umbrella, own, theirs] { try tx.place(id, in: world.city) }
            let identity = Identity(account: Account(id: teacher, login: "teacher@example.org", name: "T"), grants: [grant])
            return Series(umbrella: umbrella, own: own, theirs: theirs, teacher: teacher, identity: identity)
        }
    }

    private static func told(_ account: ID<Account>, _ world: World) async throws -> [Phrase] {
        try await world.database.read { tx in try tx.messages(of: account, limit: 20) }.compactMap { $0.content?.subject }
    }

    @Test(arguments: TestEngine.allCases) func whoeverHostsForTheUnitIsTold(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let series = try await Self.series(in: world)
        for _ in 0..<2 {
            let joined = try await world.database.write { try $0.invite(series.theirs, into: series.umbrella, by: world.host) }
            #expect(!joined)
        }
        #expect(try await Self.told(series.teacher, world) == [Phrase("邀请加入系列：科学周", "Invited into a series: Science week")])
        let letter = try await world.database.read { try $0.messages(of: series.teacher, limit: 1) }.first?.content
        #expect(letter?.path == "/desk/activities/\(series.theirs.text)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aSeriesThatIsHeldAgainAsksItsOwners(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let series = try await Self.series(in: world)
        try await world.database.write { tx in
            try tx.setUmbrella(series.umbrella, of: series.own, by: 1)
            try tx.setUmbrella(series.umbrella, of: series.theirs, by: 1)
        }
        let again = try await world.database.write { tx in
            let plan = try tx.againPlan(series.umbrella, into: "", among: try tx.campaigns())
            return try tx.useAgain(plan, sessions: [], house: World.house, submitting: false, by: world.host)
        }
        let asked = try await world.database.read { try $0.invited(into: again).map(\.activity) }
        #expect(asked == [series.theirs])
        #expect(try await Self.told(series.teacher, world) == [Phrase("邀请加入系列：科学周", "Invited into a series: Science week")])
        #expect(try await world.database.read { try $0.invitations(of: series.theirs).map(\.isAgain) } == [true])
        // To come along is to use it again; that answers the invitation.
        let theirs = try await world.database.write { tx in
            let plan = try tx.againPlan(series.theirs, into: "", among: try tx.campaigns())
            return try tx.useAgain(plan, sessions: [], house: World.house, submitting: false, by: series.identity)
        }
        let (parent, left) = try await world.database.read { (try $0.requireActivity(theirs).parent, try $0.invitations(of: series.theirs).count) }
        #expect(parent == again && left == 0)
        await world.database.close()
    }
}
