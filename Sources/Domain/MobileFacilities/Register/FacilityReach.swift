import Access
import Regions
import Storage

/// Facilities that stand where somebody's scopes reach, as a condition on `f`.
enum FacilityReach {
    static func here(_ scopes: [Scope]) -> SQL {
        let codes = scopes.filter { $0.segments.first == "region" && $0.segments.count > 1 }.compactMap(\.segments.last)
        return codes.isEmpty ? "1 = 0" : "f.region \(.binary) IN \(sql: RegionCodes.within(anyOf: codes))"
    }
}
