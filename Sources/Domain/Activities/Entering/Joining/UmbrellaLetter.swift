import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the hosts of an activity are told when another unit asks it to be part of its series.
enum UmbrellaLetter {
    static let kind = MessageKind("activities.invited", "系列活动的邀请", "Invited into a series")

    /// - isAgain: the activity was part of the series last time, and is asked for again.
    static func message(_ activity: Phrase, into umbrella: Phrase, isAgain: Bool, at path: String, to account: ID<Account>) -> Message {
        let subject = Phrase("邀请加入系列：\(umbrella.zh)", "Invited into a series: \(umbrella.en)")
        let body = isAgain
            ? Phrase(
                "“\(activity.zh)”上一次属于系列“\(umbrella.zh)”，今年又要举办了。再次使用这项活动，它就加入今年的系列，仍归您的单位所有；也可以谢绝。",
                "“\(activity.en)” was part of the series “\(umbrella.en)”, which is held again. Use it again and it is part of the new series, and stays yours; or decline.")
            : Phrase(
                "“\(activity.zh)”受邀加入系列“\(umbrella.zh)”。接受后仍归您的单位所有，只计一次；也可以谢绝。",
                "“\(activity.en)” is asked to be part of the series “\(umbrella.en)”. It stays yours and is counted once; accept or decline.")
        return Message(kind, to: .account(account), subject: subject, body: body, path: path)
    }
}

extension Transaction {
    /// Asks an activity's owners whether it may be part of an umbrella, and tells those who host for them; asked already they are not told again.
    func askOwners(of child: Activity, into umbrella: ID<Activity>, isAgain: Bool = false, by actor: ID<Account>) throws {
        let new = try execute(
            """
            INSERT INTO activities_invitation (activity_id, umbrella_id, invited_by, invited_at)
            VALUES (\(child.id), \(umbrella), \(actor), \(now)) ON CONFLICT (activity_id, umbrella_id) DO NOTHING
            """)
        guard new == 1, let title = try latestVersion(of: child.id)?.content.title, let whole = try latestVersion(of: umbrella)?.content.title else { return }
        for host in try holders(of: .host, exactlyOver: .organisation(child.organiser.number)) where host != actor {
            try tell(
                UmbrellaLetter.message(title.phrase, into: whole.phrase, isAgain: isAgain, at: "/desk/activities/\(child.id)", to: host))
        }
    }

    /// Last year's umbrella is held again: whoever owns a part of it, and is not the one who uses it again, is asked to come along.
    func askAgain(partsOf old: ID<Activity>, into new: ID<Activity>, by identity: Identity) throws {
        for child in try children(of: old) where child.isPublic && !child.isCancelled {
            if try identity.may(Activities.enter, within: entryScopes(child.id)) { continue }
            if try usedAgain(child.id) != nil { continue }
            try askOwners(of: child, into: new, isAgain: true, by: identity.account.id)
        }
    }
}
