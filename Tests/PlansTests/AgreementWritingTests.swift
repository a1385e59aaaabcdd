import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// An agreement written down at the desk; its parties are told, and reminded of the days on which they look at it.
struct AgreementWritingTests {
    private static let path = "/desk/agreements/new"
    private static let fields = [
        "name_zh": "共建协议", "name_en": "To build together", "parties": "市科协\n市科技馆", "signed": "2026-02-10", "term_zh": "三年", "text_zh": "共建科普基地。",
        "commitments": "共建基地 / Build a base\n共享专家", "reviews": "2026-06-30\n2026年12月31日",
    ]

    @Test(arguments: TestEngine.allCases) func whoeverSteersForAPartyWritesItDown(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        for (field, value, says) in [
            ("parties", "市科协", "two parties at least"), ("parties", "市科技馆\n第一中学", "None of the parties is a body for which you may act"), ("parties", "市科协\n市科学馆", "No unit is called “市科学馆”. Is it “市科技馆”?"),
            ("reviews", "2026-06-31", "“2026-06-31” is no date."), ("reviews", "2025-06-30", "is before it was signed"), ("commitments", String(repeating: "长", count: 501), "cannot be read, or is too long"),
            ("term_zh", "", "give the Chinese too"),
        ] {
            try await world.steerer.go(Self.path)
            let wrong = try await world.steerer.submit(Self.path, Self.fields.merging(["term_en": "Three years"]) { $1 }.merging([field: value]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains(says) && wrong.html.contains("共建科普基地。"), "\(field) \(value): \(wrong.text)")
        }
        try await world.steerer.go(Self.path)
        let made = try await world.steerer.submit(Self.path, Self.fields)
        #expect(made.status == 200 && made.text.contains("The agreement is written down") && made.text.contains("Build a base") && made.text.contains("31 December 2026"), "\(made.text)")
        // The other party is told, finds it, and makes a task of its own side, whose page leads back.
        #expect(try await world.letters("museum@example.org") == ["新登记的协议：共建协议"])
        #expect(try await world.letters("steerer@example.org").isEmpty)
        let list = try await world.museum.go("/desk/agreements")
        #expect(list.text.contains("To build together") && list.text.contains("2 commitments, 0 tasks") && !list.html.contains(Self.path), "\(list.text)")
        try await world.museum.go(made.path)
        let task = try await world.museum.post(made.path + "/tasks", [("csrf", world.museum.page.token), ("commitment", "c-1"), ("lead", world.units[1].text), ("due", "2026-10-30")])
        #expect(task.status == 200 && task.text.contains("From an agreement: To build together"), "\(task.text)")
        #expect(try await world.museum.go(Self.path).status == 403)
        // Somebody who takes part in nothing of it is not led there.
        #expect(try await world.society.go(made.path).status == 404)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func thePartiesAreRemindedOnceOfEachReview(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.steerer.go(Self.path)
        #expect(try await world.steerer.submit(Self.path, Self.fields).status == 200)
        func reminders() async throws -> Int {
            try await world.database.write { try $0.remindOfReviews() }
            return try await world.letters("museum@example.org").count { $0 == "协议检查：共建协议" }
        }
        for (moment, count) in [("2026-06-22T02:00:00Z", 0), ("2026-06-23T02:00:00Z", 1), ("2026-06-30T02:00:00Z", 1), ("2026-07-01T02:00:00Z", 1), ("2026-12-28T02:00:00Z", 2)] {
            world.clock.set(moment)
            #expect(try await reminders() == count, "\(moment)")
        }
        #expect(try await world.letters("steerer@example.org").count == 2)
        await world.database.close()
    }
}
