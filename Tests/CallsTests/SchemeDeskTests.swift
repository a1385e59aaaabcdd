import Access
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// A scheme changed at the desk, the rules page, notices of several lists over HTTP, on both engines.
@Suite struct SchemeDeskTests {
    @Test(arguments: TestEngine.allCases) func aChangeIsAVersionAndRunningCallsKeepTheirs(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        #expect(try await office.go("/desk/schemes").text.contains("Version 1; 0 titles in force"))
        let page = try await office.go("/desk/schemes/base")
        #expect(page.status == 200)
        #expect(try await office.submit("/desk/schemes/base").text.contains("Nothing changed, so there is no new version."))
        try await office.go("/desk/schemes/base")
        let wrong = try await office.submit("/desk/schemes/base", ["workdays": "0"])
        #expect(wrong.status == 422 && wrong.text.contains("Give a whole number from 1 to 60."))
        try await office.go("/desk/schemes/base")
        let kept = try await office.submit("/desk/schemes/base", ["workdays": "7", "c2-zh": "创新", "c2-en": "Novelty", "c2-most": "20", "c2-weight": "2"])
        #expect(kept.text.contains("Kept as a new version."), "\(kept.text)")
        #expect(kept.text.contains("notice.workdays") && kept.text.contains("5 → 7"))
        let (now, call) = try await world.database.read { tx in (try #require(try tx.scheme(key: "base")), try tx.requireCall("base-2022")) }
        #expect(now.version == 2 && now.scheme.notice.workdays == 7 && now.scheme.review.criteria.map(\.most) == [100, 10, 20])
        #expect(try await world.database.read { tx in try tx.scheme(of: call).scheme.notice.workdays } == 5)
        // Whoever opened the page before sees that it has changed since.
        office.back(to: page)
        let stale = try await office.submit("/desk/schemes/base", ["workdays": "9"])
        #expect(stale.status == 422 && stale.text.contains("This scheme has a new version since you opened the page"))

        // The file applied again shows what the desk changed, and keeps it.
        let plan = try await CallWorld.house.apply(CallWorld.file, to: world.database)
        #expect(plan.count(.created) == 0)
        let text = PlanPrinter(plan, .en).text
        #expect(text.contains("notice.workdays"), "\(text)")
        #expect(try await world.database.read { tx in try tx.scheme(key: "base")?.scheme.notice.workdays } == 7)
        await world.database.close()
    }

    /// Inspection, what may be decided, the day by which something is put right, the grounds of revocation.
    @Test(arguments: TestEngine.allCases) func theRestOfTheRulesIsAskedToo(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number)), path = "/desk/schemes/base"
        try await office.go(path)
        let half = try await office.submit(path, ["assessed": "1", "rectify_month": "12"])
        #expect(half.status == 422 && half.text.contains("needs a month and a day, or neither"), "\(half.text)")
        try await office.go(path)
        let twice = try await office.submit(path, ["assessed": "1", "rectify_month": "12", "rectify_day": "30", "months_to_rectify": "6"])
        #expect(twice.status == 422 && twice.text.contains("Give the months to put right, or the day, not both."), "\(twice.text)")
        try await office.go(path)
        let nameless = try await office.submit(path, ["g1-clause": "第十三条"])
        #expect(nameless.status == 422 && nameless.text.contains("Give it in Chinese, or empty the line."))
        try await office.go(path)
        let kept = try await office.submit(
            path,
            [
                "inspection": "1", "assessed": "1", "rectify_month": "12", "rectify_day": "30", "outcomes": "rectify", "g0-zh": "弄虚作假的", "g1-zh": "长期关闭",
                "g1-en": "Closed for long", "g1-clause": "第十三条",
            ])
        #expect(kept.text.contains("Kept as a new version."), "\(kept.text)")
        let scheme = try await world.database.read { tx in try #require(try tx.scheme(key: "base")).scheme }
        #expect(scheme.review.needsInspection && scheme.assessment?.rectifyBy == DayOfYear(month: 12, day: 30) && scheme.assessment?.outcomes == [.rectify])
        #expect(scheme.grounds.map(\.key) == ["false-report", "ground-2"] && scheme.grounds.map(\.clause) == ["第十二条", "第十三条"])
        #expect(scheme.grounds.map(\.text.zh) == ["弄虚作假的", "长期关闭"])
        // Shown as they stand, they are not changed by being sent again; emptied, they go.
        try await office.go(path)
        #expect(try await office.submit(path).text.contains("Nothing changed, so there is no new version."))
        try await office.go(path)
        #expect(try await office.submit(path, ["rectify_month": "", "rectify_day": "", "g1-zh": ""]).text.contains("Kept as a new version."))
        let after = try await world.database.read { tx in try #require(try tx.scheme(key: "base")).scheme }
        #expect(after.assessment?.rectifyBy == nil && after.grounds.map(\.key) == ["false-report"])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anotherAuthoritysIsNotTheirs(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let other = try await world.browser("other", .organiser, over: .organisation(world.district.number))
        for path in ["/desk/schemes/base", "/desk/schemes/base/lists"] { #expect(try await other.go(path).status == 403, "\(path)") }
        #expect(try await other.go("/desk/schemes/nothing").status == 404)
        #expect(try await other.go("/desk/schemes").text.contains("No scheme of your authority yet"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theRulesPageSaysItAll(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let visitor = Browser(world.site)
        let page = try await visitor.go("/rules/base")
        let rule = try await world.database.read { tx in try #require(try tx.scheme(key: "base")).scheme.review }
        let example = try #require(FormulaExample(rule))
        #expect(page.status == 200 && page.text.contains("The score: \(Points.text(example.result))"))
        #expect(page.text.contains("An applicant may exclude 1 experts at most") && page.text.contains("Version 1"))
        #expect(try await visitor.go("/rules/nothing").status == 404)
        await world.database.close()
    }

    /// Three lists in one notice, made and carried out by the office over HTTP.
    @Test(arguments: TestEngine.allCases) func listsOfTitlesAreMadeAtTheDesk(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "hunan-provincial-base", authority: "hunan-science-and-technology-department", region: "430102")
        let titles = try await one.titled(3)
        one.at("2024-01-08")
        for unit in 0..<2 { try await one.step(try await one.assessment(titles[unit], 2023), .file, by: one.hosts[unit]) }
        let office = try await one.world.browser("desk", .organiser, over: .organisation(one.world.bureau.number))
        let path = "/desk/schemes/hunan-provincial-base/lists"
        try await office.go(path)
        let fields = ["contact": "1", "supervision": "2", "title_en": "What becomes of titles"]
        let empty = try await office.submit(path, fields)
        #expect(empty.status == 422 && empty.text.contains("List at least one."))
        try await office.go(path)
        let lists = ["a-\(titles[0].text)": "file", "a-\(titles[1].text)": "cultivate", "a-\(titles[2].text)": "cancel", "w-\(titles[2].text)": "Nothing was filed"]
        let made = try await office.submit(path, fields.merging(lists) { $1 })
        #expect(made.text.contains("The notice is scheduled"), "\(made.text)")
        let notice = made.path
        let open = try await Browser(one.world.site).go(notice.replacing("/desk", with: ""))
        for title in ["To be filed (1)", "To be cultivated (1)", "To be cancelled (1)"] { #expect(open.text.contains(title), "\(title)") }
        // The public reads on which ground, and why.
        #expect(open.text.contains("Unqualified in the evaluation") && open.text.contains("Nothing was filed"))
        #expect(try await office.go(path).text.contains("No title to list"))
        one.at("2024-01-15")
        try await office.signIn("desk@example.org", "a long password")
        try await one.world.turn()
        try await office.go(notice)
        #expect(try await office.submit(notice + "/outcomes").text.contains("3 are carried out."))
        #expect(try await one.title(titles[2]).state == .revoked)
        #expect(try await one.title(titles[2]).ground == "评估不合格：Nothing was filed")
        await one.database.close()
    }
}
