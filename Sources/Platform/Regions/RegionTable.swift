package import Kernel

/// An administrative tree as a value: every unit by its code, its path upwards and what lies below it.
///
/// As the program carries it, it is one edition; as a database has it (`tx.regions()`, `visit.regions`), it holds the units of
/// all editions, the replaced ones under the names that they had.
package struct RegionTable: Sendable {
    /// All units in the order of their codes, those that an edition has replaced among them.
    package let regions: [Region]
    private let positions: [String: Int]
    /// Of today's units, by the code of today above them.
    private let childPositions: [String: [Int]]
    /// The replaced codes, with those under which they count today; a split one with itself.
    private let replaced: [String: String]

    /// China at the end of 2023; see `scripts/make-regions.py`.
    package static let china2023: RegionTable = {
        do { return try RegionTable(csv: china2023CSV) } catch { fatalError("Data/regions-2023.csv: \(error)") }
    }()

    /// Reads a table `code,level,parent,name_zh,short_zh,name_en,pinyin`, and refuses one that is no tree: a code that
    /// stands twice, a parent that does not exist or does not rank above, a unit without parent that is no province.
    package init(csv: String) throws(EmbeddedTable.Malformed) {
        let table = try EmbeddedTable(
            csv: csv, columns: ["code", "level", "parent", "name_zh", "short_zh", "name_en", "pinyin"])
        var regions: [Region] = []
        regions.reserveCapacity(table.rows.count)
        for row in table.rows {
            guard let level = Region.Level(rawValue: row[1]) else { throw row.malformed("there is no level \(row[1])") }
            regions.append(
                Region(
                    code: row[0], level: level, parent: row[2].isEmpty ? nil : row[2], nameZH: row[3], shortZH: row[4],
                    nameEN: row[5], pinyin: row[6]))
        }
        var positions: [String: Int] = Dictionary(minimumCapacity: regions.count)
        for (position, region) in regions.enumerated() where positions.updateValue(position, forKey: region.code) != nil {
            throw table.rows[position].malformed("\(region.code) stands twice")
        }
        for (position, region) in regions.enumerated() {
            guard let parent = region.parent else {
                guard region.level == .province else { throw table.rows[position].malformed("\(region.code) has no parent") }
                continue
            }
            guard let above = positions[parent], regions[above].level < region.level else {
                throw table.rows[position].malformed("\(region.code) cannot hang on \(parent)")
            }
        }
        self.init(tree: regions.sorted { $0.code < $1.code })
    }

    /// - Parameters:
    ///   - regions: a tree, in the order of the codes.
    ///   - replaced: the codes that a later edition replaced, with those under which they count today.
    init(tree regions: [Region], replaced: [String: String] = [:]) {
        self.regions = regions
        var positions: [String: Int] = Dictionary(minimumCapacity: regions.count)
        var children: [String: [Int]] = [:]
        for (position, region) in regions.enumerated() {
            positions[region.code] = position
            guard replaced[region.code] == nil else { continue }
            children[region.parent.map { replaced[$0] ?? $0 } ?? "", default: []].append(position)
        }
        (self.positions, childPositions, self.replaced) = (positions, children, replaced)
    }

    /// The unit with that code, of any edition, under the name that it had.
    package subscript(code: String) -> Region? { positions[code].map { regions[$0] } }

    /// From the province down to the unit itself, as it was when the code was in use; empty when there is no such code.
    package func path(of code: String) -> [Region] {
        var path: [Region] = []
        var next = self[code]
        while let region = next {
            path.insert(region, at: 0)
            next = region.parent.flatMap { self[$0] }
        }
        return path
    }

    /// The code under which that one counts today: itself, unless it was replaced one to one.
    package func today(_ code: String) -> String { replaced[code] ?? code }

    /// Whether a later edition has replaced the unit.
    package func isReplaced(_ code: String) -> Bool { replaced[code] != nil }

    /// From the province down to the unit under which the code counts today.
    package func todaysPath(of code: String) -> [Region] {
        var path: [Region] = []
        var next = self[today(code)]
        while let region = next {
            path.insert(region, at: 0)
            next = region.parent.flatMap { self[today($0)] }
        }
        return path
    }

    /// Today's units directly below, in the order of their codes; the provinces when there is no code.
    package func children(of code: String?) -> [Region] { childPositions[code.map(today) ?? "", default: []].map { regions[$0] } }

    /// The units of the highest level: 34 in China.
    package var provinces: [Region] { children(of: nil) }

    /// Whether `code` is `ancestor` or lies below it.
    package func isWithin(_ code: String, _ ancestor: String) -> Bool { path(of: code).contains { $0.code == ancestor } }
}
