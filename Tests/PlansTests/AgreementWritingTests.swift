import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// An agreement written down at the desk; its parties agree to it, and are reminded of the days on which they look at it.
struct AgreementWritingTests {
    private static let path = "/desk/agreements/new"
    private static let fields = [
        "name_zh": "共建协议", "name_en": "To build together", "parties": "市科协\n市科技馆", "signed": "2026-02-10", "term_zh": "三年", "text_zh": "共建科普基地。",
        "commitments": "共建基地 / Build a base\n共享专家", "reviews": "2026-06-30\n2026年12月31日",
    ]

    private static func agree(_ browser: Browser, _ path: String) async throws {
        try await browser.go(path)
        #expect(try await browser.submit(path + "/agree").text.contains("All parties have agreed"))
    }

    @Test(arguments: TestEngine.allCases) func whoeverSteersForAPartyWritesItDown(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        for (field, value, says) in [
            ("parties", "市科协", "two parties at least"), ("parties", "市科技馆\n第一中学", "None of the parties is a body for which you may act"), ("parties", "市科协\n市科学馆", "No unit is called “市科学馆”. Is it “市科技馆”?"),
            ("reviews", "2026-06-31", "“2026-06-31” is no date."), ("reviews", "2025-06-30", "is before it was signed"), ("commitments", String(repeating: "长", count: 501), "cannot be read, or is too long"),
            ("term_zh", "", "give the Chinese too"), ("commitments", "共享专家\n| |", "A line says nothing that is agreed on"), ("commitments", "| 2026-12-31 | 市科技馆", "A line says nothing that is agreed on"),
            ("signed", "2026-03-03", "is yet to come"), ("signed", "1850-01-01", "is to be from 1900 to 2200"), ("commitments", "共享专家 | 2950-01-01 | 市科技馆", "is to be from 1900 to 2200"),
        ] {
            try await world.steerer.go(Self.path)
            let wrong = try await world.steerer.submit(Self.path, Self.fields.merging(["term_en": "Three years"]) { $1 }.merging([field: value]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains(says) && wrong.html.contains("共建科普基地。"), "\(field) \(value): \(wrong.text)")
        }
        try await world.steerer.go(Self.path)
        let made = try await world.steerer.submit(Self.path, Self.fields)
        #expect(made.status == 200 && made.text.contains("The agreement is written down") && made.text.contains("Build a base") && made.text.contains("31 December 2026"), "\(made.text)")
        // The other party is asked, finds it, agrees, and makes a task of its own side, whose page leads back.
        #expect(try await world.letters("museum@example.org") == ["请确认协议：共建协议"])
        #expect(try await world.letters("steerer@example.org").isEmpty)
        let list = try await world.museum.go("/desk/agreements")
        #expect(list.text.contains("To build together") && list.text.contains("2 commitments, 0 tasks") && !list.html.contains(Self.path), "\(list.text)")
        try await Self.agree(world.museum, made.path)
        let task = try await world.museum.post(made.path + "/tasks", [("csrf", world.museum.page.token), ("commitment", "c-1"), ("lead", world.units[1].text), ("due", "2026-10-30")])
        #expect(task.status == 200 && task.text.contains("From an agreement: To build together"), "\(task.text)")
        #expect(try await world.museum.go(Self.path).status == 403)
        // Somebody who takes part in nothing of it is not led there.
        #expect(try await world.society.go(made.path).status == 404)
        await world.database.close()
    }

    /// A line with a day and a side is a task of that side once all have agreed; changed, what has tasks stays; without any it is taken back.
    @Test(arguments: TestEngine.allCases) func itsSidesHaveTasksAndItIsChangedAndTakenBack(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), (association, museum) = (world.units[0], world.units[1])
        let wing = "kepu: 1\nresources:\n  - {key: wing, name: {zh: \"机翼\", en: \"Wing\"}, kind: exhibit, organisation: museum, summary: {zh: \"一件。\", en: \"One.\"}}\n"
        _ = try await PlanHouse.house.apply(wing, as: "wing", to: world.database)
        let good = Self.fields.merging(["commitments": "共建基地 / Build a base | 2026-12-31 | 市科技馆\n共享专家", "resources": "机翼"]) { $1 }
        for (field, value, says) in [
            ("commitments", "共建基地 | 2026-12-31", "one day and one side"), ("commitments", "共建基地 | 2026-12-31 | 第一中学", "is no party"), ("commitments", "共建基地 | 2020-12-31 | 市科技馆", "is before the agreement was signed on 2026-02-10"), ("commitments", "共建基地 | 2026-02-20 | 市科技馆", "is over"),
            ("commitments", "共建基地\n共建基地", "Two commitments are the same"), ("resources", "机翼二号", "No resource in public is called “机翼二号”"),
        ] {
            try await world.steerer.go(Self.path)
            let wrong = try await world.steerer.submit(Self.path, good.merging([field: value]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(field) \(value): \(wrong.text)")
        }
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM venues_agreement") } == 0)
        try await world.steerer.go(Self.path)
        let made = try await world.steerer.submit(Self.path, good)
        #expect(made.status == 200 && made.text.contains("Wing"), "\(made.text)")
        func tasks() async throws -> [String] {
            try await world.database.read { tx in
                try tx.tasks(where: "t.origin = 'agreement'").map { "\(AgreementDesk.commitment(of: $0)) \($0.leadID == museum ? "museum" : "association") \($0.due?.iso ?? "") \($0.authorityID == association ? "association" : "museum")" }.sorted()
            }
        }
        #expect(try await tasks().isEmpty)
        try await Self.agree(world.museum, made.path)
        #expect(try await tasks() == ["c-1 museum 2026-12-31 association"])

        let edit = made.path + "/edit"
        #expect(try await world.museum.go(edit).status == 403)
        let form = try await world.steerer.go(edit)
        #expect(form.html.contains("共建基地 / Build a base") && form.html.contains("市科技馆"), "\(form.html)")
        let changed = try await world.steerer.submit(edit, ["commitments": "共建科普基地 / Build a base\n共享专家\n联合办展 | 2027-01-31 | 市科协"])
        #expect(changed.status == 200 && changed.text.contains("The agreement is changed"), "\(changed.text)")
        #expect(try await tasks() == ["c-1 museum 2026-12-31 association"])
        #expect(try await world.letters("museum@example.org").count { $0 == "请确认协议：共建协议" } == 2)
        try await Self.agree(world.museum, made.path)
        #expect(try await tasks() == ["c-1 museum 2026-12-31 association", "c-3 association 2027-01-31 museum"])
        let texts = try await world.database.read { tx in try tx.rows("SELECT c.key, c.text_zh FROM venues_agreement_commitment c ORDER BY c.position") { "\(try $0.text("key")) \(try $0.text("text_zh"))" } }
        #expect(texts == ["c-1 共建科普基地", "c-2 共享专家", "c-3 联合办展"])
        try await world.steerer.go(edit)
        let held = try await world.steerer.submit(edit, ["commitments": "共享专家"])
        #expect(held.status == 422 && held.text.contains("There are tasks of “Build a base”, so it stays."), "\(held.text)")

        // What has tasks is not taken back; another one is.
        let page = try await world.steerer.go(made.path)
        #expect(!page.text.contains("Remove the agreement"))
        let refused = try await world.steerer.post(made.path + "/removal", [("csrf", page.token)])
        #expect(refused.status == 422 && refused.text.contains("There are tasks of this agreement"), "\(refused.text)")
        try await world.steerer.go(Self.path)
        let other = try await world.steerer.submit(Self.path, Self.fields.merging(["name_zh": "误登"]) { $1 })
        _ = try await world.steerer.post(other.path + "/removal", [("csrf", other.token)])
        #expect(try await world.steerer.go(other.path).status == 404)
        await world.database.close()
    }

    /// Who opened it before somebody else changed it is told; a party that owes a task stays; what stands beside each other has names of its own.
    @Test(arguments: TestEngine.allCases) func nobodysChangeIsLostAndNoDebtor(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let good = Self.fields.merging(["commitments": "共建基地 / Build a base | 2026-12-31 | 市科技馆\n共享专家 | 2026-12-31 | 市科技馆"]) { $1 }
        try await world.steerer.go(Self.path)
        let path = try await world.steerer.submit(Self.path, good).path, edit = path + "/edit"
        try await Self.agree(world.museum, path)
        let made = try await world.steerer.go(path)
        #expect(made.status == 200 && made.html.contains("aria-label=\"The other side: Build a base\"") && made.html.contains("aria-label=\"The other side: 共享专家\""), "\(made.html)")
        let other = try await world.later("second", .organiser, of: 0)
        try await world.steerer.go(edit)
        try await other.go(edit)
        #expect(try await other.submit(edit, ["term_zh": "五年"]).status == 200)
        let late = try await world.steerer.submit(edit, ["text_zh": "另一段。"])
        #expect(late.status == 422 && late.text.contains("Somebody has changed this since you opened the page") && late.html.contains("另一段。"), "\(late.text)")
        try await world.steerer.go(edit)
        let debtor = try await world.steerer.submit(edit, ["parties": "市科协\n第一中学"])
        #expect(debtor.status == 422 && debtor.text.contains("“City Museum” still owes or verifies a task of this agreement, “Build a base”, so it stays a party."), "\(debtor.text)")
        try await world.steerer.go(edit)
        #expect(try await world.steerer.submit(edit, ["parties": "市科协\n市科技馆\n第一中学"]).status == 200)
        // Who owes nothing may leave.
        try await world.steerer.go(edit)
        #expect(try await world.steerer.submit(edit, ["parties": "市科协\n市科技馆"]).status == 200)
        let kept = try await world.database.read { tx in try tx.agreements(where: "1 = 1", most: 5, offset: 0).first }
        #expect(kept?.term?.zh == "五年" && kept?.text.zh == "共建科普基地。")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func thePartiesAreRemindedOnceOfEachReview(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.steerer.go(Self.path)
        try await Self.agree(world.museum, try await world.steerer.submit(Self.path, Self.fields).path)
        func reminders() async throws -> Int {
            try await world.database.write { try $0.remindOfReviews() }
            return try await world.letters("museum@example.org").count { $0 == "协议检查：共建协议" }
        }
        for (moment, count) in [("2026-06-22T02:00:00Z", 0), ("2026-06-23T02:00:00Z", 1), ("2026-06-30T02:00:00Z", 1), ("2026-07-01T02:00:00Z", 1), ("2026-12-28T02:00:00Z", 2)] {
            world.clock.set(moment)
            #expect(try await reminders() == count, "\(moment)")
        }
        #expect(try await world.letters("steerer@example.org").count { $0 == "协议检查：共建协议" } == 2)
        await world.database.close()
    }
}
