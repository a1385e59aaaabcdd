import Rooms
import Storage
import Venues

/// Two units that are one: what either owns or runs is the kept one's.
enum FacilityMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute("UPDATE mobilefacilities_facility SET owner_id = \(kept) WHERE owner_id = \(old)")
        try tx.execute("UPDATE mobilefacilities_facility SET operator_id = \(kept) WHERE operator_id = \(old)")
    }
}
