import Kernel
package import Storage

extension Transaction {
    /// Where pieces of so many public activities begin, as `pieces` says it. For site maps.
    package func activityPieces(of size: Int) throws -> [Int64] { try pieces(of: "SELECT id FROM activities_listed", size: size) }

    /// Public activities after an identity, with the moment of their last public change.
    package func activityAddresses(after: Int64, limit: Int) throws -> [(path: String, changed: String)] {
        try rows(
            """
            SELECT listed.id, listed.changed_at FROM activities_listed listed WHERE listed.id > \(after) ORDER BY listed.id LIMIT \(limit)
            """
        ) { row in
            let id: ID<Activity> = try row.id("id")
            return ("/activities/" + id.text, try row.instant("changed_at").iso)
        }
    }
}
