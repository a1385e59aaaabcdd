import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("The section `campaigns` of campaign files")
struct SectionTests {
    static let file = """
        kepu: 1
        organisations:
          - key: museum
            name: {zh: "市科技馆", en: "City Museum"}
            kind: museum
            source: [S0]
          - key: bureau
            name: {zh: "科技局", en: "Bureau"}
            kind: bureau
            source: [S0]
        campaigns:
          - key: series-2023
            name: {zh: "系列活动2023", en: "Series 2023"}
            kind: series
            parent: day-2023
            year: 2023
            begin: "2023-09-01"
            end: "2023-12-31"
            precision: month
            region: "610100"
            summary: {zh: "系列活动的简介。", en: "About the series."}
            source: [S1]
          - key: day-2023
            name: {zh: "全国科普日2023", en: "National Science Day 2023"}
            kind: day
            edition: 20
            year: 2023
            begin: "2023-09-16"
            end: "2023-09-24"
            accent: cinnabar
            motto: {zh: "助力科技自立自强", en: "For science and technology"}
            summary: {zh: "第二十届。", en: "The twentieth."}
            organisations:
              - {organisation: bureau, role: organiser}
              - {organisation: museum, role: undertaker}
              - {organisation: museum, role: supporter}
            blocks:
              - {key: main, name: {zh: "主场活动", en: "Main event"}}
              - {key: special, name: {zh: "专项行动", en: "Special action"}, kind: special-action, note: {zh: "说明", en: "Note"}}
            themes:
              - key: space
                name: {zh: "筑梦航天", en: "Dreams of space"}
                month: "2023-04"
                host: museum
                begin: "2023-04-01"
                end: "2023-04-30"
                source: [S2]
              - key: health
                name: {zh: "健康中国", en: "Healthy China"}
                source: [S2]
            news:
              - key: later
                day: "2023-09-16"
                title: {zh: "开幕", en: "Opening"}
                text: {zh: "今日开幕。", en: "It opens today."}
                source: [S1]
              - key: earlier
                day: "2023-09-07"
                title: {zh: "发布会", en: "Press conference"}
                text: {zh: "举行发布会。", en: "A press conference."}
                repaired: confirmed
                source: [S1]
            announced:
              - key: activities
                indicator: activities
                label: {zh: "重点活动", en: "Key activities"}
                value: 74000
                unit: {zh: "项", en: "activities"}
                bound: about
                method: announced
                as_of: "2022"
                repaired: inferred
                note: {zh: "已修复", en: "Repaired reading"}
                source: [S1]
            source: [S1]
        contests:
          - key: quiz
            campaign: day-2023
            name: {zh: "知识竞答", en: "Quiz"}
            source: [S1]
        """

    @Test(arguments: TestEngine.allCases)
    func isAppliedOnce(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let first = try await rooms.apply(Self.file, to: database)
        #expect(first.count(.created) == 4)
        #expect(first.count(.waiting) == 1)
        let second = try await rooms.apply(Self.file, to: database)
        #expect(second.changesNothing)
        try await database.read { tx in
            let day = try #require(try tx.campaign(key: "day-2023"))
            let series = try #require(try tx.campaign(key: "series-2023"))
            #expect(series.parentID == day.id)
            #expect(series.accent == .cinnabar)
            #expect(series.precision == .month)
            #expect(series.dates(.zh) == "2023年9月至12月")
            let parts = try tx.parts(of: day.id)
            #expect(parts.roles.map(\.kind) == [.organiser, .undertaker, .supporter])
            #expect(parts.blocks.map(\.key) == ["main", "special"])
            #expect(parts.themes.map { $0.month?.text } == ["2023-04", nil])
            #expect(parts.announced.map(\.value) == [74000])
            #expect(try tx.news(of: day.id).map(\.key) == ["later", "earlier"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func keepsWhatTheDeskChanged(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        try await database.write { tx in
            var campaign = try #require(try tx.campaign(key: "day-2023"))
            campaign.name = Wording("科普日", "Science Day")
            try tx.save(campaign, by: 1)
            let day = try #require(Day(iso: "2023-09-20"))
            try tx.save(NewsItem(id: tx.newID(), campaignID: campaign.id, key: "desk", day: day, title: Wording("新"), text: Wording("文")), by: 1)
        }
        let plan = try await rooms.apply(Self.file.replacing("The twentieth.", with: "The twentieth edition."), to: database)
        #expect(plan.count(.drifted) + plan.count(.changed) == 1)
        let campaign = try #require(try await database.read { try $0.campaign(key: "day-2023") })
        #expect(campaign.name.zh == "科普日")
        #expect(campaign.summary.en == "The twentieth edition.")
        #expect(try await database.read { try $0.news(of: campaign.id) }.map(\.key) == ["desk", "later", "earlier"])
        let text = try await rooms.export(database)
        #expect(try await rooms.apply(text, to: database).items.allSatisfy { $0.status == .unchanged || $0.status == .waiting })
    }

