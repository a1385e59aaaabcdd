import Kernel
import Language
import Regions
import Storage
import Venues
import Web

/// What a list of facilities is narrowed to.
struct FacilityFilter: Sendable {
    static let names: Set<String> = ["kind", "state", "region", "q", "page"]
    static let size = 50

    var kind: FacilityContent.Kind?
    var state: FacilityState?
    var region: String?
    var words = ""

    static let longestWords = 60

    var isFiltered: Bool { kind != nil || state != nil || region != nil || !words.isEmpty }

    init(_ query: Query) throws(Refusal) {
        kind = try Self.choice(query["kind"], "kind")
        state = try Self.choice(query["state"], "state")
        if let text = query["region"], !text.isEmpty {
            guard text.count == 6, text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                throw Refusal(.invalid, "filter-value", "region 应为六位代码，例如 610100。", "region is a code of six digits, such as 610100.", field: "region")
            }
            region = text
        }
        words = String(Typed.trimmed(query["q"] ?? "").prefix(Self.longestWords))
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(_ text: String?, _ field: String) throws(Refusal) -> Choice? where Choice.RawValue == String {
        guard let text, !text.isEmpty else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.invalid, "filter-value", "没有“\(text.prefix(40))”。\(field) 可以是：\(known)。", "There is no “\(text.prefix(40))”; \(field) is one of: \(known).", field: field)
        }
        return choice
    }

    /// On `f`.
    var condition: SQL {
        var parts: [SQL] = []
        if let kind { parts.append("f.kind = \(kind)") }
        if let state { parts.append("f.state = \(state)") }
        if let region { parts.append("f.region \(.binary) IN \(sql: RegionCodes.within(region))") }
        if !words.isEmpty {
            let escaped = words.lowercased().map { "%_!".contains($0) ? "!\($0)" : String($0) }.joined()
            let pattern = "%\(escaped)%"
            parts.append(
                """
                (LOWER(f.number) LIKE \(pattern) ESCAPE '!' OR LOWER(f.name_zh) LIKE \(pattern) ESCAPE '!' OR LOWER(COALESCE(f.name_en, '')) LIKE \(pattern) ESCAPE '!'
                    OR LOWER(COALESCE(f.plate, '')) LIKE \(pattern) ESCAPE '!')
                """)
        }
        return parts.isEmpty ? "1 = 1" : parts.joined(" AND ")
    }
}

/// A facility with the names of its units.
struct FacilityLine: Sendable {
    let facility: Facility
    let owner: Wording

    init(_ row: Row) throws { (facility, owner) = (try Facility(row), try row.wording("owner")) }
}

extension Transaction {
    /// - Parameter reach: on `f`; what else must be so.
    func facilities(_ filter: FacilityFilter, reach: SQL = "1 = 1", page: Int, size: Int = FacilityFilter.size) throws -> (lines: [FacilityLine], total: Int) {
        let condition: SQL = "\(sql: filter.condition) AND \(sql: reach)"
        let total = Int(try number("SELECT COUNT(*) FROM mobilefacilities_facility f WHERE \(sql: condition)") ?? 0)
        let lines = try rows(
            """
            SELECT f.*, o.name_zh AS owner_zh, o.name_en AS owner_en FROM mobilefacilities_facility f JOIN view_venues_organisation o ON o.id = f.owner_id
            WHERE \(sql: condition) ORDER BY f.region, f.kind, f.number LIMIT \(size) OFFSET \((page - 1) * size)
            """, FacilityLine.init)
        return (lines, total)
    }
}
