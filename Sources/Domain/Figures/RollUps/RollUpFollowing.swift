import Activities
import Foundation
package import Kernel
package import Storage

/// Keeps the roll-ups in step with the records: what the ledger says was touched is read again, and what counts otherwise than before, as counters
/// change without an entry for each step. The cursors and what was moved are one transaction.
package enum RollUpFollowing {
    static let reader = LedgerReader("figures-rollup")
    /// Its cursor stands in the changes of what counts.
    static let counted = LedgerReader("figures-counted")
    private static let entriesAtOnce = 300
    private static let sweptAtOnce = 100

    /// Does a part of what there is to do; false where nothing is left.
    package static func step(_ database: Database) async throws -> Bool {
        guard try await database.read({ try isWork($0) }) else { return false }
        return try await database.write { tx in
            let isFollowing = try tx.followForRollUps(limit: entriesAtOnce)
            let isSweeping = try tx.sweepRollUps(limit: sweptAtOnce)
            return isFollowing || isSweeping
        }
    }

    /// Everything that there is to do now.
    package static func run(_ database: Database) async throws { while try await step(database) {} }

    /// When the oldest change was made that the roll-ups have not read; nil where they have read all.
    package static func oldestUnread(_ tx: Transaction) throws -> Instant? { try LedgerReader.batch(tx, after: reader.cursor(tx), limit: 1).first?.at }

    /// Whether they have read everything that is there.
    static func hasReadAll(_ tx: Transaction) throws -> Bool {
        try LedgerReader.batch(tx, after: reader.cursor(tx), limit: 1).isEmpty && tx.countedChanges(after: counted.cursor(tx), limit: 1).isEmpty
    }

    private static func isWork(_ tx: Transaction) throws -> Bool {
        let isSwept = try tx.number("SELECT done FROM figures_sweep WHERE name = 'all'") == 1
        return try !isSwept || !hasReadAll(tx)
    }
}

extension Transaction {
    /// Reads on in the ledger; true where there may be more.
    ///
    /// - most: so many activities are read again at once; where more were touched, all are, step by step.
    func followForRollUps(limit: Int, most: Int = 1000) throws -> Bool {
        // What was before the first sweep is in it.
        if try number("SELECT done FROM figures_sweep WHERE name = 'all'") == nil { try beginSweep(andSkipTheLedger: true) }
        var touched = RollUpTouch()
        let read = try RollUpFollowing.reader.consume(self, limit: limit) { touched.note($0.entry) }
        let changes = try countedChanges(after: RollUpFollowing.counted.cursor(self), limit: limit)
        for change in changes { touched.activities.insert(change.activity) }
        if let last = changes.last { try RollUpFollowing.counted.move(self, to: last.cursor) }
        if touched.isEverything { try beginSweep(andSkipTheLedger: false) }
        let ids = try activities(touchedBy: touched)
        // A whole campaign or a large unit is read again step by step, so that nobody waits for the writer; until then figures are asked of the records.
        if ids.count > most { try beginSweep(andSkipTheLedger: false) } else { try refreshRollUps(of: ids) }
        return read == limit || changes.count == limit
    }

    /// Changes of what counts, in an order in which none can come before one that has been read.
    func countedChanges(after cursor: LedgerCursor, limit: Int) throws -> [(activity: Int64, cursor: LedgerCursor)] {
        try rows(cursor.following("mark, seq, activity_id", from: "view_participation_changed", limit: limit)) { (try $0.int64("activity_id"), LedgerCursor(mark: try $0.int64("mark"), seq: try $0.int64("seq"))) }
    }

    private func beginSweep(andSkipTheLedger isFirst: Bool) throws {
        if isFirst, let last = try LedgerReader.last(self) { try RollUpFollowing.reader.move(self, to: last) }
        let change: SQL = "SELECT h.mark, h.seq FROM view_participation_changed h WHERE h.mark < \(.oldestMark) ORDER BY h.mark DESC, h.seq DESC LIMIT 1"
        if isFirst, let last = try row(change, { LedgerCursor(mark: try $0.int64("mark"), seq: try $0.int64("seq")) }) {
            try RollUpFollowing.counted.move(self, to: last)
        }
        try execute("INSERT INTO figures_sweep (name, after, done) VALUES ('all', 0, 0) ON CONFLICT (name) DO UPDATE SET after = 0, done = 0")
    }

