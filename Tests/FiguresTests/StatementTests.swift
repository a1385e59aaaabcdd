import Activities
import Campaigns
import Figures
import HTTPTypes
import Kernel
import Participation
import Storage
import TestKit
import Testing
import Venues
import Web

/// The year-end statement of a joint action.
@Suite struct StatementTests {
    @Test(arguments: TestEngine.allCases) func itPrintsTheLinesOfTheRealOnes(_ engine: TestEngine) async throws {
        let database = try await World.rooms.database(engine, clock: Clock { instant("2025-01-05T00:00:00Z") })
        try await World.rooms.apply(Self.file, to: database)
        let site = try await World.rooms.site(database)
        let visitor = Browser(site)
        try await visitor.go("/figures/action/statement")
        let page = visitor.page
        let lines = ["themes", "exchanges", "contests", "courses", "museum-times", "museums", "schools", "enterprises", "sessions"]
        // The museum holds both issues and a training course that belongs to none: three times, and one museum.
        #expect(lines.map { page.figures[$0] } == ["2", "1", "0", "1", "3", "1", "1", "1", "5"])
        #expect(page.figures["visits"] == nil && page.figures["together"] == nil && page.text.contains("unknown"))
        #expect(page.html.contains(#"data-announced="together">72,189,800"#) && page.html.contains(#"data-announced="themes">10"#))
        // Each number of an issue opens what was counted in it, and nothing else.
        for link in ["activities?theme=resources", "sessions?theme=resources", "activities?theme=resources&all=place", "statement/museums?theme=resources", "statement/schools?theme=resources"] {
            #expect(page.links.contains("/figures/action/" + link), "\(link)")
        }
        for link in ["/figures/action/activities?kind=forum", "/figures/action/activities?kind=training", "/figures/action/sessions", "/figures/action/statement/museum-times", "/figures/action/statement/schools", "#issues"] {
            #expect(page.links.contains(link), "\(link)")
        }
        try await database.write { tx in
            let activity = try #require(try tx.rows("SELECT activity_id FROM view_activities_title WHERE title_en = 'Astronauts'") { try $0.id("activity_id", Activity.self) }.first)
            let session = try #require(try tx.rows("SELECT session_id FROM view_activities_session WHERE activity_id = \(activity)") { try $0.id("session_id", ActivitySession.self) }.first)
            try tx.measure(activity: activity, session: session, indicator: "visits", value: 80, source: "gate", coversWhole: true, by: 1)
            try tx.measure(activity: activity, session: session, indicator: "viewers", value: 1900, source: "player", coversWhole: true, by: 1)
        }
        try await visitor.go("/figures/action/statement?lang=zh")
        #expect(visitor.page.figures["visits"] == "80" && visitor.page.figures["viewers"] == "1900" && visitor.page.figures["together"] == nil)
        // What is unlike is not added: there is no 1,980 anywhere.
        #expect(!visitor.page.text.contains("1,980") && visitor.page.text.contains("2024年4月 · 科技馆承办"))
        try await visitor.go("/figures/action/statement/museum-times?lang=en")
        #expect(visitor.page.text.contains("Museums, by times: 3, of 1 museum") && visitor.page.text.contains("Science Museum"))
        try await visitor.go("/figures/action/statement/museums?theme=spaceflight")
        #expect(visitor.page.text.contains("Museums, each once: 1") && visitor.page.text.contains("Spaceflight"))
        #expect(try await visitor.go("/figures/action/statement/schools?theme=spaceflight").text.contains("There is no record"))
        for wrong in ["museums?theme=moon", "museums?page=2", "museums?page=0", "museums?page=x", "museums?theme=resources&theme=spaceflight"] {
            #expect(try await visitor.go("/figures/action/statement/\(wrong)").status == 400, "\(wrong)")
        }
        #expect(try await visitor.go("/figures/action/activities?theme=resources").text.contains("2 activities"))
        try await visitor.go("/figures/action/statement/schools")
        #expect(visitor.page.text.contains("First School"))
        try await visitor.go("/figures/action/statement/enterprises")
        #expect(visitor.page.text.contains("Rocket Works"))
        // Locked, it prints what was published and says so; what is put right later stands beside it.
        try await database.write { tx in
            let action = try #require(try tx.campaign(key: "action"))
            try tx.lockFigures(action.id, by: 1)
            let activity = try #require(try tx.rows("SELECT activity_id FROM view_activities_title WHERE title_en = 'Astronauts'") { try $0.id("activity_id", Activity.self) }.first)
            let session = try #require(try tx.rows("SELECT session_id FROM view_activities_session WHERE activity_id = \(activity)") { try $0.id("session_id", ActivitySession.self) }.first)
            try tx.measure(activity: activity, session: session, indicator: "visits", value: 95, source: "gate", coversWhole: true, by: 1)
        }
        let locked = try await visitor.go("/figures/action/statement?lang=en")
        #expect(locked.figures["visits"] == "80" && locked.text.contains("today 95") && locked.text.contains("This edition was locked on"))
        #expect(locked.links.contains("/figures/action#locked") && locked.links.contains("/figures/action/visits") && locked.text.contains("today’s records"))
        for path in ["/figures/action/statement/themes", "/figures/action/statement/nothing", "/figures/nowhere/statement", "/figures/nowhere/statement.pdf"] {
            #expect(try await visitor.go(path).status == 404, "\(path)")
        }
        for language in ["zh", "en"] {
            let paper = try await site.respond(method: .get, path: "/figures/action/statement.pdf?lang=\(language)")
            #expect(paper.status == 200 && paper.headers[.contentType] == "application/pdf" && Array(paper.body.prefix(5)) == Array("%PDF-".utf8))
        }
        await database.close()
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: museum, name: {zh: "科技馆", en: "Science Museum"}, kind: museum, region: "610113"}
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
          - {key: firm, name: {zh: "火箭厂", en: "Rocket Works"}, kind: enterprise, region: "610116"}
        venues:
          - {key: hall, name: {zh: "科技馆展厅", en: "Science Museum"}, kind: museum, status: operating, organisation: museum, region: "610113"}
        campaigns:
          - key: action
            name: {zh: "联合行动", en: "Joint action"}
            kind: joint-action
            year: 2024
            begin: "2024-03-01"
            end: "2024-12-31"
            accent: azure
            summary: {zh: "一月一主题", en: "One theme a month"}
            themes:
              - {key: resources, name: {zh: "珍爱资源", en: "Resources"}, month: "2024-03"}
              - {key: spaceflight, name: {zh: "筑梦航天", en: "Spaceflight"}, month: "2024-04", host: museum}
              - {key: never, name: {zh: "没有办的一期", en: "Never held"}, month: "2024-05"}
            announced:
              - {key: themes, indicator: themes, label: {zh: "主题", en: "Themes"}, value: 10, unit: {zh: "期", en: "themes"}, method: announced, as_of: "2024", source: [S2]}
              - {key: participants, indicator: participants-online-and-onsite, label: {zh: "参与", en: "Taking part"}, value: 72189800, unit: {zh: "人次", en: "times"}, method: announced, as_of: "2024", source: [S2]}
        activities:
          - {key: water, title: {zh: "节水", en: "Saving water"}, summary: {zh: "水", en: "Water"}, campaigns: [{campaign: action, theme: resources}], organiser: museum, venue: hall, mode: onsite, kind: exhibition, sessions: [{begin: "2024-03-05T09:00", end: "2024-03-05T10:00"}]}
          - {key: class, title: {zh: "一堂课", en: "One lesson"}, summary: {zh: "课", en: "Lesson"}, campaigns: [{campaign: action, theme: resources}], organiser: school, place: {name: {zh: "教室", en: "Room"}, region: "610116"}, mode: onsite, kind: lecture, sessions: [{begin: "2024-03-06T09:00", end: "2024-03-06T10:00"}]}
          - {key: astronauts, title: {zh: "航天员", en: "Astronauts"}, summary: {zh: "航天", en: "Space"}, campaigns: [{campaign: action, theme: spaceflight}], organiser: museum, venue: hall, mode: onsite, kind: lecture, sessions: [{begin: "2024-04-05T09:00", end: "2024-04-05T10:00"}]}
          - {key: forum, title: {zh: "交流", en: "Exchange"}, summary: {zh: "交流", en: "Exchange"}, campaigns: [{campaign: action}], organiser: firm, place: {name: {zh: "会场", en: "Hall"}, region: "610116"}, mode: onsite, kind: forum, sessions: [{begin: "2024-06-05T09:00", end: "2024-06-05T10:00"}]}
          - {key: course, title: {zh: "培训", en: "Course"}, summary: {zh: "培训", en: "Course"}, campaigns: [{campaign: action}], organiser: museum, venue: hall, mode: onsite, kind: training, sessions: [{begin: "2024-07-05T09:00", end: "2024-07-05T10:00"}]}
        """
}
