import Access
import Activities
import Campaigns
import Kernel
import Resources
import Rooms
import Storage
import Venues

/// The demonstration's units take part in two joint actions, the first of them with the flag: one of years ago, and one that is on now, in which
/// the host's museum may still join.
enum DemoJoining {
    static let part = DemoPart(order: 46, Phrase("示例：参加联合行动", "Demonstration: taking part in a joint action")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM jointactions_joining") == 0 else { return }
            let units = try tx.rows("SELECT id FROM view_venues_organisation WHERE key LIKE 'demo-unit-%' ORDER BY key LIMIT 9") { try $0.id("id", Organisation.self) }
            try tx.joinDemo(units, to: "mobile-facilities-2023", day: Day(iso: "2023-09-26"))
            try tx.joinDemo(Array(units.dropFirst(2)), to: "demo-bases", day: nil)
        }
    }
}

extension Transaction {
    /// - day: of the flags; nil: the first day of the action.
    fileprivate func joinDemo(_ units: [ID<Organisation>], to key: String, day: Day?) throws {
        guard let campaign = try campaign(key: key) else { return }
        let (ceremony, today) = (try ceremonies(of: campaign.id).first?.id, now.day(in: campaign.zone))
        for (place, unit) in units.enumerated() {
            let ways = Way.Kind.allCases.filter { $0 != .facility }.enumerated().filter { ($0.offset + place) % 3 == 0 }.map(\.element)
            try execute(
                """
                INSERT INTO jointactions_joining (campaign_id, organisation_id, ways, joined_at, joined_by, left_at)
                VALUES (\(campaign.id), \(unit), \(JoiningWays.text(ways)), \(now.adding(hours: Int64(place) - 400)), 0, NULL)
                """)
            if place < 3 {
                try execute(
                    """
                    INSERT INTO jointactions_flag (campaign_id, organisation_id, activity_id, awarded_on, awarded_by)
                    VALUES (\(campaign.id), \(unit), \(ceremony), \(min(day ?? campaign.begin, today)), 0)
                    """)
            }
        }
    }
}
