import Activities
import Kernel
import Storage
import Venues

/// By what a question can be narrowed beside place, kind and day; as in addresses.
package enum FigureSlice: String, Sendable, CaseIterable {
    case line, block, theme
    case venueKind = "venue_kind"
    case mode, audience, organiser

    /// What an address says, as it is kept; nil where it cannot be. `unknown` is the empty text: nobody stated it.
    func read(_ text: String) -> String? {
        if text == "unknown" { return "" }
        switch self {
        case .line: return Organisation.Line(rawValue: text).map(\.rawValue)
        case .venueKind: return Venue.Kind(rawValue: text).map(\.rawValue)
        case .mode: return AttendanceMode(rawValue: text).map(\.rawValue)
        case .audience: return AudienceGroup(rawValue: text).map(\.rawValue)
        case .organiser: return Crockford.number(text).map { String($0) }
        case .block, .theme: return text.count <= 100 ? text : nil
        }
    }

    /// The same in an address.
    func text(_ value: String) -> String {
        if value.isEmpty { return "unknown" }
        return self == .organiser ? Int64(value).map { Crockford.text($0) } ?? value : value
    }

    /// What an activity of `a` is by it, over the columns of `FigureQuestion.sliced`.
    func condition(_ value: String) -> SQL {
        switch self {
        case .line: "COALESCE(a.line, '') = \(value)"
        case .block: "COALESCE(a.block, '') = \(value)"
        case .theme: "COALESCE(a.theme, '') = \(value)"
        case .venueKind: "COALESCE(a.venue_kind, '') = \(value)"
        case .mode: "COALESCE(a.mode, '') = \(value)"
        case .audience: "\(sql: AudienceGroup.expression) = \(value)"
        case .organiser: "a.organiser_id = \(Int64(value) ?? 0)"
        }
    }
}

extension FigureQuestion {
    /// As `activities`, with everything by which it can be narrowed.
    func sliced(among few: SQL) -> SQL {
        let counted: SQL = """
            FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                JOIN view_activities_placed p ON p.activity_id = n.activity_id AND p.campaign_id = n.campaign_id
                LEFT JOIN view_venues_venue w ON w.id = n.venue_id
            WHERE x.ancestor_id = \(campaign) \(sql: few) \(sql: near)
            """
        // What stands in one campaign alone need not be looked for in others.
        return """
            (SELECT m.*, o.line FROM (
                SELECT n.activity_id, n.region, n.kind, n.sessions, n.mode, n.organiser_id, p.theme, p.block, p.age_min, p.age_max, w.kind AS venue_kind
                \(sql: counted) AND n.placements = 1
                UNION ALL SELECT n.activity_id, MIN(n.region) AS region, MIN(n.kind) AS kind, MIN(n.sessions) AS sessions, MIN(n.mode) AS mode,
                    MIN(n.organiser_id) AS organiser_id, MIN(p.theme) AS theme, MIN(p.block) AS block, MIN(p.age_min) AS age_min, MAX(p.age_max) AS age_max,
                    MIN(w.kind) AS venue_kind
                \(sql: counted) AND n.placements > 1 GROUP BY n.activity_id) m
                LEFT JOIN view_venues_organisation o ON o.id = m.organiser_id) a LEFT JOIN view_region r ON r.code = a.region
            """
    }

    /// Leaves out early what can be neither at the place nor of the organiser or line, in whichever campaign: few of many. A theme or a kind has many.
    private var near: SQL {
        var all: [SQL] = []
        func only(_ activities: SQL) { all.append("AND n.activity_id IN (\(sql: activities))") }
        if let organiser = slices[.organiser] {
            only("SELECT t.activity_id FROM view_activities_title t WHERE t.organiser_id = \(Int64(organiser) ?? 0)")
        } else if let line = slices[.line], !line.isEmpty {
            only("SELECT t.activity_id FROM view_activities_title t WHERE t.organiser_id IN (SELECT l.id FROM view_venues_organisation l WHERE l.line = \(line))")
        }
        if case .within(let code) = place {
            only(
                """
                SELECT q.activity_id FROM view_activities_counted q WHERE q.region IN (
                    SELECT z.code FROM view_region z WHERE z.province = \(code) OR z.prefecture = \(code) OR z.county = \(code))
                """)
        }
        return all.joined(" ")
    }

    /// What narrows it, as in an address, in one order.
    var pairs: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        if let place { pairs.append(("region", place.text)) }
        if let kind { pairs.append(("kind", kind.isEmpty ? "unknown" : kind)) }
        if let day { pairs.append(("day", day)) }
        for slice in FigureSlice.allCases { if let value = slices[slice] { pairs.append((slice.rawValue, slice.text(value))) } }
        return pairs
    }

    /// Whether what is counted is for minors alone.
    var isAtMinors: Bool { slices[.audience].flatMap { AudienceGroup(rawValue: $0) }?.isOfMinors == true }
}

extension AudienceGroup {
    package var isOfMinors: Bool { self == .children || self == .pupils }

    /// The group of an activity of `a`, as `init` has it.
    static let expression: SQL = """
        CASE WHEN COALESCE(a.age_min, 0) = 0 AND COALESCE(a.age_max, 200) = 200 THEN 'everybody' WHEN COALESCE(a.age_min, 0) >= 60 THEN 'seniors'
            WHEN COALESCE(a.age_min, 0) >= 18 THEN 'adults' WHEN COALESCE(a.age_max, 200) <= 6 THEN 'children'
            WHEN COALESCE(a.age_max, 200) <= 18 THEN 'pupils' ELSE 'mixed' END
        """
}
