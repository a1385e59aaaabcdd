import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the units on a list are told when its notice opens.
enum NoticeLetters {
    static func message(_ item: Notice.Item, in notice: Notice) -> CallLetter {
        let (name, title, action) = (item.name.phrase, notice.title.phrase, item.action.title)
        let end = Phrase(Dates.day(notice.end, .zh), Dates.day(notice.end, .en))
        return CallLetter(
            CallLetter.notice, Phrase("公示：\(title.zh)", "Public notice: \(title.en)"),
            Phrase(
                "“\(name.zh)”列入“\(title.zh)”（\(action.zh)），公示到\(end.zh)为止。期间任何单位和个人可以提出异议。",
                "“\(name.en)” is listed in “\(title.en)” (\(action.en)), which is public until \(end.en). Until then anyone may object."), at: "/notices/\(notice.id.text)")
    }
}

extension Transaction {
    func tellListed(in notice: Notice) throws {
        for item in try items(of: notice.id) {
            guard let unit = item.organisationID, item.outcome == nil else { continue }
            try tellAll(.host, of: unit) { NoticeLetters.message(item, in: notice) }
        }
    }
}
