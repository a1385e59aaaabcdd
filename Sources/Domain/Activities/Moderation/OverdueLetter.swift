import Access
import Jobs
import Kernel
import Outbox
import Storage

/// What moderators are told once a day of what has waited too long, where it has come to them.
enum OverdueLetter {
    static let kind = MessageKind("activities.overdue", "超过审核时限", "What has waited too long to be moderated")

    static let job = JobKind(name: "activities-overdue", schedule: .every(seconds: 24 * 3600)) { context in
        try await context.database.write { tx in
            try tx.tellOverdue()
            try context.complete(in: tx)
        }
    }

    static func message(_ count: Int, to account: ID<Account>) -> Message {
        Message(
            kind, to: .account(account), subject: Phrase("\(count) 项活动超过审核时限", count == 1 ? "1 activity has waited too long" : "\(count) activities have waited too long"),
            body: Phrase(
                "有 \(count) 项活动等待审核已超过所属活动项目的时限，现在轮到您处理。",
                "\(count == 1 ? "1 activity has" : "\(count) activities have") waited longer than the campaign promises, and \(count == 1 ? "is" : "are") yours to decide now."),
            path: "/desk/moderation")
    }
}

extension Transaction {
    /// Tells every moderator in force how much has waited too long, nobody whose queue is in time.
    func tellOverdue() throws {
        for account in try accountsInForce(of: .moderator) {
            guard let holder = try self.account(account) else { continue }
            let identity = try identity(of: holder)
            let count = try overdueCount(for: identity, QueueFilter(), reach: moderationReach(of: identity))
            if count > 0 { try tell(OverdueLetter.message(count, to: account)) }
        }
    }
}
