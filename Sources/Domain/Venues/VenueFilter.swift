import Access
import Kernel
import Regions
import Storage
import Web

/// What somebody looks for in the list of venues.
struct VenueFilter: Sendable {
    var words = ""
    var region: String?
    var kind: Venue.Kind?
    var status: Venue.Status?
    /// Over which scopes a role must lie; nil: all venues.
    var scopes: [Scope]?

    static let pageSize = 24
    static let longestWords = 100
    /// The parameters of the list's address.
    static let names: Set<String> = ["q", "region", "kind", "status", "page"]

    /// Reads the filters of an address; what is not understood is refused and named.
    init(_ query: Query, regions: RegionTable) throws {
        words = query["q"] ?? ""
        guard words.count <= Self.longestWords else {
            throw Refusal(
                .invalid, "filter-unknown", "筛选条件 q 太长：最多 \(Self.longestWords) 个字符。", "The filter q is too long: \(Self.longestWords) characters at most.",
                field: "q")
        }
        if let code = query["region"], !code.isEmpty {
            guard regions[code] != nil else { throw Self.unknown("region", code) }
            region = code
        }
        if let text = query["kind"], !text.isEmpty {
            guard let kind = Venue.Kind(rawValue: text) else { throw Self.unknown("kind", text) }
            self.kind = kind
        }
        if let text = query["status"], !text.isEmpty {
            guard let status = Venue.Status(rawValue: text) else { throw Self.unknown("status", text) }
            self.status = status
        }
    }

    var isEmpty: Bool { words.isEmpty && region == nil && kind == nil && status == nil }

    /// The condition on rows of `venues_venue`.
    var condition: SQL {
        var parts: [SQL] = SearchText.patterns(words).map { pattern in "search LIKE \(pattern) ESCAPE '!'" }
        if let region { parts.append(Self.within(region)) }
        if let kind { parts.append("kind = \(kind)") }
        if let status { parts.append("status = \(status)") }
        if let scopes { parts.append(Self.covered(by: scopes)) }
        return parts.isEmpty ? "1 = 1" : parts.joined(" AND ")
    }

    private static func within(_ region: String) -> SQL {
        "region \(.binary) IN \(sql: RegionCodes.within(region))"
    }

    private static func covered(by scopes: [Scope]) -> SQL {
        var parts: [SQL] = ["1 = 0"]
        for scope in scopes {
            let steps = scope.path.split(separator: "/").map(String.init)
            if scope == .all { return "1 = 1" }
            guard steps.count > 1, let last = steps.last else { continue }
            if steps[0] == "region" { parts.append(within(last)) }
            if steps[0] == "organisation", let id = ID<Organisation>(last) { parts.append("organisation_id = \(id)") }
        }
        return "(" + parts.joined(" OR ") + ")"
    }

    private static func unknown(_ name: String, _ value: String) -> Refusal {
        Refusal(
            .invalid, "filter-unknown", "筛选条件 \(name) 不认识“\(value.prefix(40))”。请从所列选项中选择。",
            "The filter \(name) does not know “\(value.prefix(40))”. Choose one of the values offered.", field: name)
    }
}

extension Transaction {
    /// One page of the venues that fit, in the order of their names, and how many fit.
    func venues(_ filter: VenueFilter, page: Int) throws -> (venues: [Venue], count: Int) {
        let count = Int(try number("SELECT COUNT(*) FROM venues_venue WHERE \(sql: filter.condition)") ?? 0)
        let offset = (page - 1) * VenueFilter.pageSize
        let venues = try rows(
            """
            SELECT * FROM venues_venue WHERE \(sql: filter.condition) ORDER BY sort_key, id LIMIT \(VenueFilter.pageSize) OFFSET \(offset)
            """, Venue.init)
        return (venues, count)
    }
}
