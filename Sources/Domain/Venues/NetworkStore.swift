package import Kernel
import Language
package import Storage

extension Transaction {
    package func network(key: String) throws -> Network? {
        try row("SELECT * FROM venues_network WHERE key = \(key)", Network.init).map { try filled($0) }
    }

    /// All of them, with members and classes.
    package func networks() throws -> [Network] {
        try rows("SELECT * FROM venues_network ORDER BY region NULLS FIRST, key", Network.init).map { try filled($0) }
    }

    /// Those whose hub or member this venue is, or was.
    package func networks(with venue: ID<Venue>) throws -> [Network] {
        try rows(
            """
            SELECT * FROM venues_network
            WHERE hub_id = \(venue) OR id IN (SELECT m.network_id FROM venues_network_member m WHERE m.venue_id = \(venue)) ORDER BY key
            """, Network.init
        ).map { try filled($0) }
    }

    /// Keeps a network as it is given; the same again changes nothing.
    package func save(_ new: Network, by actor: Int64) throws {
        let old = try network(key: new.key)
        if old == new { return }
        let note = new.provenance.note
        try execute(
            """
            INSERT INTO venues_network
                (id, key, name_zh, name_en, hub_id, region, organisation_id, summary_zh, summary_en, source, note_zh, note_en)
            VALUES (\(new.id), \(new.key), \(new.name.zh), \(new.name.en), \(new.hubID), \(new.region), \(new.organisationID),
                \(new.summary?.zh), \(new.summary?.en), \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, hub_id = excluded.hub_id,
                region = excluded.region, organisation_id = excluded.organisation_id, summary_zh = excluded.summary_zh,
                summary_en = excluded.summary_en, source = excluded.source, note_zh = excluded.note_zh, note_en = excluded.note_en
            """)
        if old?.members != new.members { try replaceMembers(of: new) }
        if old?.classes != new.classes { try replaceClasses(of: new) }
        try record(
            LedgerEntry(old == nil ? "venues.network-added" : "venues.network-changed", "network", new.id, by: actor, visibility: .public))
    }

    func removeNetwork(key: String, by actor: Int64) throws {
        guard let network = try network(key: key) else { return }
        try execute("DELETE FROM venues_network_member WHERE network_id = \(network.id)")
        try execute("DELETE FROM venues_network_class WHERE network_id = \(network.id)")
        try execute("DELETE FROM venues_network WHERE id = \(network.id)")
        try record(LedgerEntry("venues.network-removed", "network", network.id, by: actor, visibility: .public))
    }

    private func filled(_ network: Network) throws -> Network {
        var network = network
        network.members = try rows(
            "SELECT * FROM venues_network_member WHERE network_id = \(network.id) ORDER BY position", Network.Member.init)
        network.classes = try rows(
            "SELECT * FROM venues_network_class WHERE network_id = \(network.id) ORDER BY position", Network.MemberClass.init)
        return network
    }

    private func replaceMembers(of network: Network) throws {
        try execute("DELETE FROM venues_network_member WHERE network_id = \(network.id)")
        for (position, member) in network.members.enumerated() {
            try execute(
                """
                INSERT INTO venues_network_member (network_id, position, venue_id, role_zh, role_en, valid_from, valid_until)
                VALUES (\(network.id), \(position), \(member.venueID), \(member.role.zh), \(member.role.en), \(member.from), \(member.until))
                """)
        }
    }

    private func replaceClasses(of network: Network) throws {
        try execute("DELETE FROM venues_network_class WHERE network_id = \(network.id)")
        for (position, one) in network.classes.enumerated() {
            let note = one.provenance.note
            try execute(
                """
                INSERT INTO venues_network_class
                    (network_id, position, key, kind, name_zh, name_en, announced_count, as_of, source, note_zh, note_en)
                VALUES (\(network.id), \(position), \(one.key), \(one.kind), \(one.name.zh), \(one.name.en), \(one.announcedCount),
                    \(one.asOf), \(one.provenance.sourceText), \(note?.zh), \(note?.en))
                """)
        }
    }
}
