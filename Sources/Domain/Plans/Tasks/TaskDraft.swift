package import Access
package import Campaigns
package import Kernel
package import Language
package import Storage
package import Venues

/// A task that somebody gives to a unit, outside of a plan's file: of an agreement's commitment, of a visit's conclusion, as a part of another task.
package struct TaskDraft: Sendable {
    package var name: Wording
    package var about: Wording?
    package var lead: ID<Organisation>
    package var participants: [ID<Organisation>] = []
    /// The body that verifies it; for an agreement the other side.
    package var authority: ID<Organisation>
    package var due: Day?
    package var campaign: ID<Campaign>?
    package var origin: KeyTask.Origin
    /// `agreement-key#commitment-key`, or the identity of a conclusion: at most one task comes of it.
    package var originKey: String

    package init(_ name: Wording, lead: ID<Organisation>, authority: ID<Organisation>, from origin: KeyTask.Origin, _ originKey: String) {
        (self.name, self.lead, self.authority, self.origin, self.originKey) = (name, lead, authority, origin, originKey)
    }
}

extension Transaction {
    /// Gives the task, assigned at once; its lead is told. What has come of the same record before is given back as it is, so that a button may be
    /// pressed as often as one likes. Who may is asked by the caller.
    ///
    /// Refuses a day that is over, and a lead that does not exist or was merged into another (naming that one).
    package func giveTask(_ draft: TaskDraft, by identity: Identity) throws -> KeyTask { try giveTask(draft, from: identity.account.id) }

    /// - account: who gives it; 0 where the program does.
    func giveTask(_ draft: TaskDraft, from account: ID<Account>) throws -> KeyTask {
        try lock("plans.origin.\(draft.origin.rawValue).\(draft.originKey)")
        if let known = try tasks(from: draft.origin, [draft.originKey]).first(where: { $0.state != .dropped }) { return known }
        try PlanDays.require(draft.due, field: "due")
        try PlanDays.requireToCome(draft.due, today: now.day(in: .china), field: "due")
        try requireUnits([draft.lead, draft.authority] + draft.participants)
        let id: ID<KeyTask> = newID(), actor = account.number
        var task = KeyTask(
            id: id, key: id.text.lowercased(), planID: nil, chapter: nil, position: 0, parentID: nil, campaignID: draft.campaign, origin: draft.origin,
            originKey: draft.originKey, name: draft.name, about: draft.about, leadID: draft.lead, authorityID: draft.authority, region: nil, due: draft.due,
            budget: nil, budgetYuan: nil, state: .assigned, stateAt: now, stateBy: actor)
        task.region = try organisation(draft.lead)?.region
        try put(task)
        try putParticipants(draft.participants.filter { $0 != draft.lead }, of: id)
        try record(LedgerEntry("plans.task-assigned", "task", id, by: actor, scope: "/organisation/\(draft.lead.text)", visibility: .unit))
        try tell(of: task, .assigned, remark: "", from: account)
        return task
    }

    /// Refuses units that do not exist any more, saying into which they were merged.
    func requireUnits(_ units: [ID<Organisation>]) throws {
        for unit in units {
            guard let found = try organisation(unit) else { throw Refusal(.invalid, "unit-unknown", "没有这个单位。", "There is no such unit.", field: "lead") }
            guard let kept = try mergedInto(unit) else { continue }
            let name = try organisation(kept)?.name.phrase ?? Phrase(same: kept.text)
            throw Refusal(
                .invalid, "unit-merged", "“\(found.name.phrase.zh)”已并入“\(name.zh)”，请改选后者。", "“\(found.name.phrase.en)” was merged into “\(name.en)”. Choose that one.", field: "lead")
        }
    }
}
