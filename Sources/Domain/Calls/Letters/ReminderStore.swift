import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

extension Transaction {
    /// One reminder that is due: of what, for whom, until when.
    private struct Due {
        let reminder: Reminder
        let subject: Int64
        let title: Title
        let last: Day
    }

    /// Sends the reminders that are due today and were not sent yet, what ends first before the rest.
    func turnReminders() throws {
        let today = now.day(in: Notice.zone)
        var due: [Due] = []
        for reminder in Reminder.allCases { due += try reminders(reminder, today) }
        for one in due.sorted(by: { ($0.last, $0.subject) < ($1.last, $1.subject) }) {
            let changed = try execute(
                """
                INSERT INTO calls_reminder (kind, subject, day, sent_at) VALUES (\(one.reminder.rawValue), \(one.subject), \(one.last), \(now))
                ON CONFLICT (kind, subject, day) DO NOTHING
                """)
            if changed == 1 { try send(one, today) }
        }
    }

    private func reminders(_ reminder: Reminder, _ today: Day) throws -> [Due] {
        let (first, last) = reminder.window(on: today)
        let (subject, day, condition): (SQL, SQL, SQL) = switch reminder {
        // Who was told today that it is open is not reminded of it today.
        case .assessment14: ("a.id", "a.due_on", "a.state = \(AssessmentState.open) AND a.opens_on < \(today)")
        case .rectification30, .rectification7: ("a.id", "a.rectify_until", "a.state = \(AssessmentState.rectifying)")
        case .title90: ("t.id", "t.valid_until", "1 = 1")
        }
        let joined: SQL = reminder == .title90 ? "" : "JOIN calls_assessment a ON a.title_id = t.id"
        return try rows(
            """
            SELECT t.*, \(sql: subject) AS subject, \(sql: day) AS last_day FROM calls_title t \(sql: joined)
            WHERE t.state IN ('valid', 'rectifying') AND \(sql: condition) AND \(sql: day) BETWEEN \(first) AND \(last) AND NOT EXISTS (
                SELECT 1 FROM calls_reminder r WHERE r.kind = \(reminder.rawValue) AND r.subject = \(sql: subject) AND r.day = \(sql: day))
            """) { row in Due(reminder: reminder, subject: try row.int64("subject"), title: try Title(row), last: try row.day("last_day")) }
    }

    private func send(_ due: Due, _ today: Day) throws {
        try tellAll(.host, of: due.title.organisationID) {
            ReminderLetter.message(due.reminder, try titleName(due.title), due.title, subject: due.subject, last: due.last, today: today)
        }
    }
}

/// The words of reminders.
enum ReminderLetter {
    static func message(_ reminder: Reminder, _ name: Phrase, _ title: Title, subject: Int64, last: Day, today: Day) -> CallLetter {
        let day = Phrase(Dates.day(last, .zh), Dates.day(last, .en)), left = today.days(until: last)
        let rest = left == 0 ? Phrase("今天是最后一天。", "Today is the last day.") : Phrase("还有 \(left) 天。", left == 1 ? "1 day is left." : "\(left) days are left.")
        let path = reminder == .title90 ? "/desk/titles" : "/desk/titles/assessments/" + ID<Assessment>(subject).text
        let (head, body): (Phrase, Phrase) = switch reminder {
        case .assessment14:
            (Phrase("考核即将截止：\(name.zh)", "Assessment ends soon: \(name.en)"), Phrase("“\(name.zh)”的考核到\(day.zh)截止填报，您单位尚未填报。", "The assessment of “\(name.en)” is open until \(day.en), and nothing is filed yet."))
        case .rectification30, .rectification7:
            (
                Phrase("整改期限将至：\(name.zh)", "To be put right soon: \(name.en)"),
                Phrase("“\(name.zh)”的整改到\(day.zh)届满，请整改并报告；逾期为不合格。", "What is to be put right for “\(name.en)” is due by \(day.en): report it, or it fails.")
            )
        case .title90:
            (
                Phrase("称号即将到期：\(name.zh)", "A title ends soon: \(name.en)"),
                Phrase("“\(name.zh)”（\(title.number)）到\(day.zh)届满。如有续期的征集，请及时申报。", "“\(name.en)” (\(title.number)) is valid until \(day.en). Where a call is open, apply for its renewal.")
            )
        }
        return CallLetter(CallLetter.reminder, head, body + rest, at: path)
    }
}
