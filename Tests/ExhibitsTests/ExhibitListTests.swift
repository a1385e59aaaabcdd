import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

/// Exhibit lists as spreadsheets: out and in again, all of a file or nothing.
struct ExhibitListTests {
    private static let page = "/desk/exhibits/list"

    private static func send(_ table: String, takes: Bool, as browser: Browser) async throws -> PageSeen {
        try await browser.go(page)
        return try await browser.submit(page, takes ? ["take": "1"] : [:], uploads: [(field: "file", name: "list.csv", bytes: Array(table.utf8))])
    }

    @Test(arguments: TestEngine.allCases) func aListComesInAndOutAndInAgain(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let table = """
            单位,展品名称,展品英文名,类别,简介,科学原理,长（毫米）,重量（千克）,参考价（元）,适用车型,须放在室内,套内展品,实物编号,存放位置,属于哪一套（编号）
            市科技馆,光学套展,,成套展品,,,,,,,,三棱镜×2；凹面镜×1,S1,一号库,
            市科技馆,三棱镜,,展品,,光的色散,３００,1.5,99.5,Ⅰ型车、Ⅳ型车,是,,P1,一号库,S1
            市科技馆,三棱镜,,,,,,,,,,,P2,一号库,S1
            市科技馆,凹面镜,Concave mirror,,会聚光线。,,,,,,,,M1,,S1

            """
        let seen = try await Self.send(table, takes: false, as: world.owner)
        #expect(seen.status == 200 && seen.text.contains("nothing is saved yet") && seen.text.contains("4 rows: 4 new, 0 changed, 0 as before, 0 wrong."), "\(seen.status) \(seen.text)")
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM exhibits_piece") } == 0)
        let taken = try await Self.send(table, takes: true, as: world.owner)
        #expect(taken.text.contains("It is taken in") && taken.text.contains("4 new"), "\(taken.text)")

        let (set, prism, museum) = (world.set, world.prism, world.museum)
        let found = try await world.database.read { tx in
            (try tx.members(of: set), try #require(try tx.sheet(of: prism)), try tx.exhibits(of: museum, named: "凹面镜"), try #require(try tx.piece(of: museum, number: "S1")))
        }
        #expect(found.0.map(\.name.zh) == ["三棱镜", "凹面镜"].sorted() && found.0.map(\.number).sorted() == [1, 2])
        #expect(found.1.principle.zh == "光的色散" && found.1.length == 300 && found.1.mass == 1500 && found.1.price == 9950)
        #expect(found.1.vehicles == [.one, .four] && found.1.need.indoor && !found.1.need.network)
        // A new exhibit is a draft of the catalogue: nobody else sees it yet.
        #expect(found.2.count == 1 && found.2.first?.isListed == false && found.2.first?.name.en == "Concave mirror")
        let inside = try await world.database.read { tx in try tx.pieces(in: [found.3.id]).map(\.number) }
        #expect(inside == ["M1", "P1", "P2"])

        // The same again changes nothing, and neither does what was written out.
        #expect(try await Self.send(table, takes: true, as: world.owner).text.contains("4 rows: 0 new, 0 changed, 4 as before, 0 wrong."))
        let book = try await world.owner.go("/desk/exhibits.xlsx")
        try await world.owner.go(Self.page)
        let again = try await world.owner.submit(Self.page, ["take": "1"], uploads: [(field: "file", name: "x.xlsx", bytes: book.bytes)])
        #expect(again.status == 200 && again.text.contains("5 rows: 0 new, 0 changed, 5 as before, 0 wrong."), "\(again.status) \(again.text)")

        // What is left empty stays.
        let moved = try await Self.send("展品名称,科学原理,实物编号,存放位置\n三棱镜,,P1,二号库\n", takes: true, as: world.owner)
        #expect(moved.text.contains("1 row: 0 new, 1 changed"), "\(moved.text)")
        let after = try await world.database.read { tx in (try #require(try tx.sheet(of: prism)), try #require(try tx.piece(of: museum, number: "P1"))) }
        #expect(after.0.principle.zh == "光的色散" && after.1.place == "二号库" && after.1.setID == found.3.id)
        await world.database.close()
    }

    /// Each wrong cell is told with its row and column; nothing of the file stays.
    @Test(arguments: TestEngine.allCases) func oneWrongCellKeepsTheWholeFileOut(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let table = """
            unit,name_zh,kind,summary_zh,length,needs_indoor,members,number,place,set
            市科技馆,机翼,,,,,,W1,库,
            市科技馆,机翼,,,-5,,,W2,库,
            市科技馆,机翼,,,,也许,,W3,库,
            县科技馆,机翼,,,,,,W4,库,
            市科技馆,机翼,exhibit-set,,,,,W5,库,
            市科技馆,新展品,,,,,,N1,库,
            市科技馆,机翼,,,,,,W1,库,
            市科技馆,光学套展,,,,,三棱镜×999,S1,,
            市科技馆,三棱镜,,,,,,P1,,没有的套
            市科技馆,"=HYPERLINK(""http://example.org"")",,,,,,,库,

            """
        let seen = try await Self.send(table, takes: true, as: world.owner)
        #expect(seen.status == 422 && seen.text.contains("There are mistakes; nothing is saved") && seen.text.contains("9 wrong."), "\(seen.status) \(seen.text)")
        for says in [
            "Row 3 机翼 · W2 Column “Length (mm)”: Give a whole number from 1 to 100000.", "Row 4 机翼 · W3 Column “It must stand indoors”: write yes or no.",
            "Row 5 机翼 · W4 Column “Unit”: None of your units is called “县科技馆”", "Row 6 机翼 · W5 Column “Kind”:", "Row 7 新展品 · N1 Column “Summary in Chinese”:",
            "Row 8 机翼 · W1 Column “Number of the thing”: Row 2 has this number already.", "Row 9 光学套展 · S1 Column “Exhibits in the set”:",
            "Row 10 三棱镜 · P1 Column “Belongs to the set (number)”: The unit has no set with the number “没有的套”.",
        ] { #expect(seen.text.contains(says), "\(says) — \(seen.text)") }
        #expect(!seen.html.contains("<a href=\"http://example.org"))
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM exhibits_piece") } == 0)

        // No table at all; a column that nobody knows; somebody without the power.
        try await world.owner.go(Self.page)
        let nonsense = try await world.owner.submit(Self.page, [:], uploads: [(field: "file", name: "x.xlsx", bytes: Array("PK\u{3}\u{4}nonsense".utf8))])
        #expect(nonsense.status == 422)
        #expect(try await Self.send("展品名称,颜色\nA,红\n", takes: true, as: world.owner).text.contains("There is no field for the column “颜色”"))
        #expect(try await Self.send("颜色\n红\n", takes: true, as: world.owner).text.contains("The column “Exhibit in Chinese” is missing."))
        #expect(try await world.visitor.go("/desk/exhibits.xlsx").path.hasPrefix("/sign-in"))
        // Somebody else's list has nothing of it.
        let foreign = try await Self.send("展品名称,实物编号\n机翼,W1\n", takes: true, as: world.other)
        #expect(foreign.status == 422 && foreign.text.contains("Column “Summary in Chinese”"), "\(foreign.text)")
        await world.database.close()
    }
}
