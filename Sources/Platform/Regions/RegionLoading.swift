package import Storage

extension Transaction {
    /// Fills the table with the edition that the program carries; nothing happens where it is there already. For the start.
    /// - Returns: whether it was loaded.
    @discardableResult
    package func loadRegions() throws -> Bool {
        try lock("regions")
        guard try number("SELECT COUNT(*) FROM (SELECT code FROM region WHERE edition = \(RegionRow.firstEdition) LIMIT 1) AS known") == 0 else { return false }
        for statement in RegionRow.first { try execute(statement) }
        return true
    }

    func insert(_ lines: [RegionRow]) throws {
        let values = lines.map { line -> SQL in
            let region = line.region
            return """
                (\(region.code), \(line.edition), \(region.level.rawValue), \(region.parent), \(region.nameZH), \(region.shortZH),
                    \(region.nameEN), \(region.pinyin), \(line.validFrom), \(line.rollUp.current), \(line.rollUp.province),
                    \(line.rollUp.prefecture), \(line.rollUp.county))
                """
        }
        try execute(RegionRow.insert + values.joined(", "))
    }
}

/// A unit to be inserted.
struct RegionRow {
    let region: Region
    let edition: String
    var validFrom: String?
    let rollUp: RegionRollUp

    init(_ region: Region, edition: String, validFrom: String? = nil, path: [Region]) {
        (self.region, self.edition, self.validFrom) = (region, edition, validFrom)
        rollUp = RegionRollUp(current: region.code, path: path)
    }
}

extension RegionRow {
    static let firstEdition = "2023"
    static let insert: SQL =
        "INSERT INTO region (code, edition, level, parent, name_zh, short_zh, name_en, pinyin, valid_from, current, province, prefecture, county) VALUES "

    /// The edition that every database begins with, written out: three thousand units have forty thousand values, which are the same each time.
    static let first: [SQL] = {
        let table = RegionTable.china2023
        let lines = table.regions.map { RegionRow($0, edition: firstEdition, path: table.path(of: $0.code)).literal }
        return stride(from: 0, to: lines.count, by: 500).map { start in insert + .trusted(lines[start..<min(start + 500, lines.count)].joined(separator: ", ")) }
    }()

    private var literal: String {
        let texts: [String?] = [
            region.code, edition, region.level.rawValue, region.parent, region.nameZH, region.shortZH, region.nameEN, region.pinyin, validFrom, rollUp.current, rollUp.province,
            rollUp.prefecture, rollUp.county,
        ]
        return "(" + texts.map { $0.map { "'" + $0.replacing("'", with: "''") + "'" } ?? "NULL" }.joined(separator: ", ") + ")"
    }
}

/// Where a code counts today: its line, and the line's units at each level.
struct RegionRollUp: Hashable {
    let current: String
    var province: String?
    var prefecture: String?
    var county: String?

    init(current: String, path: [Region]) {
        self.current = current
        for unit in path {
            switch unit.level {
            case .province: province = unit.code
            case .prefecture: prefecture = unit.code
            case .county: county = unit.code
            }
        }
    }

    init(current: String, province: String?, prefecture: String?, county: String?) {
        (self.current, self.province, self.prefecture, self.county) = (current, province, prefecture, county)
    }
}
