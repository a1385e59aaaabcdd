import Activities
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
import Web

/// On a resource's page: the public activities that units began with it.
enum BegunPanel {
    private static let most = 6

    static let panel = Panel(on: Resources.resourcePanels, order: 90) { visit, subject in
        let found = try await visit.database.read { tx in
            try tx.rows(
                """
                SELECT t.activity_id, t.title_zh, t.title_en, COUNT(*) OVER () AS total
                FROM jointactions_start b JOIN view_activities_title t ON t.activity_id = b.activity_id
                WHERE b.resource_id = \(subject) AND EXISTS (SELECT 1 FROM view_activities_counted c WHERE c.activity_id = b.activity_id)
                ORDER BY b.activity_id DESC LIMIT \(most)
                """) { (id: try $0.id("activity_id", Activity.self), title: try $0.wording("title"), total: try $0.int("total")) }
        }
        guard let total = found.first?.total else { return nil }
        return section(.class("stack"), .id("begun")) {
            h2 { visit.say(Phrase("用它开展的活动", "Activities begun with it")) }
            ul { for one in found { li { a(.href("/activities/\(one.id)")) { visit.html(one.title) } } } }
            if total > found.count { p(.class("meta")) { visit.say(Phrase("共 \(total) 项，以上是最近的。", "\(total) in all; these are the latest.")) } }
        }
    }
}
