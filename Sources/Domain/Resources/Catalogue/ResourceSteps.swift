import Access
import Kernel
import Language
import Storage
import Workflow

/// A step of a version, with what its form says.
struct ResourceStep: Sendable {
    let event: ResourceEvent
    /// Why it is returned or withdrawn.
    var remark = ""
    /// Withdrawn because its science is wrong: whoever has it is told not to use it.
    var isWrong = false
    /// Whoever wrote it says that they list it without a second pair of eyes.
    var isAlone = false
    /// What the version was when the form was opened; nil where the step does not rest on its text.
    var seen: Instant?
}

extension Transaction {
    /// Takes a step in the life of the newest version (of the listed one where it is withdrawn); who may is asked here.
    func step(_ id: ID<Resource>, _ step: ResourceStep, by identity: Identity) throws {
        guard let resource = try resource(id) else { throw Refusal.notFound(Resource.noun) }
        let number = step.event == .withdraw ? resource.listed ?? resource.newest : resource.newest
        guard let old = try version(number, of: id) else { throw Refusal.notFound(Resource.noun) }
        try identity.require(step.event.isOfOffice ? Resources.check : Resources.offer, within: try resourceScopes(resource))
        let line = try Resource.workflow.transition(from: old.state, on: step.event)
        if let seen = step.seen, seen != old.changedAt { throw Refusal.resourceChanged }
        try ResourceRules.check(step, on: old, kind: resource.kind, by: identity.account.id)
        try checkPack(resource, version: number, step.event)
        if step.event == .list, let before = resource.listed { try supersede(before, of: id, by: number, identity) }
        try move(old, to: line.to, step, records: line.records, by: identity.account.id)
        try settle(id, step.event, number)
        try settlePacks(resource, version: number, step.event, old, isWrong: step.isWrong, by: identity.account.id)
        try tellOffering(of: resource, old, step, by: identity.account.id)
    }

    private func supersede(_ before: Int, of id: ID<Resource>, by number: Int, _ identity: Identity) throws {
        guard let old = try version(before, of: id) else { return }
        let line = try Resource.workflow.transition(from: old.state, on: .supersede)
        try move(old, to: line.to, ResourceStep(event: .supersede), records: line.records, by: identity.account.id)
    }

    private func move(_ old: ResourceVersion, to state: ResourceState, _ step: ResourceStep, records: String, by actor: ID<Account>) throws {
        let changed = try execute(
            """
            UPDATE resources_version SET state = \(state), remark = \(step.remark), is_wrong = \(step.isWrong), changed_at = \(now)
            WHERE resource_id = \(old.resourceID) AND number = \(old.number) AND state = \(old.state) AND changed_at = \(old.changedAt)
            """)
        guard changed == 1 else { throw Refusal.resourceChanged }
        let isPublic = [.listed, .superseded].contains(state) || old.state == .listed
        let payload = "{\"version\":\(old.number)" + (step.isAlone ? ",\"alone\":true" : "") + (step.isWrong ? ",\"wrong\":true" : "") + "}"
        try record(
            LedgerEntry(
                records, "resource", old.resourceID, by: actor.number, payload: payload, reason: step.remark, visibility: isPublic ? .public : .office))
    }

    /// What the catalogue shows once the step is taken.
    private func settle(_ id: ID<Resource>, _ event: ResourceEvent, _ number: Int) throws {
        switch event {
        case .list:
            try execute(
                """
                UPDATE resources_resource SET listed = \(number), was_listed = 1, listed_at = COALESCE(listed_at, \(now)), is_authoritative = 0
                WHERE id = \(id)
                """)
            try settleVetting(of: id)
        case .withdraw:
            try execute("UPDATE resources_resource SET listed = NULL, listed_at = NULL, is_authoritative = 0 WHERE id = \(id)")
        case .giveBack, .recall: return try reopenVetting(of: id, version: number)
        default: return
        }
        try keepListing(of: id)
    }
}

extension ResourceEvent {
    /// Whether it is the office that takes the step, not who offers the resource.
    var isOfOffice: Bool { [.giveBack, .list, .withdraw, .supersede].contains(self) }
}

/// What must be so for a step, beside state and power.
enum ResourceRules {
    static func check(_ step: ResourceStep, on version: ResourceVersion, kind: ResourceKind, by actor: ID<Account>) throws(Refusal) {
        switch step.event {
        case .list where version.writerID == actor && !step.isAlone:
            throw Refusal(
                .invalid, "resource-alone", "这项资源是您自己写的。请由他人核对上架；确需自己上架时，请勾选“无人复核，由我上架”，此事会记入操作记录。",
                "You wrote this yourself. Let somebody else check and list it; where that cannot be, tick “Nobody else has checked it”, which goes on record.",
                field: "alone")
        case .giveBack where step.remark.isEmpty:
            throw Refusal(
                .invalid, "resource-return", "退回时请写明意见，提供单位才知道改什么。", "Say why when you return it, so that its unit knows what to change.", field: "remark")
        case .withdraw where step.remark.isEmpty:
            throw Refusal(
                .invalid, "resource-withdraw", "下架时请说明理由，用过它的单位会看到。", "Give the reason when you withdraw it; whoever used it will read it.", field: "remark")
        default: break
        }
    }
}
