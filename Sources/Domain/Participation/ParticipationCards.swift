import Access
import Kernel
import Rooms
import Storage

/// On the desks of hosts and of offices: past sessions of which nothing is known, and reports to check.
enum ParticipationCards {
    static let reports = DeskCard(for: [.host, .organiser], order: 30) { tx, identity in
        let missing = try tx.sessionsWithoutFigures(for: identity)
        guard missing > 0 else { return nil }
        return DeskCard.Content(
            Phrase("还没有上报的场次", "Sessions without figures"), total: missing, path: ReportListPage.unknownPath,
            says: Phrase("活动结束了，还不知道来了多少人。", "They are over, and nobody has said how many came."))
    }

    static let claims = DeskCard(for: [.office], order: 32) { tx, identity in
        let waiting = try tx.claimQueueCount(for: identity)
        guard waiting > 0 else { return nil }
        return DeskCard.Content(
            Phrase("等您核验的数据", "Figures to check"), total: waiting, path: "/desk/claims",
            says: Phrase("收到的上报和估计，尚未核验。", "Reports and estimates that have come in and are not checked yet."))
    }
}
