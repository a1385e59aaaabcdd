import Kernel
package import Storage

extension Transaction {
    /// The unit with that code, of any edition, under the name that it had.
    package func region(_ code: String) throws -> Region? {
        try row("SELECT * FROM region WHERE code = \(code)", Region.init)
    }

    /// The units of all editions as one value. Once there is a later edition it takes some milliseconds: a page has it as `visit.regions`.
    package func regions() throws -> RegionTable {
        let first = RegionTable.china2023
        let isFirst = try number("SELECT COUNT(*) FROM region WHERE edition = \(RegionRow.firstEdition)") == Int64(first.regions.count)
        let isOnly = try number("SELECT 1 FROM region WHERE edition <> \(RegionRow.firstEdition) OR valid_to IS NOT NULL LIMIT 1") == nil
        return isFirst && isOnly ? first : try regionsAsKept()
    }

    /// What the table holds, whatever it is.
    func regionsAsKept() throws -> RegionTable {
        var replaced: [String: String] = [:]
        let all = try rows("SELECT * FROM region ORDER BY code") { row in
            let region = try Region(row)
            if try row.textOrNil("valid_to") != nil { replaced[region.code] = try row.text("current") }
            return region
        }
        return RegionTable(tree: all, replaced: replaced)
    }

    /// From the province down to the unit itself, as it was when the code was in use; empty when there is no such code.
    package func regionPath(_ code: String) throws -> [Region] {
        let chain: SQL = """
            SELECT x.* FROM region u LEFT JOIN region p ON p.code = u.parent JOIN region x ON x.code IN (u.code, u.parent, p.parent) WHERE u.code = \(code)
            """
        return try rows(chain, Region.init).sorted { $0.level < $1.level }
    }

    /// The path of today's roll-up line of that code: the same as `regionPath` while nothing of it has been replaced.
    package func currentRegionPath(_ code: String) throws -> [Region] {
        let codes = try row("SELECT province, prefecture, county FROM region WHERE code = \(code)") { row in
            try [row.textOrNil("province"), row.textOrNil("prefecture"), row.textOrNil("county")].compactMap { $0 }
        }
        return try (codes ?? []).compactMap { try region($0) }
    }

    /// Every path under which the unit has been known, the code's own first: where a role may have been granted over it.
    package func regionPaths(_ code: String) throws -> [[String]] {
        var paths: [[String]] = []
        // Each code of the unit with what was above it when it was in use, and with what is above it today.
        try each(
            """
            SELECT u.code, u.parent, p.parent AS above, u.province, u.prefecture, u.county, CASE WHEN u.code = \(code) THEN 0 ELSE 1 END AS rank
            FROM region w JOIN region u ON u.current = w.current LEFT JOIN region p ON p.code = u.parent
            WHERE w.code = \(code) ORDER BY rank, u.code
            """
        ) { row in
            for names in [["above", "parent", "code"], ["province", "prefecture", "county"]] {
                let path = try names.compactMap { try row.textOrNil($0) }
                if !paths.contains(path) { paths.append(path) }
            }
            return true
        }
        return paths
    }

    /// The roll-up line of a code; nil when there is no such code.
    package func regionLine(_ code: String) throws -> RegionLine? {
        guard let current = try row("SELECT current FROM region WHERE code = \(code)", { try $0.text("current") }),
            let today = try region(current)
        else { return nil }
        let former = try rows(
            "SELECT * FROM region WHERE current = \(current) AND code <> \(current) ORDER BY valid_to DESC, code", Region.init)
        return RegionLine(current: today, former: former)
    }
}

/// A condition's right side, `region IN \(sql: RegionCodes.within(code))`.
package enum RegionCodes {
    /// All codes, of any edition, whose line lies in that of `code`; in brackets. None for a code that does not exist.
    package static func within(_ code: String) -> SQL {
        """
        (SELECT r.code FROM view_region r
            WHERE (SELECT w.current FROM view_region w WHERE w.code = \(code)) IN (r.province, r.prefecture, r.county))
        """
    }

    /// The same for several at once.
    package static func within(anyOf codes: [String]) -> SQL {
        let current: SQL = "(SELECT w.current FROM view_region w WHERE w.code IN (\(list: codes)))"
        return """
            (SELECT r.code FROM view_region r
                WHERE r.province IN \(sql: current) OR r.prefecture IN \(sql: current) OR r.county IN \(sql: current))
            """
    }
}

extension Region {
    package init(_ row: Row) throws {
        let level = try row.text("level")
        guard let known = Level(rawValue: level) else { throw UnknownRegionLevel(level: level) }
        self.init(
            code: try row.text("code"), level: known, parent: try row.textOrNil("parent"), nameZH: try row.text("name_zh"),
            shortZH: try row.text("short_zh"), nameEN: try row.text("name_en"), pinyin: try row.text("pinyin"))
    }
}

/// The table holds a level that the program does not know.
struct UnknownRegionLevel: Error { let level: String }
