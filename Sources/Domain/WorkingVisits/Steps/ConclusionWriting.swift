import Access
import Kernel
import Language
import Storage
import Venues

/// A conclusion as somebody writes it.
struct ConclusionDraft: Sendable {
    var text: Wording
    var owner: ID<Organisation>?
    var due: Day?
}

extension Transaction {
    /// Adds a conclusion behind the others, or changes one.
    func putConclusion(_ draft: ConclusionDraft, as id: ID<VisitConclusion>?, in visit: ID<WorkingVisit>, by identity: Identity) throws {
        let (old, bodies) = try openVisit(visit, for: identity)
        try VisitRules.check(due: draft.due, of: old.day)
        if let owner = draft.owner, !bodies.contains(where: { $0.id == owner }) {
            throw Refusal(.invalid, "owner-unknown", "请从参加的单位中选择负责单位。", "Choose who owes it among the bodies that took part.", field: "owner")
        }
        let held = try conclusions(of: visit)
        if let id {
            guard let one = held.first(where: { $0.id == id }) else { throw Refusal.notFound(VisitConclusion.noun) }
            try requireFree(one)
            try execute(
                """
                UPDATE workingvisits_conclusion SET text_zh = \(draft.text.zh), text_en = \(draft.text.en), owner_id = \(draft.owner), due_on = \(draft.due) WHERE id = \(id)
                """)
        } else {
            guard held.count < VisitConclusion.most else {
                throw Refusal(.invalid, "conclusions-many", "议定事项最多 \(VisitConclusion.most) 条。", "\(VisitConclusion.most) conclusions at most.")
            }
            let new: ID<VisitConclusion> = newID()
            try addConclusion(new, key: "c-\(new.text.lowercased())", draft, at: held.count, in: visit)
        }
        try noteCorrection(of: old, by: identity)
    }

    func removeConclusion(_ id: ID<VisitConclusion>, from visit: ID<WorkingVisit>, by identity: Identity) throws {
        let (old, _) = try openVisit(visit, for: identity)
        if let one = try conclusions(of: visit).first(where: { $0.id == id }) { try requireFree(one) }
        guard try execute("DELETE FROM workingvisits_conclusion WHERE id = \(id) AND visit_id = \(visit)") == 1 else { throw Refusal.notFound(VisitConclusion.noun) }
        try noteCorrection(of: old, by: identity)
    }

    /// What became a task stays as it was agreed to.
    private func requireFree(_ one: VisitConclusion) throws {
        guard one.task != nil else { return }
        throw Refusal(
            .conflict, "conclusion-given", "这条议定事项已转为任务，不能更改或移除。请在任务上处理。", "This conclusion is a task now, and is neither changed nor taken off. Go on with the task.")
    }

    func addConclusion(_ id: ID<VisitConclusion>, key: String, _ draft: ConclusionDraft, at position: Int, in visit: ID<WorkingVisit>) throws {
        try execute(
            """
            INSERT INTO workingvisits_conclusion (id, visit_id, key, position, text_zh, text_en, owner_id, due_on)
            VALUES (\(id), \(visit), \(key), \(position), \(draft.text.zh), \(draft.text.en), \(draft.owner), \(draft.due))
            """)
    }
}
