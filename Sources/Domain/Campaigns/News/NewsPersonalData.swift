import Access
import Kernel
import Language
import Rooms
import Storage

/// Who wrote what: the one thing that this room holds about persons.
enum NewsPersonalData {
    static let written = PersonalData(
        "campaigns.news", Phrase("撰写的消息", "News that somebody wrote"), holds: Phrase("作者的账号编号", "the number of the writer's account"),
        purpose: Phrase("让作者收到核对结果，并由他人核对", "so that its writer is told, and somebody else checks it"), kept: Phrase("与消息一同保留", "as long as the item"),
        records: { tx, account in
            try tx.rows("SELECT * FROM campaigns_news WHERE writer_id = \(account.id) ORDER BY id DESC", NewsItem.init).map { item in
                HeldRecord(
                    .init("news", "消息", "Item", item.id.text), .init("title", "标题", "Title", item.title(.zh)), .init("state", "状态", "State", item.state.rawValue))
            }
        })
}
