import Access
import Campaigns
import Kernel
import Language
import Outbox
import Storage

/// What the hosts of an activity are told of a moderator's decision: published, returned, refused.
enum DecisionLetter {
    static let kind = MessageKind("activities.decided", "审核结果", "What a moderator decided")

    /// Nil for a step that changes nothing for its hosts.
    static func message(_ event: PlacementEvent, on activity: Phrase, in campaign: Phrase, reason: String, at path: String, to account: ID<Account>) -> Message? {
        let why = reason.isEmpty ? Phrase(same: "") : Phrase("\n理由：\(reason)", "\nReason: \(reason)")
        switch event {
        case .publish:
            return Message(
                kind, to: .account(account), subject: Phrase("已发布：\(activity.zh)", "Published: \(activity.en)"),
                body: Phrase("“\(activity.zh)”已在“\(campaign.zh)”中发布。", "“\(activity.en)” is now public in “\(campaign.en)”."), path: path)
        case .giveBack:
            return Message(
                kind, to: .account(account), subject: Phrase("请修改：\(activity.zh)", "Returned to you: \(activity.en)"),
                body: Phrase(
                    "“\(campaign.zh)”的审核员退回了“\(activity.zh)”，意见写在各字段旁。修改后请重新提交。",
                    "The moderator of “\(campaign.en)” returned “\(activity.en)” with remarks beside its fields. Mend it and submit it again.") + why, path: path)
        case .refuse:
            return Message(
                kind, to: .account(account), subject: Phrase("未采用：\(activity.zh)", "Refused: \(activity.en)"),
                body: Phrase("“\(campaign.zh)”没有采用“\(activity.zh)”。", "“\(campaign.en)” did not take “\(activity.en)”.") + why, path: path)
        case .submit, .withdraw, .clear, .takeIn, .pass: return nil
        }
    }
}

extension Transaction {
    /// Tells the hosts of the activity's organiser, except whoever decided, in the transaction of the decision.
    func tellHosts(of placement: Placement, _ event: PlacementEvent, reason: String, by actor: ID<Account>) throws {
        guard [.publish, .giveBack, .refuse].contains(event) else { return }
        let record = try requireActivity(placement.activity)
        let hosts = try holders(of: .host, exactlyOver: .organisation(record.organiser.number)).filter { $0 != actor }
        guard !hosts.isEmpty, let campaign = try campaign(placement.campaign), let version = try version(placement.number, of: placement.activity) else { return }
        let title = Phrase(version.content.title(.zh), version.content.title(.en))
        let name = Phrase(campaign.name(.zh), campaign.name(.en))
        for host in hosts {
            let message = DecisionLetter.message(event, on: title, in: name, reason: reason, at: "/desk/activities/\(placement.activity)", to: host)
            if let message { try tell(message) }
        }
    }
}
