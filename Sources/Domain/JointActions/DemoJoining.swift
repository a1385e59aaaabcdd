import Access
import Campaigns
import Kernel
import Resources
import Rooms
import Storage
import Venues

/// The demonstration's units take part in the joint action of mobile facilities, the first of them with the flag.
enum DemoJoining {
    static let part = DemoPart(order: 46, Phrase("示例：参加联合行动", "Demonstration: taking part in a joint action")) { _, database in
        try await database.write { tx in
            guard let campaign = try tx.campaign(key: "mobile-facilities-2023"), try tx.number("SELECT COUNT(*) FROM jointactions_joining") == 0 else { return }
            let units = try tx.rows("SELECT id FROM view_venues_organisation WHERE key LIKE 'demo-unit-%' ORDER BY key LIMIT 9") { try $0.id("id", Organisation.self) }
            let day = Day(iso: "2023-09-26") ?? campaign.begin
            for (place, unit) in units.enumerated() {
                let ways = Way.Kind.allCases.enumerated().filter { ($0.offset + place) % 3 == 0 }.map(\.element)
                try tx.execute(
                    """
                    INSERT INTO jointactions_joining (campaign_id, organisation_id, ways, joined_at, joined_by, left_at)
                    VALUES (\(campaign.id), \(unit), \(JoiningWays.text(ways)), \(tx.now.adding(hours: Int64(place) - 400)), 0, NULL)
                    """)
                if place < 3 {
                    try tx.execute(
                        """
                        INSERT INTO jointactions_flag (campaign_id, organisation_id, activity_id, awarded_on, awarded_by)
                        VALUES (\(campaign.id), \(unit), \(try tx.ceremonies(of: campaign.id).first?.id), \(day), 0)
                        """)
                }
            }
        }
    }
}
