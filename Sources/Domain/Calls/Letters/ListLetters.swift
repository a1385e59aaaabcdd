import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What an authority's office is told of the list that its scheme publishes anew every so many years.
enum ListLetters {
    /// So many days before it is published, the last first.
    static let days = [7, 30]

    static func ahead(_ name: Phrase, on day: Day, left: Int) -> CallLetter {
        let when = Phrase(Dates.day(day, .zh), Dates.day(day, .en))
        return CallLetter(
            CallLetter.reminder, Phrase("名单即将重新公布：\(name.zh)", "A list is published anew soon: \(name.en)"),
            Phrase(
                "“\(name.zh)”的名单将于\(when.zh)（\(left) 天后）由平台重新公布，列出当日有效和限期整改的称号。请在此以前办结考核、整改和撤销。",
                "The list of “\(name.en)” is published anew on \(when.en), in \(left == 1 ? "1 day" : "\(left) days"), with every title that is in force or to be put right on that day. Decide on assessments and revocations before."),
            at: "/desk/assessments")
    }

    static func published(_ name: Phrase, titles: Int, at path: String) -> CallLetter {
        CallLetter(
            CallLetter.reminder, Phrase("名单已重新公布：\(name.zh)", "A list was published anew: \(name.en)"),
            Phrase(
                "“\(name.zh)”的名单今天已重新公布，共 \(titles) 项。", "The list of “\(name.en)” was published anew today, with \(titles == 1 ? "1 title" : "\(titles) titles")."),
            at: path)
    }
}

extension Transaction {
    /// Told once for each of the days ahead; the nearer one takes the place of the one that it overtook.
    func remind(ofList scheme: SchemeRecord, due: Day, _ today: Day) throws {
        let left = today.days(until: due)
        guard let days = ListLetters.days.first(where: { left <= $0 }) else { return }
        let changed = try execute(
            """
            INSERT INTO calls_reminder (kind, subject, day, sent_at) VALUES (\("list-\(days)"), \(scheme.id), \(due), \(now))
            ON CONFLICT (kind, subject, day) DO NOTHING
            """)
        guard changed == 1 else { return }
        try tellAll(.organiser, of: scheme.authorityID) { ListLetters.ahead(scheme.scheme.title.phrase, on: due, left: left) }
    }

    func tellOffice(ofPublished list: ID<PublishedList>, _ scheme: SchemeRecord, titles: Int) throws {
        try tellAll(.organiser, of: scheme.authorityID) { ListLetters.published(scheme.scheme.title.phrase, titles: titles, at: "/register/lists/\(list.text)") }
    }
}
