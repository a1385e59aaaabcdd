import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What a holder is told of its title.
enum TitleLetters {
    static func granted(_ name: Phrase, _ holder: Phrase, _ title: Title, to account: ID<Account>) -> Message {
        Message(
            CallLetter.title, to: .account(account), subject: Phrase("已授予：\(name.zh)", "Granted: \(name.en)"),
            body: Phrase(
                "“\(holder.zh)”获得“\(name.zh)”，编号 \(title.number)。证书和签名凭证可在“我的称号”下载。",
                "“\(holder.en)” holds “\(name.en)”, number \(title.number). Its certificate and signed credential are under “My titles”."), path: "/desk/titles")
    }

    /// Nil for an end that the holder brought about, by a newer title.
    static func ended(_ name: Phrase, _ holder: Phrase, _ title: Title, as state: TitleState, ground: String, to account: ID<Account>) -> Message? {
        switch state {
        case .revoked:
            Message(
                CallLetter.title, to: .account(account), subject: Phrase("已撤销：\(name.zh)", "Revoked: \(name.en)"),
                body: Phrase("“\(holder.zh)”的“\(name.zh)”（\(title.number)）已撤销。", "“\(name.en)” (\(title.number)) of “\(holder.en)” is revoked.") + CallLetter.why(ground),
                path: "/verify/\(title.code)")
        case .expired:
            Message(
                CallLetter.title, to: .account(account), subject: Phrase("已到期：\(name.zh)", "Expired: \(name.en)"),
                body: Phrase("“\(holder.zh)”的“\(name.zh)”（\(title.number)）已到期，请停止使用。", "“\(name.en)” (\(title.number)) of “\(holder.en)” has run out and may no longer be used."),
                path: "/verify/\(title.code)")
        case .valid, .rectifying, .replaced: nil
        }
    }
}

extension Transaction {
    func tellHolder(ofNew id: ID<Title>) throws {
        guard let title = try title(id) else { return }
        let (name, holder) = (try titleName(title), try holderName(title.organisationID, title.venueID))
        try tellAll(.host, of: title.organisationID, except: 0) { TitleLetters.granted(name, holder, title, to: $0) }
    }

    func tellHolder(of title: Title, became state: TitleState, ground: String) throws {
        let (name, holder) = (try titleName(title), try holderName(title.organisationID, title.venueID))
        for host in try holders(of: .host, exactlyOver: .organisation(title.organisationID.number)) {
            if let message = TitleLetters.ended(name, holder, title, as: state, ground: ground, to: host) { try tell(message) }
        }
    }
}
