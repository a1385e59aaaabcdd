import Campaigns
import Kernel
import Language
import Markup
import Storage
import Web

/// An entry that is handed in for the first time, and may be there already: asked once, before anybody else has it.
struct DuplicateQuestionPage {
    let activity: ID<Activity>
    let title: Wording
    let found: [LikelyDuplicate]
    let campaigns: [Campaign]
    let visit: Visit

    static func load(_ activity: ID<Activity>, _ found: [LikelyDuplicate], _ visit: Visit) async throws -> DuplicateQuestionPage {
        try await visit.database.read { tx in
            DuplicateQuestionPage(
                activity: activity, title: try tx.latestVersion(of: activity)?.content.title ?? Wording(""), found: found,
                campaigns: try tx.campaigns().filter { $0.phase(on: visit.now.day(in: $0.zone)) != .over }, visit: visit)
        }
    }

    var answer: Answer {
        let base = "/desk/activities/\(activity.text)"
        let kept = visit.posted.fields.pairs.filter { !["csrf", "once", "another"].contains($0.name) }.map { ($0.name, $0.value) }
        return visit.desk(
            title.phrase, trail: [("/desk/activities", Phrase("我的活动", "My activities")), (base, title.phrase)], status: 409
        ) {
            LikelyDuplicatePage(found: found, campaigns: campaigns, wanted: visit.posted.fields["campaign"], isSubmitting: true, visit: visit).html
            visit.postButton(
                Phrase("是另一项，仍要提交", "It is another one: submit it"), posts: base + "/placements", fields: kept + [("another", "1")])
        }
    }
}

extension Transaction {
    /// What an entry may be the same as that nobody but its unit has seen yet; nothing once it was handed in somewhere.
    func likelyDuplicates(ofDraft id: ID<Activity>) throws -> [LikelyDuplicate] {
        guard try placements(of: id).allSatisfy({ $0.state == .draft }), let version = try latestVersion(of: id) else { return [] }
        let days = Set(try sessions(of: id).filter { $0.status != .cancelled }.map(\.day))
        return try likelyDuplicates(of: version.content, organiser: requireActivity(id).organiser, days: days, excluding: id)
    }
}
