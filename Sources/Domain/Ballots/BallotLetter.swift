import Access
import Activities
import Bookings
import Kernel
import Language
import Outbox
import Storage

/// What those are told whom the draw gave nothing; who was drawn gets the offer's own letter.
enum BallotLetter {
    static let kind = MessageKind("ballots.result", "抽签结果", "The result of a ballot", channels: [.mail, .sms], mayWait: false, keptDays: 30)

    enum Word { case lost, void, cancelled }

    static func words(_ word: Word, _ title: Phrase) -> (subject: Phrase, body: Phrase) {
        switch word {
        case .lost:
            (
                Phrase("抽签结果：\(title.zh)", "The draw: \(title.en)"),
                Phrase("很遗憾，这次“\(title.zh)”没有抽中。种子和算法已公布，可自行核对。", "You were not drawn for “\(title.en)” this time. The seed and the rule are published; anybody can check the draw.")
            )
        case .void:
            (
                Phrase("抽签结果：\(title.zh)", "The draw: \(title.en)"),
                Phrase(
                    "您抽中了“\(title.zh)”，但名额已不能给出：场次有变动，或您的号码已达到规则的上限。请联系主办单位。",
                    "You were drawn for “\(title.en)”, but the places cannot be given: the session has changed, or your number has reached a limit of the rules. Please ask the host.")
            )
        case .cancelled:
            (Phrase("抽签已取消：\(title.zh)", "Ballot called off: \(title.en)"), Phrase("“\(title.zh)”的抽签已取消，您的报名随之作废。", "The ballot for “\(title.en)” was called off, and your entry with it."))
        }
    }
}

extension Transaction {
    func tellBallot(_ entry: BallotEntry, _ ballot: Ballot, _ word: BallotLetter.Word) throws {
        guard let person = try bookingPerson(entry.person), let recipient = MessageRecipient(address: LoginName.folded(person.phone), .zh),
            let title = try latestVersion(of: entry.activity)?.content.title.phrase
        else { return }
        let words = BallotLetter.words(word, title)
        try tell(Message(BallotLetter.kind, to: recipient, subject: words.subject, body: words.body, path: "/ballots/\(ballot.id.text)"))
    }
}
