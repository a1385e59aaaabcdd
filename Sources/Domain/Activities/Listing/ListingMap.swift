import Kernel
package import Storage

extension Transaction {
    /// Where pieces of so many public activities begin, in the order of their identities: the last identity before each piece, 0 for
    /// the first. For site maps.
    package func activityPieces(of size: Int) throws -> [Int64] {
        var starts: [Int64] = []
        var next: Int64? = 0
        while let start = next {
            starts.append(start)
            next = try number("SELECT listed.id FROM activities_listed listed WHERE listed.id > \(start) ORDER BY listed.id LIMIT 1 OFFSET \(size - 1)")
        }
        return starts
    }

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
