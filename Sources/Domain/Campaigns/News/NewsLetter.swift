import Access
import Kernel
import Language
import Outbox
import Storage

/// What the writer of a piece of news is told: returned, published, withdrawn.
enum NewsLetter {
    static let kind = MessageKind("campaigns.news", "消息核对结果", "What became of one's news")

    /// Nil for a step of which nobody is told.
    static func message(_ event: NewsEvent, on title: Phrase, remark: String, at path: String, to writer: ID<Account>) -> Message? {
        let why = remark.isEmpty ? Phrase(same: "") : Phrase("\n\n意见：\(remark)", "\n\nRemark: \(remark)")
        let subject: Phrase
        let body: Phrase
        switch event {
        case .giveBack:
            subject = Phrase("请修改：\(title.zh)", "Returned to you: \(title.en)")
            body = Phrase("核对人退回了“\(title.zh)”。修改后请重新提交。", "“\(title.en)” was returned to you. Mend it and submit it again.")
        case .publish:
            subject = Phrase("已发布：\(title.zh)", "Published: \(title.en)")
            body = Phrase("“\(title.zh)”已经核对并发布。", "“\(title.en)” was checked and is now public.")
        case .withdraw:
            subject = Phrase("已撤下：\(title.zh)", "Withdrawn: \(title.en)")
            body = Phrase("“\(title.zh)”已经撤下。", "“\(title.en)” was withdrawn.")
        case .submit, .recall, .supersede, .discard: return nil
        }
        return Message(kind, to: .account(writer), subject: subject, body: body + why, path: path)
    }
}

extension Transaction {
    /// Tells whoever wrote the item, unless they took the step themselves, in the transaction of the step.
    func tellWriter(of item: NewsItem, _ event: NewsEvent, remark: String, by actor: ID<Account>) throws {
        guard let writer = item.writerID, writer != actor else { return }
        let message = NewsLetter.message(event, on: item.title.phrase, remark: remark, at: "/desk/news/\(item.id.text)", to: writer)
        if let message { try tell(message) }
    }
}