    /// Reads the next activities of all again, where that has been asked for; true where there may be more.
    func sweepRollUps(limit: Int) throws -> Bool {
        guard let after = try number("SELECT after FROM figures_sweep WHERE name = 'all' AND done = 0") else { return false }
        let ids = try activitiesToRollUp(after: after, limit: limit)
        try refreshRollUps(of: ids)
        try execute("UPDATE figures_sweep SET after = \(ids.last ?? after), done = \(ids.count < limit) WHERE name = 'all'")
        return ids.count == limit
    }

    /// Everything that counts, or did when it was last read, by its number.
    func activitiesToRollUp(after: Int64, limit: Int) throws -> [Int64] {
        try rows(
            """
            SELECT a.activity_id FROM (
                SELECT DISTINCT n.activity_id FROM view_activities_counted n WHERE n.activity_id > \(after) ORDER BY n.activity_id LIMIT \(limit)) a
            UNION SELECT b.activity_id FROM (
                SELECT c.activity_id FROM figures_contribution c WHERE c.activity_id > \(after) ORDER BY c.activity_id LIMIT \(limit)) b
            ORDER BY activity_id LIMIT \(limit)
            """) { try $0.int64("activity_id") }
    }

    private func activities(touchedBy touch: RollUpTouch) throws -> [Int64] {
        var all = touch.activities
        func add(_ sql: SQL) throws {
            try each(sql) { row in
                all.insert(try row.int64("activity_id"))
                return true
            }
        }
        if !touch.sessions.isEmpty {
            try add("SELECT s.activity_id FROM view_activities_session s WHERE s.session_id IN (\(list: Array(touch.sessions)))")
        }
        if !touch.venues.isEmpty { try add("SELECT n.activity_id FROM view_activities_counted n WHERE n.venue_id IN (\(list: Array(touch.venues)))") }
        if !touch.organisations.isEmpty { try add("SELECT n.activity_id FROM view_activities_counted n WHERE n.organiser_id IN (\(list: Array(touch.organisations)))") }
        if !touch.campaigns.isEmpty {
            try add(
                """
                SELECT n.activity_id FROM view_activities_counted n WHERE n.campaign_id IN (
                    SELECT x.campaign_id FROM view_campaigns_ancestor x WHERE x.ancestor_id IN (\(list: Array(touch.campaigns))))
                """)
        }
        // What is in an umbrella decides whether the umbrella counts itself.
        if !all.isEmpty {
            try add("SELECT u.parent_id AS activity_id FROM view_activities_umbrella u WHERE u.activity_id IN (\(list: Array(all)))")
        }
        return all.sorted()
    }
}

/// What entries of the ledger say was touched.
struct RollUpTouch {
    var activities: Set<Int64> = []
    var sessions: Set<Int64> = []
    var venues: Set<Int64> = []
    var organisations: Set<Int64> = []
    var campaigns: Set<Int64> = []
    var isEverything = false

    mutating func note(_ entry: LedgerEntry) {
        for name in ["activity", "umbrella"] { if let id = Self.id(name, in: entry.payload) { activities.insert(id) } }
        switch entry.noun {
        case "activity": activities.insert(entry.subject)
        case "session": sessions.insert(entry.subject)
        case "venue": venues.insert(entry.subject)
        case "organisation": organisations.insert(entry.subject)
        // Only where it stands below another than before does it matter to figures.
        case "campaign" where entry.payload.contains("\"moved\":true"): campaigns.insert(entry.subject)
        case "region-edition": isEverything = true
        default: break
        }
    }

    /// `"activity":"…"` of a payload.
    private static func id(_ name: String, in payload: String) -> Int64? {
        guard let begin = payload.range(of: "\"\(name)\":\"") else { return nil }
        return Crockford.number(String(payload[begin.upperBound...].prefix { $0 != "\"" }))
    }
}
