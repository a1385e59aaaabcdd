import Access
import Kernel
import Rooms
import Storage

/// On a moderator's desk: how much has come to them, since when, and how much of it waits too long.
enum ModerationCard {
    static let card = DeskCard(for: [.moderator], order: 15) { tx, identity in
        let reach = try tx.moderationReach(of: identity)
        let found = try tx.row(
            """
            SELECT COUNT(*) AS waiting, MIN(p.since) AS since, COALESCE(SUM(CASE WHEN \(sql: reach.overdue()) THEN 1 ELSE 0 END), 0) AS overdue
            FROM activities_placement p WHERE p.state = 'to-moderate' AND \(sql: reach.condition)
            """
        ) { (waiting: try $0.int("waiting"), since: try $0.instantOrNil("since"), overdue: try $0.int("overdue")) }
        guard let found, found.waiting > 0, let since = found.since else { return nil }
        let time = WaitingTime.words(since: since, at: tx.now)
        let oldest = Phrase("等待最久的已\(time.zh)", "the oldest for \(time.en)")
        let late = found.overdue == 0 ? Phrase("。", ".") : Phrase("；\(found.overdue) 项已超过时限。", "; \(found.overdue) longer than was promised.")
        return DeskCard.Content(
            Phrase("等您审核", "To moderate"), total: found.waiting, path: "/desk/moderation",
            says: Phrase("轮到您的 \(found.waiting) 项，", "\(found.waiting) \(found.waiting == 1 ? "has" : "have") come to you, ") + oldest + late,
            isUrgent: found.overdue > 0)
    }
}
