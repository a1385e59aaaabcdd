import Activities
import Campaigns
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// The breakdown with the names of its lines.
    func named(_ breakdown: FigureBreakdown, _ opening: FigureOpening) throws -> FigureBreakdown {
        var breakdown = breakdown
        let names = try names(breakdown.dimension, breakdown.lines.map(\.key).filter { !$0.isEmpty }, opening)
        for place in breakdown.lines.indices {
            let key = breakdown.lines[place].key
            breakdown.lines[place].name = key.isEmpty ? breakdown.dimension.unknown : names[key] ?? Phrase(same: key)
            if key == breakdown.same { breakdown.lines[place].name = breakdown.lines[place].name + Phrase("（未再细分）", " (no closer place)") }
        }
        return breakdown
    }

    private func names(_ dimension: FigureDimension, _ keys: [String], _ opening: FigureOpening) throws -> [String: Phrase] {
        func titled(_ title: (String) -> Phrase?) -> [String: Phrase] {
            Dictionary(keys.compactMap { key in title(key).map { (key, $0) } }, uniquingKeysWith: { first, _ in first })
        }
        switch dimension {
        case .line: return titled { Organisation.Line(rawValue: $0)?.title }
        case .kind: return titled { ActivityKind(rawValue: $0)?.title }
        case .venueKind: return titled { Venue.Kind(rawValue: $0)?.title }
        case .mode: return titled { AttendanceMode(rawValue: $0)?.title }
        case .audience: return titled { AudienceGroup(rawValue: $0)?.title }
        case .day: return titled { FigureDay.title($0) }
        case .campaign: return titled { key in opening.children.first { String($0.id.number) == key }?.name.phrase }
        case .place: return try named("SELECT code AS key, name_zh, name_en FROM view_region WHERE code IN (\(list: keys))")
        case .organiser:
            let ids = keys.compactMap { Int64($0) }
            return try named("SELECT CAST(o.id AS TEXT) AS key, o.name_zh, o.name_en FROM view_venues_organisation o WHERE o.id IN (\(list: ids))")
        case .theme, .block:
            let table: SQL = dimension == .theme ? "view_campaigns_theme" : "view_campaigns_block"
            return try named(
                """
                SELECT t.key, t.name_zh, t.name_en FROM \(sql: table) t JOIN view_campaigns_ancestor x ON x.campaign_id = t.campaign_id
                WHERE x.ancestor_id = \(opening.question.campaign) AND t.key IN (\(list: keys)) ORDER BY t.campaign_id
                """)
        }
    }

    private func named(_ sql: SQL) throws -> [String: Phrase] {
        Dictionary(try rows(sql) { (try $0.text("key"), try $0.wording("name").phrase) }, uniquingKeysWith: { first, _ in first })
    }

    /// What narrows a question, in words, as far as it has names.
    func chips(_ opening: FigureOpening) throws -> [Phrase] {
        var chips: [Phrase] = []
        for slice in FigureSlice.allCases {
            guard let value = opening.question.slices[slice], let dimension = FigureDimension(rawValue: slice.rawValue) else { continue }
            let name = try value.isEmpty ? dimension.unknown : names(dimension, [value], opening)[value]
            chips.append(name ?? Phrase(same: value))
        }
        return chips
    }
}