    /// What a file no longer declares leaves its address; declared again it is there again. What the desk is writing is no affair of files.
    @Test(arguments: TestEngine.allCases)
    func newsComesAndGoes(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        let campaign = try #require(try await database.read { try $0.campaign(key: "day-2023") })
        let item = try #require(try await database.read { try $0.news(of: campaign.id) }.first { $0.key == "earlier" })
        let begin = try #require(Self.file.firstRange(of: "      - key: earlier")), end = try #require(Self.file.firstRange(of: "    announced:"))
        _ = try await rooms.apply(String(Self.file[..<begin.lowerBound]) + String(Self.file[end.lowerBound...]), to: database)
        #expect(try await database.read { try $0.news(of: campaign.id) }.map(\.key) == ["later"])
        let browser = Browser(try await rooms.site(database))
        #expect(try await browser.go("/news/\(item.id)").status == 410)
        _ = try await rooms.apply(Self.file, to: database)
        #expect(try await browser.go("/news/\(item.id)").status == 200)
        let press = Self.file.replacing("      - key: earlier\n", with: "      - key: earlier\n        kind: press\n")
        _ = try await rooms.apply(press, to: database)
        #expect(try await database.read { try $0.newsItem(item.id)?.kind } == .press)
        #expect(try await rooms.apply(press, to: database).changesNothing)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func comesBackAsItWentIn(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        let text = try await rooms.export(database)
        #expect(try await rooms.apply(text, to: database).changesNothing)
        let other = try await rooms.database(engine)
        _ = try await rooms.apply(text, to: other)
        #expect(try await rooms.export(other) == text)
    }

    @Test(arguments: TestEngine.allCases)
    func aMoveInTheFileMovesTheTree(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        let plan = try await rooms.apply(Self.file.replacing("    parent: day-2023\n", with: "    accent: jade\n"), to: database)
        #expect(plan.count(.changed) == 1)
        let series = try #require(try await database.read { try $0.campaign(key: "series-2023") })
        #expect(series.parentID == nil)
        #expect(try await database.read { try $0.campaignScopes(series.id) }.map(\.path) == ["/campaign/series-2023"])
    }

    @Test(arguments: TestEngine.allCases)
    func nothingIsTakenBack(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        #expect(try await rooms.apply("kepu: 1\n", to: database).count(.removedKept) == 4)
        #expect(try await database.read { try $0.campaigns() }.count == 2)
    }

    @Test(arguments: [
        ("    accent: cinnabar\n", ""), ("    accent: cinnabar", "    accent: red"), ("end: \"2023-09-24\"", "end: \"2023-09-15\""),
        ("    parent: day-2023", "    parent: nowhere"), ("    parent: day-2023", "    parent: series-2023"), ("value: 74000", "value: -1"),
        ("method: announced", "method: measured"), ("role: supporter", "role: undertaker"), ("month: \"2023-04\"", "month: \"April\""),
        ("    accent: cinnabar", "    accent: cinnabar\n    parent: series-2023"), ("    edition: 20", "    edition: 20\n    colour: red"),
    ])
    func whatIsWrongIsRefusedAndChangesNothing(right: String, wrong: String) async throws {
        let database = try await rooms.database(.sqlite)
        let text = Self.file.replacing(right, with: wrong)
        #expect(text != Self.file)
        await #expect(throws: DeclarationProblems.self) { _ = try await rooms.apply(text, to: database) }
        #expect(try await database.read { try $0.campaigns() }.isEmpty)
    }
}
