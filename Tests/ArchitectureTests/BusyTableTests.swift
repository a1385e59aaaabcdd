import Foundation
import Testing

/// Tables that may lie on several machines (`Module.busyTables`): whoever asks them says of which activity, or is named here with its reason.
@Suite("Statements on busy tables") struct BusyTableTests {
    /// Reads that go over all machines: seldom, at night, or by what the activity is being looked for.
    private static let everywhere: [(text: String, why: String)] = [
        ("FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id WHERE a.key", "an activity by its key: a campaign file is applied"),
        ("t.id IN (SELECT s.activity_id FROM activities_session", "which activities are on at a time: listings have tables of their own for days"),
        ("SELECT s.activity_id\\(sql: more) FROM activities_session", "which activities are on at a day"),
        ("SELECT DISTINCT s.activity_id FROM activities_session", "which activities of a listing are on"),
        ("SELECT * FROM activities_session WHERE id", "a session by its number alone"),
        ("SELECT id FROM ballots_ballot WHERE state = 'open'", "once a minute: which ballots close"),
        ("SELECT id, sealed_seed FROM ballots_ballot", "once in years: a new secret of the installation"),
        ("SELECT * FROM ballots_ballot WHERE id", "a ballot by its number alone"),
        ("SELECT b.* FROM ballots_ballot b WHERE b.state", "the ballot of a session: there are few ballots"),
        ("FROM ballots_entry WHERE phone_mark", "everything about one person"),
        ("SELECT * FROM bookings_strike WHERE phone_mark", "who did not come before, wherever"),
        ("SELECT b.* FROM bookings_booking b JOIN bookings_person", "everything about one person"),
        ("FROM bookings_booking GROUP BY activity_id, session_id", "kepu verify counts everything again"),
        ("FROM bookings_booking WHERE kind <> 'individual'", "kepu verify counts everything again"),
        ("FROM bookings_allowance_use GROUP BY", "kepu verify counts everything again"),
        ("NOT EXISTS (SELECT 1 FROM bookings_booking b WHERE b.person_id", "persons whose last booking is gone"),
        ("FROM bookings_booking WHERE state = 'waiting'", "once a minute: whom free places are offered to"),
        ("FROM cloudhall_minute WHERE minute >=", "once a minute: which streams are on"),
        ("FROM feedback_tally WHERE \\(sql: condition)", "the condition names the activity, or a campaign's activities"),
        ("FROM participation_evidence WHERE \\(sql: condition)", "the condition names the activity"),
    ]
    /// Writes that go over all machines.
    private static let writtenEverywhere: [(text: String, why: String)] = [
        ("DELETE FROM bookings_strike WHERE at <", "once a day: marks that have run out"),
        ("UPDATE ballots_ballot SET sealed_seed", "once in years: a new secret of the installation"),
        ("UPDATE bookings_strike SET phone_mark", "once in years: a new secret of the installation"),
    ]

    private static func busyTables() throws -> Set<String> {
        var names: Set<String> = []
        for file in try SourceTree.swift("Sources/Domain") where file.says("module.busyTables = [") {
            guard let list = file.text.firstMatch(of: /module\.busyTables = \[([^\]]*)\]/) else { continue }
            for match in list.1.matches(of: /"([a-z_]+)"/) { names.insert(String(match.1)) }
        }
        return names
    }

    /// Every text of a program's file that stands in quotes.
    private static func texts(_ file: SourceTree.File) -> [String] {
        file.text.matches(of: /"""\n(?s:(.*?))"""|"((?:[^"\\\n]|\\.)*)"/).map { String($0.1 ?? $0.2 ?? "") }
    }

    @Test func nameTheActivity() throws {
        let busy = try Self.busyTables()
        #expect(busy.count > 20)
        var seen = 0, used: Set<String> = []
        for file in try SourceTree.swift("Sources") where !file.path.contains("Schema") && !file.path.contains("/Demo/") {
            guard busy.contains(where: file.says) else { continue }
            for text in Self.texts(file) {
                let tables = text.matches(of: /\b(?:FROM|JOIN|INTO|UPDATE) ([a-z_]+)\b/).map { String($0.1) }
                guard tables.contains(where: busy.contains) else { continue }
                seen += 1
                if text.contains(/activity_id (?:=|IN)|\(activity_id, |activity_id >[ ]/) { continue }
                let isWrite = text.contains(/\b(?:INSERT INTO|UPDATE|DELETE FROM)[ ]/) && !text.contains("bookings_person SET")
                let excuses = isWrite ? Self.writtenEverywhere : Self.everywhere
                let excuse = excuses.first { text.contains($0.text) }
                #expect(excuse != nil, "\(file.path) asks \(tables) of all activities: \(text)")
                if let excuse { used.insert(excuse.text) }
            }
        }
        #expect(seen > 150)
        for one in Self.everywhere + Self.writtenEverywhere where !used.contains(one.text) { Issue.record("nothing asks any more: \(one.text)") }
    }

    /// Rows are locked one activity at a time: a cluster locks on one machine only.
    @Test func areLockedByActivity() throws {
        let busy = try Self.busyTables()
        for file in try SourceTree.swift("Sources/Domain") where file.says("\\(.forUpdate") {
            for text in Self.texts(file) where text.contains("\\(.forUpdate)") || text.contains("\\(.forUpdateSkipLocked)") {
                guard text.matches(of: /\b(?:FROM|JOIN) ([a-z_]+)\b/).contains(where: { busy.contains(String($0.1)) }) else { continue }
                #expect(text.contains(/activity_id =/), "\(file.path) locks rows of all activities: \(text)")
            }
        }
    }
}
