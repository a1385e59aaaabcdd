import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Calls

/// What becomes of a title, by each measure: Guangzhou, Hunan, Chongqing, Inner Mongolia, Luzhou (domain.md §3.1).
@Suite struct AssessmentSchemeTests {
    private static let guangzhou = ["area": "5000", "renewal": "Yearly", "rules": "Rules"]

    private func guangzhou(_ engine: TestEngine) async throws -> SchemeWorld {
        try await SchemeWorld.make(engine, "guangzhou-municipal-base", authority: "guangzhou-science-and-technology-bureau", region: "440106")
    }

    @Test(arguments: TestEngine.allCases) func guangzhouDecidesWithin365Days(_ engine: TestEngine) async throws {
        let one = try await guangzhou(engine)
        let id = try await one.apply(0, "venue", Self.guangzhou)
        let rules = try await one.rules()
        let application = try await one.database.read { tx in try tx.requireApplication(id) }
        let limit = try #require(DecisionLimit(application, rules))
        // Submitted on 6 March 2023; 2024 is a leap year, which natural days feel.
        #expect(limit.last == day("2024-03-05"))
        #expect(!limit.isPassed(on: day("2024-03-05")) && limit.isPassed(on: day("2024-03-06")))
        // The third party's clerical work comes before the list.
        try await one.step(id, .recommend, by: one.district)
        try await one.step(id, .pass, by: one.office)
        #expect(try await one.refused { try await one.step(id, .propose, by: one.office) } == "check-missing")
        await one.database.close()
    }

    /// Every third year; what nobody files in time has failed, and failing takes the title.
    @Test(arguments: TestEngine.allCases) func guangzhouLateIsFailed(_ engine: TestEngine) async throws {
        let one = try await guangzhou(engine)
        let titles = try await Self.granted(one)
        for moment in ["2024-01-05", "2025-01-05"] {
            one.at(moment)
            try await one.world.turnAssessments()
            #expect(try await one.world.assessments(titles[0]).isEmpty, "\(moment)")
        }
        one.at("2026-01-05")
        let (late, filed) = (try await one.assessment(titles[0], 2025), try await one.assessment(titles[1], 2025))
        try await one.step(filed, .file, by: one.hosts[1])
        one.at("2026-03-06")
        try await one.world.turnAssessments()
        #expect(try await one.assessment(titles[0], 2025).state == .failed)
        #expect(try await one.title(titles[0]).state == .revoked)
        #expect(try await one.title(titles[0]).ground == "考核不合格")
        #expect(try await one.refused { try await one.step(late, .file, by: one.hosts[0]) } == "not-in-this-state")
        // Three outcomes and no fourth.
        #expect(try await one.refused { try await one.step(filed, .excel, by: one.office) } == "no-such-outcome")
        try await one.step(filed, .qualify, "", by: one.office)
        #expect(try await one.title(titles[1]).state == .valid)
        await one.database.close()
    }

