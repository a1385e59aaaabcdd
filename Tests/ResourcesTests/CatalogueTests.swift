import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Resources

struct CatalogueTests {
    @Test(arguments: TestEngine.allCases) func everyFilter(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        try await world.list(try await world.draft())
        let (moon, hands) = ("月相变化展板", "正确洗手")
        for (query, expected) in [
            ("", [moon, hands]), ("q=%E6%9C%88%E7%9B%B8", [moon]), ("q=yuexiang", [moon]), ("q=moon", [moon]), ("q=%E5%81%A5%E5%BA%B7", [hands]),
            ("q=%E7%A7%91%E6%8A%80%E9%A6%86", [moon, hands]), ("nature=digital", [moon, hands]), ("nature=physical", []), ("kind=video", [hands]),
            ("subject=astronomy", [moon]), ("stage=preschool", [hands]), ("age=12", [moon, hands]), ("age=40", [hands]), ("minutes=5", [hands]),
            ("language=zh", [moon, hands]), ("language=bo", []), ("copy=1", [moon, hands]), ("authoritative=1", []), ("campaign=action-2023", [hands]),
            ("owner=\(world.museum)", [moon, hands]), ("q=moon&kind=video", []), ("subject=health&stage=preschool&minutes=3", [hands]),
        ] as [(String, [String])] {
            #expect(try await Set(world.found(query)) == Set(expected), "\(query)")
        }
        let page = try await world.visitor.go("/resources?subject=astronomy")
        #expect(page.status == 200 && page.text.contains("Phases of the moon") && !page.text.contains("Washing hands"))
    }

    @Test func whatIsNotUnderstoodIsNamed() async throws {
        let world = try await ResourceWorld.make(.sqlite)
        for query in ["kind=book", "nature=x", "subject=magic", "stage=9", "age=-1", "age=x", "minutes=0", "copy=2", "owner=x", "colour=red", "q=" + String(repeating: "x", count: 101)] {
            let name = String(query.prefix { $0 != "=" })
            let page = try await world.visitor.go("/resources?\(query)")
            #expect(page.status == 400 && page.text.contains(name), "\(query) \(page.status)")
        }
        let beyond = try await world.visitor.go("/resources?page=7").status
        #expect(beyond == 404 || beyond == 400)
    }

    @Test(arguments: TestEngine.allCases) func aFileGivesTheSameAgainAndANewVersion(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let again = try await ResourceWorld.house.apply(ResourceWorld.file, to: world.database)
        #expect(again.changesNothing, "\(again)")
        _ = try await ResourceWorld.house.apply(ResourceWorld.file.replacing("三分钟动画。", with: "四分钟动画。"), to: world.database)
        let version = try await world.database.read { tx in try #require(try tx.resource(key: "hands")).listed }
        #expect(version == 2)
        let page = try await world.visitor.go("/campaigns/action-2023")
        #expect(page.text.contains("Ways to take part") && page.text.contains("A download is no visit.") && page.text.contains("Washing hands"), "\(page.text)")
    }

    @Test(arguments: TestEngine.allCases) func whatIsWithdrawnOrDraftedIsNotFound(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.draft()
        #expect(try await world.found("q=moon").isEmpty)
        try await world.list(id)
        #expect(try await world.found("q=moon").count == 1)
        try await world.office.go("/desk/resources/\(id)")
        try await world.office.submit("/desk/resources/\(id)/withdrawal", ["remark": "重做"])
        let found = [try await world.found("q=moon"), try await world.found("subject=astronomy")]
        #expect(found == [[], []])
    }
}
