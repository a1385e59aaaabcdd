package import Kernel

/// The place of a province on the tile cartogram, where each has one square of the same size and lies about where it lies
/// on a map. No boundaries are drawn.
package struct RegionTile: Sendable, Hashable {
    /// The province's code.
    package let code: String
    /// From the west, beginning with 1.
    package let column: Int
    /// From the north, beginning with 1.
    package let row: Int

    /// One tile for each of China's 34 provincial units, in the order of their codes.
    package static let china: [RegionTile] = {
        do { return try tiles(csv: chinaCSV) } catch { fatalError("Data/tiles.csv: \(error)") }
    }()

    /// Reads a table `code,column,row`; no two tiles in one place.
    package static func tiles(csv: String) throws(EmbeddedTable.Malformed) -> [RegionTile] {
        var tiles: [RegionTile] = []
        for line in try EmbeddedTable(csv: csv, columns: ["code", "column", "row"]).rows {
            guard let column = Int(line[1]), let row = Int(line[2]), column > 0, row > 0 else {
                throw line.malformed("column and row are numbers from 1")
            }
            guard !tiles.contains(where: { $0.code == line[0] || ($0.column, $0.row) == (column, row) }) else {
                throw line.malformed("\(line[0]) or its place stands twice")
            }
            tiles.append(RegionTile(code: line[0], column: column, row: row))
        }
        return tiles
    }
}
