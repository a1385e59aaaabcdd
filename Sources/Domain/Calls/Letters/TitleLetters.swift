import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What a holder is told of its title.
enum TitleLetters {
    static func granted(_ name: Phrase, _ holder: Phrase, _ title: Title) -> CallLetter {
        CallLetter(
            CallLetter.title, Phrase("已授予：\(name.zh)", "Granted: \(name.en)"),
            Phrase(
                "“\(holder.zh)”获得“\(name.zh)”，编号 \(title.number)。证书和签名凭证可在“我的称号”下载。",
                "“\(holder.en)” holds “\(name.en)”, number \(title.number). Its certificate and signed credential are under “My titles”."), at: "/desk/titles")
    }

    /// Nil for an end that the holder brought about, by a newer title.
    static func ended(_ name: Phrase, _ holder: Phrase, _ title: Title, as state: TitleState, ground: String) -> CallLetter? {
        switch state {
        case .revoked:
            CallLetter(
                CallLetter.title, Phrase("已撤销：\(name.zh)", "Revoked: \(name.en)"),
                Phrase("“\(holder.zh)”的“\(name.zh)”（\(title.number)）已撤销。", "“\(name.en)” (\(title.number)) of “\(holder.en)” is revoked.") + CallLetter.why(ground),
                at: "/verify/\(title.code)")
        case .expired:
            CallLetter(
                CallLetter.title, Phrase("已到期：\(name.zh)", "Expired: \(name.en)"),
                Phrase("“\(holder.zh)”的“\(name.zh)”（\(title.number)）已到期，请停止使用。", "“\(name.en)” (\(title.number)) of “\(holder.en)” has run out and may no longer be used."),
                at: "/verify/\(title.code)")
        case .valid, .rectifying, .replaced: nil
        }
    }
}

extension Transaction {
    func tellHolder(ofNew id: ID<Title>) throws {
        if let title = try title(id) { try tellHolder(ofNew: title) }
    }

    func tellHolder(ofNew title: Title) throws {
        try tellAll(.host, of: title.organisationID) {
            TitleLetters.granted(try titleName(title), try holderName(title.organisationID, title.venueID), title)
        }
    }

    func tellHolder(of title: Title, became state: TitleState, ground: String) throws {
        try tellAll(.host, of: title.organisationID) {
            TitleLetters.ended(try titleName(title), try holderName(title.organisationID, title.venueID), title, as: state, ground: ground)
        }
    }
}
