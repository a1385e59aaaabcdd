import Kernel
import Regions
import Storage
import Web

/// What of the register is shown, on its page, in its files and at the API alike.
struct RegisterFilter: Sendable {
    static let names: Set<String> = ["q", "scheme", "region", "state", "page"]
    /// A file holds all of it.
    static let fileNames: Set<String> = names.subtracting(["page"])
    static let size = 50
    static let longestWords = 100
    /// What `state` may say.
    static let states: [(value: String, title: Phrase)] = [("valid", Phrase("有效", "In force")), ("past", Phrase("已结束", "Past"))]

    var words: String
    var scheme: String?
    var region: String?
    /// `valid`, `past`, or all.
    var state: String?

    /// Reads the filters of an address; what is not understood is refused and named.
    init(_ query: Query, regions: RegionTable) throws(Refusal) {
        words = query["q"] ?? ""
        guard words.count <= Self.longestWords else {
            throw Refusal(
                .invalid, "filter-value", "筛选条件 q 太长：最多 \(Self.longestWords) 个字符。", "The filter q is too long: \(Self.longestWords) characters at most.", field: "q")
        }
        (scheme, region, state) = (Self.text(query, "scheme"), Self.text(query, "region"), Self.text(query, "state"))
        // No scheme's key is longer, so none is meant.
        if let scheme, scheme.count > Self.longestWords { throw Self.unknown("scheme", scheme) }
        if let region, regions[region] == nil { throw Self.unknown("region", region) }
        if let state, state != "valid", state != "past" { throw Self.unknown("state", state) }
    }

    private static func text(_ query: Query, _ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }

    private static func unknown(_ name: String, _ value: String) -> Refusal {
        Refusal(
            .invalid, "filter-value", "没有“\(value.prefix(40))”这样的 \(name)。请从所列选项中选择。", "There is no \(name) “\(value.prefix(40))”. Choose one of those offered.",
            field: name)
    }

    var isEmpty: Bool { words.isEmpty && scheme == nil && region == nil && state == nil }

    /// On titles `t` with their scheme `s`, unit `o` and venue `w`.
    var condition: SQL {
        var all: [SQL] = ["1 = 1"]
        if !words.isEmpty {
            let escaped = words.lowercased().replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
            let like = "%" + escaped + "%"
            all.append(
                """
                (LOWER(o.name_zh) LIKE \(like) ESCAPE '!' OR LOWER(COALESCE(o.name_en, '')) LIKE \(like) ESCAPE '!' OR LOWER(t.number) LIKE \(like) ESCAPE '!'
                    OR LOWER(COALESCE(w.name_zh, '')) LIKE \(like) ESCAPE '!' OR LOWER(COALESCE(w.name_en, '')) LIKE \(like) ESCAPE '!')
                """)
        }
        if let scheme { all.append("s.key = \(scheme)") }
        if let region { all.append("t.region \(.binary) IN \(sql: RegionCodes.within(region))") }
        switch state {
        case "valid": all.append("t.state IN ('valid', 'rectifying')")
        case "past": all.append("t.state NOT IN ('valid', 'rectifying')")
        default: break
        }
        return all.joined(" AND ")
    }
}
