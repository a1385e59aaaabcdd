import Access
import Kernel
import Storage
import Venues

/// How often files of a resource were fetched: a number of the resource, never of participants (counting.md §1). A fetch counts when it
/// begins at a file's first byte, so that going on after a cut counts nothing.
enum DownloadCount {
    static func begins(_ range: String?) -> Bool {
        guard let range else { return true }
        return range.filter { $0 != " " }.lowercased().hasPrefix("bytes=0-")
    }
}

extension Transaction {
    /// - unit: for whom it was fetched; nil where nobody knows.
    func countDownload(of id: ID<Resource>, version: Int, unit: ID<Organisation>?) throws {
        try execute(
            """
            INSERT INTO resources_download (resource_id, number, organisation_id, local_day, times)
            VALUES (\(id), \(version), \(unit?.number ?? 0), \(now.day(in: .china)), 1)
            ON CONFLICT (resource_id, number, organisation_id, local_day) DO UPDATE SET times = resources_download.times + 1
            """)
    }

    /// Fetches in all, and the units that are known among them.
    func downloads(of id: ID<Resource>) throws -> (times: Int, units: Int) {
        try row(
            """
            SELECT COALESCE(SUM(times), 0) AS times, COUNT(DISTINCT CASE WHEN organisation_id <> 0 THEN organisation_id END) AS units
            FROM resources_download WHERE resource_id = \(id)
            """) { (try $0.int("times"), try $0.int("units")) } ?? (0, 0)
    }
}

extension Identity {
    /// The one unit for which somebody works; nil where it is none or several.
    var ownUnit: ID<Organisation>? {
        let units = Set(grants.filter { $0.role == .host && $0.scope.segments.first == "organisation" }.compactMap { $0.scope.segments.last.flatMap { ID<Organisation>($0) } })
        return units.count == 1 ? units.first : nil
    }
}
