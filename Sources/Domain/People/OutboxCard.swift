import Access
import Kernel
import Outbox
import Rooms
import Storage

/// On the administrator's desk: what could not be sent.
enum OutboxCard {
    static let card = DeskCard(for: [.administrator], order: 90) { tx, _ in
        let counts = try tx.deliveryCounts()
        let failed = (counts[.dead] ?? 0) + (counts[.unsure] ?? 0)
        guard failed > 0 else { return nil }
        return DeskCard.Content(
            Phrase("没有送达的消息", "Messages that did not arrive"), total: failed, path: "/desk/outbox?state=dead",
            says: Phrase("看看原因，可以重新发送。", "See why; they can be sent again."), isUrgent: true)
    }
}
