import Access
import Activities
import Jobs
import Kernel
import Language
import Outbox
import Storage

/// What those who booked are told when their session is moved or cancelled, or something that matters of its activity is changed.
///
/// A reader of the ledger, so that it does not matter by which way the change came: the desk, a file, an import, a moderator.
enum BookedLetter {
    static let kind = MessageKind("bookings.changed", "预约的活动有变动", "What was booked has changed", channels: [.mail, .sms], mayWait: false, keptDays: 30)

    static let job = JobKind(name: "bookings-tell", schedule: .every(seconds: 60)) { context in
        while try await context.database.write({ try $0.tellBooked(few) }) {}
        try await context.database.write { try context.complete(in: $0) }
    }

    /// So many entries at a time.
    private static let few = 1000
    static let reader = LedgerReader("bookings-tell")
    /// Nobody is told of what is older: the program was not running, or has just learned to tell.
    static let hours: Int64 = 48

    static func letter(_ news: ParticipantNews, of session: ActivitySession, title: Phrase) -> SessionLetter {
        let when = Phrase(session.words(.zh), session.words(.en))
        let what: Phrase =
            switch news.what {
            case .moved: Phrase("时间已更改，现为 \(when.zh)", "is now at another time: \(when.en)")
            case .status(let status, let reason):
                Phrase("现为“\(status.zh)”", "is now “\(status.en)”") + (reason.isEmpty ? Phrase(same: "") : Phrase("：\(reason)", ": \(reason)"))
            case .changed(let fields):
                Phrase("有变动（\(fields.map(\.zh).joined(separator: "、"))）", "has changed (\(fields.map(\.en).joined(separator: ", ")))")
            }
        let body =
            Phrase("您预约的“\(title.zh)”（\(when.zh)）", "“\(title.en)” (\(when.en)), which you booked, ") + what
            + Phrase("。如不能参加，请取消预约，把名额留给别人。", ". If you cannot come, cancel the booking and leave the places to others.")
        return SessionLetter(
            kind: kind.name, subject: Phrase("您预约的活动有变动：\(title.zh)", "What you booked has changed: \(title.en)"), body: body, activity: session.activity,
            session: session.id, states: Booking.State.allCases.filter(\.isOpen).map(\.rawValue))
    }
}

extension Transaction {
    /// Reads on in the ledger and tells those whom it concerns; false where nothing is new.
    func tellBooked(_ limit: Int) throws -> Bool {
        let read = try BookedLetter.reader.consume(self, limit: limit) { record in
            guard record.at >= now.adding(hours: -BookedLetter.hours), let news = try participantNews(record) else { return }
            try tell(news)
        }
        return read == limit
    }

    /// Everybody with an open booking of a session that is still to come.
    private func tell(_ news: ParticipantNews) throws {
        guard let title = try latestVersion(of: news.activity)?.content.title.phrase else { return }
        let all = try sessions(of: news.activity).filter { $0.begin > now && (news.session == nil || $0.id == news.session) }
        for session in all { try tell(BookedLetter.letter(news, of: session, title: title)) }
    }
}
