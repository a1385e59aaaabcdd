import Activities
import App
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing

@Suite("What has changed")
struct ChangeTests {
    /// Follows `next` until nothing is new; gives `noun kind id` of each change, and where to ask next.
    private func follow(_ world: World, _ address: String) async throws -> (lines: [String], next: String) {
        var (next, lines): (String, [String]) = (address, [])
        while true {
            let seen = try await world.ask(next)
            #expect(seen.status == 200)
            lines += try seen.items.map { "\($0["noun"] ?? "") \($0["kind"] ?? "") \($0["id"] ?? "")" }
            next = try #require(try seen.string("next"))
            guard try seen.json["more"] as? Bool == true else { return (lines, next) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func everyChangeIsToldOnceAndAnEmptyPageStays(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let whole = try await follow(world, "/api/v1/changes")
        for id in world.activities { #expect(whole.lines.contains("activity published \(id.text)")) }
        #expect(whole.lines.filter { $0.hasPrefix("campaign added") }.count == 2 && whole.lines.contains { $0.hasPrefix("network added") })
        #expect(try await follow(world, "/api/v1/changes?since=now").next == whole.next)
        for _ in 0..<2 { #expect(try await follow(world, whole.next) == ([], whole.next)) }

        let (first, last) = (world.activities[0], world.activities[5])
        let other = try await world.kepu.database.read { try $0.sessions(of: first) }
        try await world.kepu.database.write { tx in
            let begin = World.now.adding(hours: 100)
            try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: first)
            try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: world.draft)
            try tx.setStatus(.cancelled, of: last, reason: "雨", by: 1)
        }
        try await world.kepu.database.ledgerSettled()
        let new = try await follow(world, whole.next)
        #expect(new.lines.count == 2 && new.lines[0].hasPrefix("session added") && new.lines[1] == "activity cancelled \(last.text)")
        #expect(other.count == 2)
        let told = try await world.ask(whole.next).items[0]
        #expect(told["within"] as? String == first.text && told["address"] as? String == "/api/v1/activities/\(first.text)/sessions")
        #expect(try await follow(world, new.next) == ([], new.next))
    }

    /// Long ones come in pages of 200.
    @Test func aLongListGoesOn() async throws {
        let world = try await World.make(.sqlite)
        let start = try await follow(world, "/api/v1/changes?since=now").next
        try await world.kepu.database.write { tx in
            for number in 0..<450 {
                _ = try tx.addCampaign(
                    key: "c\(number)", name: Wording("c"), kind: .series, begin: TestKit.day("2026-01-01"), end: TestKit.day("2026-01-02"), summary: Wording("s"))
            }
        }
        let first = try await world.ask(start)
        #expect(try first.items.count == 200 && first.json["more"] as? Bool == true)
        let all = try await follow(world, start).lines
        #expect(all.count == 450 && Set(all).count == 450)
    }

    /// Nothing of who did it and why.
    @Test func nobodyIsNamed() async throws {
        let world = try await World.make(.sqlite)
        let text = try await world.ask("/api/v1/changes").text
        for word in ["actor", "reason", "payload", "scope"] { #expect(!text.contains("\"\(word)\"")) }
    }
}
