import Access
import Activities
import Kernel
import Outbox
import Storage
import TestKit
import Testing

/// The hosts of an activity are told what a moderator decided: in the transaction of the decision, and nobody else is.
@Suite struct DecisionLetterTests {
    @Test(arguments: TestEngine.allCases) func hostsAreToldOfADecision(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let museum = Scope.organisation(world.museum.number)
        let (host, colleague, stranger) = try await world.database.write { tx in
            func account(_ login: String, _ grant: Grant) throws -> ID<Account> {
                let id = try tx.addAccount(login: login, name: login, passwordHash: "-")
                try tx.grant(grant, to: id)
                return id
            }
            return (
                try account("host@example.org", Grant(.host, over: museum)), try account("colleague@example.org", Grant(.host, over: museum)),
                try account("stranger@example.org", Grant(.host, over: .organisation(1)))
            )
        }
        func told(_ account: ID<Account>) async throws -> [Phrase] {
            try await world.database.read { tx in try tx.messages(of: account, limit: 20) }.compactMap { $0.content?.subject }
        }
        let id = try await world.database.write { try $0.addActivity(world.draft("观星之夜", "Stargazing")) }
        try await world.database.write { try $0.submit(id, to: world.city, by: world.host) }
        #expect(try await told(host) == [])
        try await world.database.write { tx in
            try tx.decide(.giveBack, on: id, in: world.city, seen: 1, remarks: [FieldRemark(field: "audience", text: "请写明对象")], by: World.moderator)
        }
        try await world.database.write { try $0.submit(id, to: world.city, by: world.host) }
        try await world.database.write { try $0.decide(.clear, on: id, in: world.city, seen: 1, by: World.moderator) }
        try await world.database.write { try $0.decide(.publish, on: id, in: world.city, seen: 1, by: World.moderator) }
        try await world.database.write { try $0.decide(.refuse, on: id, in: world.city, seen: 1, reason: "重复填报", by: World.moderator) }
        let all = [
            Phrase("未采用：观星之夜", "Refused: Stargazing"), Phrase("已发布：观星之夜", "Published: Stargazing"),
            Phrase("请修改：观星之夜", "Returned to you: Stargazing"),
        ]
        #expect(try await told(host) == all)
        #expect(try await told(colleague) == all)
        #expect(try await told(stranger) == [])
        let last = try #require(try await world.database.read { try $0.messages(of: host, limit: 1) }.first?.content)
        #expect(last.path == "/desk/activities/\(id)" && last.body.zh.hasSuffix("\n理由：重复填报") && last.body.en.contains("“Stargazing”"))
        await world.database.close()
    }

    /// A decision that is not taken tells nobody; whoever decides about their own activity is not told by themselves.
    @Test(arguments: TestEngine.allCases) func nobodyIsToldOfNothing(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await world.database.write { try $0.addActivity(world.draft("观星之夜")) }
        let host = try await world.database.write { tx in
            let account = try tx.addAccount(login: "host@example.org", name: "host", passwordHash: "-")
            try tx.grant(Grant(.host, over: .organisation(world.museum.number)), to: account)
            return account
        }
        try await world.database.write { try $0.submit(id, to: world.city, by: world.host) }
        await #expect(throws: Refusal.self) {
            try await world.database.write { try $0.decide(.publish, on: id, in: world.city, seen: 2, by: World.moderator) }
        }
        let own = Identity(account: Account(id: host, login: "host@example.org", name: "host"), grants: World.moderator.grants)
        try await world.database.write { try $0.decide(.publish, on: id, in: world.city, seen: 1, by: own) }
        #expect(try await world.database.read { try $0.messageCount(of: host) } == 0)
        await world.database.close()
    }
}
