package import Access
import Kernel
import Regions
package import Storage

/// Which organisations somebody's scopes cover, as a condition on a column that names one.
package enum OrganisationReach {
    package static func condition(_ column: SQL, _ scopes: [Scope]) throws -> SQL {
        var parts: [SQL] = []
        for scope in scopes {
            if scope == .all { return "1 = 1" }
            guard let last = scope.segments.last, scope.segments.count > 1 else { continue }
            switch scope.segments[0] {
            case "organisation": if let id = ID<Organisation>(last) { parts.append("\(sql: column) = \(id)") }
            case "region":
                parts.append(
                    "\(sql: column) IN (SELECT r.id FROM view_venues_organisation r WHERE r.region \(.binary) IN \(sql: RegionCodes.within(last)))")
            case "line": parts.append("\(sql: column) IN (SELECT l.id FROM view_venues_organisation l WHERE l.line = \(last))")
            default: break
            }
        }
        return parts.isEmpty ? "1 = 0" : "(\(sql: parts.joined(" OR ")))"
    }
}
