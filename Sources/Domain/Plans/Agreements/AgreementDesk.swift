import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// What a unit sees of an agreement to which it is a party: the commitments with the tasks that each side has made of them.
struct AgreementDesk: Sendable {
    struct Line: Sendable {
        let commitment: Agreement.Commitment
        /// Of whichever side.
        let tasks: [TaskProgress]
        /// With which day it was proposed, and is no task yet.
        let proposed: ProposedTask?
    }

    let agreement: Agreement
    let standing: AgreementStanding
    let parties: [ID<Organisation>: Organisation]
    /// Those of the parties for which this person acts, and can make tasks.
    let own: [ID<Organisation>]
    /// Those for which this person may agree.
    let voices: [ID<Organisation>]
    let lines: [Line]
    /// Whether this person steers for one of the parties.
    let mayChange: Bool
    let resources: [(id: String, name: Wording)]
    let experts: [Wording]
    let names: PlanNames

    init(_ agreement: Agreement, for identity: Identity, in tx: Transaction) throws {
        self.agreement = agreement
        standing = try tx.standing(of: agreement.id)
        parties = try tx.organisations(agreement.parties)
        own = agreement.parties.filter { identity.may(Plans.carryOut, within: [.organisation($0.number)]) }
        voices = try agreement.parties.filter { try tx.speaks(identity, for: $0) }
        mayChange = try agreement.parties.contains { try tx.steers(identity, for: $0) }
        let tasks = try tx.tasks(ofAgreement: agreement.key)
        let progress = Dictionary(grouping: try tx.progress(of: tasks, in: [:])) { Self.commitment(of: $0.task) }
        let proposed = try tx.proposedTasks(of: agreement.id)
        lines = agreement.commitments.map { one in Line(commitment: one, tasks: progress[one.key] ?? [], proposed: proposed.first { $0.commitment == one.key }) }
        names = try PlanNames(progress.values.flatMap { $0 }, also: agreement.parties, in: tx)
        resources = agreement.resources.isEmpty ? [] : try tx.rows(
            "SELECT r.id, r.name_zh, r.name_en FROM view_resources_resource r WHERE r.key IN (\(list: agreement.resources)) AND r.is_listed = 1 ORDER BY r.key"
        ) { (Crockford.text(try $0.int64("id")), try $0.wording("name")) }
        let teams = agreement.experts.isEmpty ? [] : try tx.rows("SELECT p.body FROM view_talks_pool p WHERE p.key IN (\(list: agreement.experts)) ORDER BY p.key") { DeclaredValue(json: try $0.text("body")) }
        experts = try teams.compactMap(\.self).map { try DeclaredRecord($0).name("name") }
    }

    /// The key of the commitment that a task came of.
    static func commitment(of task: KeyTask) -> String {
        let rest = task.originKey.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        return String(rest.prefix { $0 != "@" })
    }

    /// The next day on which the parties look at it.
    func review(from today: Day) -> Day? { agreement.reviews.first { $0 >= today } }
}

extension Transaction {
    /// All tasks that came of the commitments of an agreement.
    func tasks(ofAgreement key: String) throws -> [KeyTask] {
        try tasks(where: "t.origin = \(KeyTask.Origin.agreement) AND t.origin_key >= \(key + "#") AND t.origin_key < \(key + "$") AND t.state <> \(TaskState.dropped)")
    }

    /// The task that a side has of a commitment.
    func agreementTask(_ commitment: String, of key: String, lead: ID<Organisation>) throws -> KeyTask? {
        try tasks(ofAgreement: key).first { AgreementDesk.commitment(of: $0) == commitment && $0.leadID == lead }
    }

    /// An agreement for a party of which somebody may speak; for others there is none.
    func deskAgreement(_ id: ID<Agreement>, for identity: Identity) throws -> Agreement {
        guard let found = try agreement(id), try found.parties.contains(where: { try speaks(identity, for: $0) }) else { throw Refusal.notFound(Phrase("这份协议", "agreement")) }
        return found
    }

    /// Refuses to give tasks of an agreement to which not all parties have agreed.
    func requireStanding(_ agreement: Agreement, field: String? = nil) throws {
        guard try standing(of: agreement.id).state != .agreed else { return }
        throw Refusal(
            .conflict, "agreement-waits", "协议还没有由各方确认，约定还不能立为任务。请等各方确认。",
            "Not all parties have agreed yet, so no commitment can be made a task. Wait until they have.", field: field)
    }

    /// Makes a commitment a task of one's own side, with a day; the other side verifies it. Once for each side, however often it is pressed: what is there
    /// already stays as it is, with its day.
    func commit(_ key: String, of agreement: Agreement, lead: ID<Organisation>, due: Day, by identity: Identity) throws -> (task: KeyTask, isNew: Bool) {
        guard let commitment = agreement.commitments.first(where: { $0.key == key }) else { throw Refusal.notFound(Phrase("这项约定", "commitment")) }
        guard agreement.parties.contains(lead), identity.may(Plans.carryOut, within: [.organisation(lead.number)]) else {
            throw Refusal(.invalid, "other-side", "只能为本单位一方立任务；另一方的任务由另一方来立。", "Tasks are made for one's own side; the other side makes its own.", field: "lead")
        }
        try lockAgreement(agreement.id)
        // What a file declared for this side stands.
        if let known = try agreementTask(key, of: agreement.key, lead: lead) { return (known, false) }
        try requireStanding(agreement)
        let others = agreement.parties.filter { $0 != lead }
        guard let authority = others.first else { throw Refusal(.conflict, "one-party", "这份协议只剩一方，没有可以核验的另一方。", "Only one party is left, so there is no other side to verify.") }
        try PlanDays.require(due: due, of: agreement, today: now.day(in: .china), field: "due")
        var draft = TaskDraft(commitment.text, lead: lead, authority: authority, from: .agreement, "\(agreement.key)#\(key)@\(lead.text)")
        (draft.participants, draft.due) = (others, due)
        let task = try giveTask(draft, by: identity)
        try settleProposed(key, of: agreement.id, lead: lead)
        return (task, true)
    }
}
