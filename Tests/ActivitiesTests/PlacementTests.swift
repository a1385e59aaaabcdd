import Access
import Activities
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing

@Suite struct PlacementTests {
    @Test(arguments: TestEngine.allCases) func thePublicKeepsThePublishedVersion(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("与宇航员见面"))
            try tx.submit(id, to: world.city, by: world.host)
            return id
        }
        // Returned with a remark, mended, published.
        try await world.database.write { tx in
            try tx.decide(.giveBack, on: id, in: world.city, seen: 1, remarks: [FieldRemark(field: "audience", text: "请写明对象")], by: World.moderator)
        }
        #expect(try await world.database.read { try $0.remarks(on: id, in: world.city, version: 1) } == [FieldRemark(field: "audience", text: "请写明对象")])
        #expect(try await world.database.read { try $0.activity(id)?.shown } == nil)
        try await world.database.write { tx in
            var content = try #require(try tx.latestVersion(of: id)).content
            content.audience = Wording("中学生", "Pupils")
            #expect(try tx.revise(id, to: content, seen: 1, by: 1) == 2)
            try tx.submit(id, to: world.city, by: world.host)
            try tx.decide(.publish, on: id, in: world.city, seen: 2, by: World.moderator)
        }
        #expect(try await world.database.read { try $0.activity(id)?.shown } == 2)
        // A newer version waits; the public keeps the older; returned it keeps it still.
        try await world.database.write { tx in
            var content = try #require(try tx.latestVersion(of: id)).content
            (content.title, content.ageMin) = (Wording("新名称"), 12)
            #expect(try tx.revise(id, to: content, seen: 2, by: 1) == 3)
            #expect(try tx.revise(id, to: content, seen: 3, by: 1) == 3)
            try tx.submit(id, to: world.city, by: world.host)
        }
        let waiting = try await world.database.read { tx in (try tx.activity(id)?.shown, try tx.placement(of: id, in: world.city)) }
        #expect(waiting.0 == 2 && waiting.1?.state == .toModerate && waiting.1?.number == 3 && waiting.1?.publishedNumber == 2)
        try await world.database.write { tx in
            try tx.decide(.giveBack, on: id, in: world.city, seen: 3, reason: "名称不清楚", by: World.moderator)
        }
        let back = try await world.database.read { tx in (try tx.activity(id)?.shown, try tx.placement(of: id, in: world.city)?.state) }
        #expect(back.0 == 2 && back.1 == .returned)
        // Withdrawn, nothing is public.
        try await world.database.write { try $0.withdraw(id, from: world.city, by: world.host) }
        #expect(try await world.database.read { try $0.activity(id)?.shown } == nil)
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_listed WHERE id = \(id)") } == 0)
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM text_activities WHERE id = \(id)") } == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func decidingNeedsTheRoleAndTheVersionSeen(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            try tx.submit(id, to: world.city, by: world.host)
            return id
        }
        func code(_ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String? {
            do { try await world.database.write(unit) } catch let refusal as Refusal { return refusal.code }
            return nil
        }
        #expect(try await code { try $0.decide(.publish, on: id, in: world.city, seen: 1, by: World.stranger) } == "not-yours")
        #expect(try await code { try $0.decide(.publish, on: id, in: world.city, seen: 1, by: world.host) } == "not-yours")
        #expect(try await code { try $0.submit(id, to: world.bases, by: World.stranger) } == "not-yours")
        #expect(try await code { try $0.submit(id, to: world.city, by: world.host) } == "nothing-new")
        #expect(try await code { try $0.decide(.giveBack, on: id, in: world.city, seen: 1, by: World.moderator) } == "return-without-remark")
        #expect(try await code { try $0.decide(.refuse, on: id, in: world.city, seen: 1, by: World.moderator) } == "refuse-without-reason")
        #expect(try await code { try $0.takeIn(id, into: world.bases, by: World.organiser) } == "not-public")
        try await world.database.write { tx in
            var content = try #require(try tx.latestVersion(of: id)).content
            content.kind = .workshop
            try tx.revise(id, to: content, seen: 1, by: 1)
            try tx.submit(id, to: world.city, by: world.host)
        }
        #expect(try await code { try $0.decide(.publish, on: id, in: world.city, seen: 1, by: World.moderator) } == "newer-version")
        #expect(try await code { try $0.revise(id, to: world.draft("别的").content, seen: 1, by: 1) } == "newer-version")
        #expect(try await code { try $0.decide(.publish, on: id, in: world.city, seen: 2, by: World.moderator) } == nil)
        #expect(try await code { try $0.decide(.publish, on: id, in: world.city, seen: 2, by: World.moderator) } == "not-in-this-state")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func takingInMakesNoCopy(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("开放日"))
            try tx.place(id, in: world.city)
            try tx.takeIn(id, into: world.bases, by: World.organiser)
            return id
        }
        let seen = try await world.database.read { tx in
            (
                try tx.number("SELECT COUNT(*) FROM activities_activity"), try tx.number("SELECT COUNT(*) FROM activities_version"),
                try tx.placement(of: id, in: world.bases), try tx.activityScopes(id).map(\.path), try tx.entryScopes(id).map(\.path)
            )
        }
        #expect(seen.0 == 1 && seen.1 == 1)
        #expect(seen.2?.state == .published && seen.2?.publishedNumber == 1 && seen.2?.isTakenIn == true)
        let own = ["/region/610000/610100/610113", "/organisation/\(world.museum.text)", "/campaign/city-series", "/campaign/national-day"]
        #expect(seen.3 == own + ["/campaign/joint-action", "/campaign/national-day"])
        // A campaign to which a host gave it has no say over the activity itself.
        #expect(seen.4 == Array(own.prefix(2)))
        await world.database.close()
    }
}