    /// Titles of the first two units, with the third party's work done.
    private static func granted(_ one: SchemeWorld) async throws -> [ID<Title>] {
        var ids: [ID<Application>] = []
        let office = one.office
        for unit in 0..<2 {
            let id = try await one.apply(unit, "venue", guangzhou)
            try await one.step(id, .recommend, by: one.district)
            try await one.step(id, .pass, by: office)
            try await one.database.write { tx in try tx.check(id, "clerical-review", isPassed: true, says: "", by: office) }
            try await one.step(id, .propose, by: office)
            ids.append(id)
        }
        let notice = try await one.notice(one.draft(ids.map { .init(applicationID: $0) }, begin: "2023-03-06"))
        one.at("2023-03-13")
        #expect(try await one.carryOut(notice) == CarriedOut(done: [.granted: 2]))
        let units = one.units
        return try await one.database.read { tx in try units.prefix(2).map { try #require(try tx.titles(of: $0).first).id } }
    }

    /// One notice with the lists "filed", "cultivated", "to rectify", "cancelled"; a year later what was cultivated is evaluated again, six
    /// months later what nobody mended has failed.
    @Test(arguments: TestEngine.allCases) func hunanPublishesItsListsInOneNotice(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "hunan-provincial-base", authority: "hunan-science-and-technology-department", region: "430102")
        let titles = try await one.titled(4)
        one.at("2024-01-08")
        for unit in 0..<3 {
            let assessment = try await one.assessment(titles[unit], 2023)
            // Before anything is filed there is nothing to file, cultivate or mend.
            if unit == 0 {
                #expect(try await one.refused { _ = try await one.notice(one.draft([.init(action: .file, titleID: titles[0])], begin: "2024-01-08")) } == "not-filed")
            }
            try await one.step(assessment, .file, by: one.hosts[unit])
        }
        let lists: [NoticeDraft.Item] = [
            .init(action: .file, titleID: titles[0]), .init(action: .cultivate, titleID: titles[1]), .init(action: .rectify, titleID: titles[2]),
            .init(action: .cancel, titleID: titles[3], says: "全年未开放"),
        ]
        #expect(try await one.refused { _ = try await one.notice(one.draft([.init(action: .cancel, titleID: titles[3])], begin: "2024-01-08")) } == "cancel-ground")
        let notice = try await one.notice(one.draft(lists, begin: "2024-01-08"))
        #expect(try await one.refused { _ = try await one.notice(one.draft([lists[3]], begin: "2024-01-08")) } == "listed-already")
        #expect(try await one.carryOut(notice) == CarriedOut(waiting: 4))
        one.at("2024-01-15")
        #expect(try await one.carryOut(notice) == CarriedOut(done: [.filed: 1, .cultivated: 1, .rectifying: 1, .cancelled: 1]))
        var states: [TitleState] = []
        for title in titles { states.append(try await one.title(title).state) }
        #expect(states == [.valid, .valid, .rectifying, .revoked])
        #expect(try await one.title(titles[3]).ground == "评估不合格：全年未开放")
        let cultivated = try await one.assessment(titles[1], 2023)
        #expect(cultivated.state == .cultivating && cultivated.rectifyUntil == day("2025-01-15"))
        #expect(try await one.assessment(titles[2], 2023).rectifyUntil == day("2024-07-15"))
        // Six months: nobody reported, so it failed.
        one.at("2024-07-16")
        #expect(try await one.assessment(titles[2], 2023).state == .failed)
        #expect(try await one.assessment(titles[1], 2023).state == .cultivating)
        // A year: evaluated once more.
        one.at("2025-01-16")
        let again = try await one.assessment(titles[1], 2023)
        #expect(again.state == .open && again.opensOn == day("2025-01-16") && again.rectifyUntil == nil)
        try await one.step(again, .file, by: one.hosts[1])
        #expect(try await one.refused { try await one.step(again, .excel, by: one.office) } == "no-such-outcome")
        try await one.step(again, .qualify, "", by: one.office)
        await one.database.close()
    }

    /// To be put right by 30 December, whenever it was decided; with no words nothing is reported.
    @Test(arguments: TestEngine.allCases) func chongqingNamesTheDay(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "chongqing-municipal-base", authority: "chongqing-science-and-technology-bureau", region: "500103")
        let (id, office) = (try await one.apply(0), one.office)
        try await one.step(id, .recommend, by: one.district)
        try await one.step(id, .pass, by: office)
        try await one.database.write { tx in try tx.check(id, "consultation", isPassed: true, says: "Nobody objects", by: office) }
        try await one.step(id, .propose, by: office)
        let notice = try await one.notice(one.draft([.init(applicationID: id)], begin: "2023-03-06"))
        one.at("2023-03-13")
        try await one.carryOut(notice)
        let unit = one.units[0]
        let title = try await one.database.read { tx in try #require(try tx.titles(of: unit).first).id }
        one.at("2024-01-08")
        let assessment = try await one.assessment(title, 2023)
        try await one.step(assessment, .file, by: one.hosts[0])
        #expect(try await one.refused { try await one.step(assessment, .cultivate, by: office) } == "no-such-outcome")
        try await one.step(assessment, .rectify, "The hall is closed", by: office)
        #expect(try await one.assessment(title, 2023).rectifyUntil == day("2024-12-30"))
        #expect(try await one.refused { try await one.step(assessment, .file, "", by: one.hosts[0]) } == "assessment-says")
        one.at("2024-12-31")
        #expect(try await one.assessment(title, 2023).state == .failed)
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func innerMongoliaRevokesWhoGivesUp(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(
            engine, "inner-mongolia-demonstration-base", authority: "inner-mongolia-science-and-technology-department", region: "150102")
        let titles = try await one.titled(2)
        one.at("2026-01-06")
        let assessments = [try await one.assessment(titles[0], 2025), try await one.assessment(titles[1], 2025)]
        try await one.step(assessments[0], .giveUp, by: one.hosts[0])
        #expect(try await one.title(titles[0]).state == .revoked)
        #expect(try await one.title(titles[0]).ground == "放弃评估")
        try await one.step(assessments[1], .file, by: one.hosts[1])
        #expect(try await one.refused { try await one.step(assessments[1], .rectify, by: one.office) } == "no-such-outcome")
        try await one.step(assessments[1], .excel, "", by: one.office)
        #expect(try await one.title(titles[1]).state == .valid)
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func luzhouDisqualifiesWhoFails(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "luzhou-municipal-base", authority: "luzhou-base-authority", region: "510502")
        let titles = try await one.titled(1)
        one.at("2024-01-08")
        let assessment = try await one.assessment(titles[0], 2023)
        try await one.step(assessment, .file, by: one.hosts[0])
        #expect(try await one.refused { try await one.step(assessment, .fail, "", by: one.office) } == "assessment-says")
        try await one.step(assessment, .fail, "No activity in the archive", by: one.office)
        #expect(try await one.title(titles[0]).state == .revoked)
        #expect(try await one.title(titles[0]).ground == "年度考核不合格")
        await one.database.close()
    }

    /// What a measure names as its report is asked question by question, with what the records and the profile answer.
    @Test(arguments: [
        ("luzhou-municipal-base", "luzhou-base-authority", "510502", ["duties", "facilities", "rules", "plan", "activities", "safety", "problems", "statistics", "contacts"]),
        ("guangzhou-municipal-base", "guangzhou-science-and-technology-bureau", "440104", ["three-years", "proof"]),
        ("chongqing-municipal-base", "chongqing-science-and-technology-bureau", "500103", ["rectification"]),
    ])
    func reportsAreAskedQuestionByQuestion(_ scheme: String, _ authority: String, _ region: String, _ keys: [String]) async throws {
        let one = try await SchemeWorld.make(.sqlite, scheme, authority: authority, region: region)
        let report = try await one.rules().assessment?.report ?? []
        // Guangzhou asks for papers: they have forms of their own.
        let kind: SchemeField.Kind = scheme.hasPrefix("guangzhou") ? .file : .paragraphs, questions = kind == .file ? [] : keys.map { "f-" + $0 }
        #expect(report.map(\.key) == keys && ApplicationForm.form(report).fields.map(\.name) == questions)
        #expect(report.allSatisfy { $0.kind == kind && !$0.isRequired })
        if scheme.hasPrefix("luzhou") {
            #expect(report.first { $0.key == "activities" }?.known == .activitiesHeld && report.first { $0.key == "contacts" }?.profile == .contact)
        }
        await one.database.close()
    }

    @Test(arguments: [("2024-01-08", "2024-12-30"), ("2024-12-29", "2024-12-30"), ("2024-12-30", "2025-12-30"), ("2024-12-31", "2025-12-30")])
    func theNextSuchDay(_ today: String, _ next: String) { #expect(DayOfYear(month: 12, day: 30).next(after: day(today)) == day(next)) }

    @Test func aDayThatAYearLacksIsTheLastOfItsMonth() { #expect(DayOfYear(month: 2, day: 29).next(after: day("2023-01-01")) == day("2023-02-28")) }
}
