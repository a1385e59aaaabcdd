import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// The parties of agreements are told when they are to look at what has come of them.
extension Transaction {
    /// Reminds the parties a week before a day on which they look at what has come of their agreement; once for each day.
    func remindOfReviews() throws {
        let today = now.day(in: .china), last = today.adding(days: 7)
        let told = Set(try rows("SELECT r.agreement_id, r.day FROM plans_review r WHERE r.day BETWEEN \(today) AND \(last)") { "\(try $0.int64("agreement_id")) \(try $0.text("day"))" })
        for (id, day) in try agreementReviews(from: today, through: last) where !told.contains("\(id.number) \(day.iso)") {
            try execute("INSERT INTO plans_review (agreement_id, day, sent_at) VALUES (\(id), \(day), \(now)) ON CONFLICT (agreement_id, day) DO NOTHING")
            guard let agreement = try agreement(id) else { continue }
            let tasks = try tasks(ofAgreement: agreement.key), open = tasks.count { $0.state != .verified }, name = agreement.name.phrase
            try tellPeople(
                of: agreement, PlanLetter.reminders, Phrase("协议检查：\(name.zh)", "To be looked at: \(name.en)"),
                Phrase(
                    "各方定于 \(Dates.plain(day, .zh))检查落实情况：\(agreement.commitments.count) 项约定，\(tasks.count) 项任务，其中 \(open) 项还没有核验。",
                    "The parties look at it on \(Dates.plain(day, .en)): \(Plural.en(agreement.commitments.count, "commitment", "commitments")), \(Plural.en(tasks.count, "task", "tasks")), \(open) of them not verified yet."),
                except: ID(0))
        }
    }
}
