import Kernel
import Regions
import Testing

@Suite struct `The tile cartogram` {
    let tiles = RegionTile.china

    @Test func `Each province has one tile, and no two share a place`() {
        #expect(tiles.map(\.code) == RegionTable.china2023.provinces.map(\.code))
        #expect(Set(tiles.map { [$0.column, $0.row] }).count == 34)
        #expect(tiles.map(\.column).min() == 1)
        #expect(tiles.map(\.row).min() == 1)
        #expect((8...11).contains(tiles.map(\.column).max() ?? 0))
    }

    @Test func `It lies like the map`() throws {
        func tile(_ code: String) throws -> RegionTile { try #require(tiles.first { $0.code == code }) }
        let (heilongjiang, xinjiang, hainan) = (try tile("230000"), try tile("650000"), try tile("460000"))
        #expect(heilongjiang.row == tiles.map(\.row).min())
        #expect(heilongjiang.column == tiles.map(\.column).max())
        #expect(xinjiang.column == 1)
        #expect(hainan.row == tiles.map(\.row).max())
        #expect(try tile("710000").column > tile("350000").column)
    }

    @Test(arguments: ["110000,1,1\n120000,1,1\n", "110000,1,1\n110000,2,1\n", "110000,0,1\n", "110000,a,1\n"])
    func `A table that is wrong is refused`(rows: String) {
        #expect(throws: EmbeddedTable.Malformed.self) { try RegionTile.tiles(csv: "code,column,row\n" + rows) }
    }
}
