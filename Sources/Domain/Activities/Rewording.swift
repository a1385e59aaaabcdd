import Jobs
import Kernel
import Storage

/// The words by which activities are found are made by `SearchWords`. Where it makes others than it did, those of every activity are made
/// anew behind the visitors' backs; until its turn an activity is found by its old ones.
enum Rewording {
    /// Names every activity that has words: traditional characters are simplified, names of regions and kinds are words too.
    static let migration = Migration(
        "activities-0016",
        statements: [
            "CREATE TABLE activities_rewording (id \(.key))", "INSERT INTO activities_rewording (id) SELECT id FROM activities_listed",
            // Nothing is sorted by it: feeds go by `activities_activity_changed`.
            "DROP INDEX activities_listed_changed",
        ])

    static let job = JobKind(name: "activities-reword", schedule: .every(seconds: 600)) { context in
        while try await context.database.writeAlone({ try $0.reword(few) }) {}
        try await context.database.write { try context.complete(in: $0) }
    }

    /// So many at a time: others who write wait no longer than that takes.
    private static let few = 200
}

extension Transaction {
    /// Makes the words of the next activities anew; false where none is left.
    func reword(_ limit: Int) throws -> Bool {
        let ids: [ID<Activity>] = try rows("SELECT id FROM activities_rewording ORDER BY id LIMIT \(limit)") { try $0.id("id") }
        guard !ids.isEmpty else { return false }
        // Whoever publishes one of them meanwhile has done so, or waits.
        let shown = try rows("SELECT id, shown_number FROM activities_activity WHERE id IN (\(list: ids)) ORDER BY id \(.forUpdate)") { row in
            (id: try row.id("id", Activity.self), number: try row.intOrNil("shown_number"))
        }
        var memo = BulkMemo()
        for one in shown { try refreshWords(of: one.id, version: one.number, memo: &memo) }
        try execute("DELETE FROM activities_rewording WHERE id IN (\(list: ids))")
        return true
    }
}
