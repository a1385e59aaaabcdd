import Access
import Kernel
import Language
import Plans
import Storage
import Venues

/// Who is to carry out a conclusion, and who looks whether it was done.
struct ConclusionTask: Sendable, Hashable {
    let lead: ID<Organisation>
    /// The body that verifies it: whoever wrote the visit down, or where that one leads, the other side.
    let authority: ID<Organisation>
    /// The bodies that are neither.
    let participants: [ID<Organisation>]

    /// Nil where nobody else is there to verify it: the bodies were merged into one.
    init?(lead: ID<Organisation>, keeper: ID<Organisation>, among bodies: [VisitBody]) {
        guard let authority = lead != keeper ? keeper : bodies.first(where: { $0.id != lead })?.id else { return nil }
        (self.lead, self.authority) = (lead, authority)
        participants = bodies.map(\.id).filter { $0 != lead && $0 != authority }
    }
}

extension Transaction {
    /// Makes a task of a conclusion, with one step and once: pressed again, or by several at once, it is the same task. One that was dropped does not count: the
    /// conclusion can be given anew, as another task.
    ///
    /// - lead: who carries it out, where the conclusion names nobody: a body of whoever presses.
    /// - due: by when, where the conclusion names no day, or one that is over.
    @discardableResult
    func giveConclusionTask(_ id: ID<VisitConclusion>, in visit: ID<WorkingVisit>, lead: ID<Organisation>?, due: Day?, by identity: Identity) throws -> (task: KeyTask, isNew: Bool) {
        try lockVisit(visit)
        let old = try deskVisit(visit, for: identity), bodies = try bodies(of: visit, for: identity)
        guard let conclusion = try conclusions(of: visit).first(where: { $0.id == id }) else { throw Refusal.notFound(VisitConclusion.noun) }
        if let known = try conclusion.task.flatMap({ try keyTask($0) }), known.state != .dropped { return (known, false) }
        guard old.state == .agreed else {
            throw Refusal(.conflict, "task-early", "各方确认之后，议定事项才能转为任务。", "Conclusions become tasks once all bodies have agreed to the record.")
        }
        guard let lead = conclusion.ownerID ?? lead, bodies.contains(where: { $0.id == lead }) else {
            throw Refusal(.invalid, "task-lead", "请从参加的单位中选择牵头单位。", "Choose who leads it among the bodies that took part.", field: "lead")
        }
        // What nobody owes is taken up by a body itself, and put upon no other.
        if conclusion.ownerID == nil, let body = bodies.first(where: { $0.id == lead }), !body.isMine {
            throw Refusal(
                .invalid, "task-other", "这条议定事项没有写明由谁负责，只能由愿意牵头的单位自己认领。请由“\(body.name(.zh))”的人员来认领，或选择本单位。",
                "The conclusion names nobody who owes it, so a body takes it up itself. Let the people of “\(body.name(.en))” do so, or choose your own.", field: "lead")
        }
        guard let parts = ConclusionTask(lead: lead, keeper: old.keeperID, among: bodies) else {
            throw Refusal(
                .conflict, "task-alone", "参加的单位已合并为一家，没有另一方来核验，不能转为任务。", "The bodies have become one, so nobody else could verify the task. It cannot be given.")
        }
        var draft = TaskDraft(conclusion.text, lead: parts.lead, authority: parts.authority, from: .visit, id.text)
        draft.participants = parts.participants
        try VisitRules.check(due: due, of: old.day)
        draft.due = conclusion.dueOn.map { $0 < now.day(in: .china) ? due ?? $0 : $0 } ?? due
        draft.campaign = old.campaign?.id
        draft.about = Wording(
            "来自\(Dates.plain(old.day, .zh))的调研交流“\(old.name(.zh))”。", "From the working visit “\(old.name(.en))” of \(Dates.plain(old.day, .en)).")
        let task = try giveTask(draft, by: identity)
        try execute("UPDATE workingvisits_conclusion SET task_id = \(task.id) WHERE id = \(id)")
        try recordVisit("workingvisits.task-given", visit, by: identity.account.id, payload: "{\"task\":\"\(task.id.text)\"}")
        return (task, true)
    }
}
