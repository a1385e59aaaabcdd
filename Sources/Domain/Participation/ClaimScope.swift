package import Access
import Kernel
package import Storage
import Venues

/// The activities that somebody's roles cover, as a condition on `t` (view_activities_title); the same rule as `activityScopes`.
package enum ClaimScope {
    package static func condition(_ scopes: [Scope]) -> SQL {
        let any = scopes.compactMap(one)
        return any.isEmpty ? "1 = 0" : "(\(sql: any.joined(" OR ")))"
    }

    private static func one(_ scope: Scope) -> SQL? {
        if scope == .all { return "1 = 1" }
        let steps = scope.path.split(separator: "/").map(String.init)
        guard steps.count > 1, let last = steps.last else { return nil }
        switch steps[0] {
        case "region": return region(last)
        case "line": return "t.organiser_id IN (SELECT o.id FROM view_venues_organisation o WHERE o.line = \(last))"
        case "organisation": return ID<Organisation>(last).map { "t.organiser_id = \($0)" }
        case "campaign":
            return """
                EXISTS (SELECT 1 FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                    JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE n.activity_id = t.activity_id AND c.key = \(last))
                """
        default: return nil
        }
    }

    /// Everything within a region, also where its records keep a code of an older edition of the table.
    private static func region(_ code: String) -> SQL {
        var stem = code
        while stem.hasSuffix("00"), stem.count > 2 { stem.removeLast(2) }
        let within = stem + "%"
        let codes: SQL = "SELECT g.code FROM view_region g WHERE g.code LIKE \(within) OR g.current LIKE \(within)"
        return """
            (EXISTS (SELECT 1 FROM view_activities_session s WHERE s.activity_id = t.activity_id AND s.region IN (\(sql: codes)))
                OR EXISTS (SELECT 1 FROM view_activities_counted n WHERE n.activity_id = t.activity_id AND n.region IN (\(sql: codes))))
            """
    }
}
