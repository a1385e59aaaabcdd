import Access
import Calls
import Jobs
import Kernel
import Language
import Outbox
import Storage

/// What time does to talks: whoever has not answered is passed over, what was held waits for the host's word, vetting that ends is told of
/// before, contacts are erased. At most a quarter of an hour late, in small steps.
enum TalkJob {
    static let job = JobKind(name: "talks-calendar", schedule: .every(seconds: 900)) { context in
        while try await context.database.write({ try $0.lapseTalks() }) > 0 {}
        while try await context.database.write({ try $0.callOffTalks() }) > 0 {}
        while try await context.database.write({ try $0.deliverTalks() }) > 0 {}
        while try await context.database.write({ try $0.remindOfVetting() }) > 0 {}
        while try await context.database.write({ try $0.eraseTalkContacts() }) > 0 {}
    }

    /// So many days before the last one.
    static let notice = 30
}

extension Transaction {
    /// Tells each expert whose vetting ends within a month, once. Gives how many.
    func remindOfVetting(limit: Int = 100) throws -> Int {
        let today = now.day(in: .china)
        let due = try rows(
            """
            SELECT s.expert_id, s.vetted_until, e.account_id FROM talks_speaker s JOIN view_calls_expert e ON e.id = s.expert_id
            WHERE s.vetted_until BETWEEN \(today) AND \(today.adding(days: TalkJob.notice)) AND e.is_active = 1
                AND (s.reminded_for IS NULL OR s.reminded_for <> s.vetted_until) ORDER BY s.vetted_until, s.expert_id LIMIT \(limit)
            """) { row in
            (expert: try row.id("expert_id", Expert.self), until: try row.day("vetted_until"), account: try row.idOrNil("account_id", Account.self))
        }
        for one in due {
            try execute("UPDATE talks_speaker SET reminded_for = vetted_until WHERE expert_id = \(one.expert)")
            guard let account = one.account else { continue }
            try tell(
                Message(
                    TalkLetter.vetting, to: .account(account), subject: Phrase("报告审核将于\(Dates.plain(one.until, .zh))到期", "Your vetting for talks ends on \(Dates.plain(one.until, .en))"),
                    body: Phrase("到期后不再向您派单。请联系主管部门续审。", "After that day you are not asked any more. Please turn to the office to be vetted again."),
                    path: "/desk/talks/speakers/\(one.expert.text)"))
        }
        return due.count
    }
}
