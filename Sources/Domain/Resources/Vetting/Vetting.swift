import Access
import Calls
import Kernel
import Storage
import Venues

/// One expert's check of the science in one version.
struct Vetting: Sendable, Hashable {
    let resourceID: ID<Resource>
    let number: Int
    let expertID: ID<Expert>
    let expertName: String
    let verdict: Verdict?
    let remarks: String
    let askedAt: Instant
    let signedAt: Instant?

    enum Verdict: String, Sendable, CaseIterable, SQLConvertible {
        case sound
        case soundWithRemarks = "sound-with-remarks"
        case wrong

        var title: Phrase {
            switch self {
            case .sound: Phrase("科学内容无误", "The science is sound")
            case .soundWithRemarks: Phrase("无误，有建议", "Sound, with remarks")
            case .wrong: Phrase("有科学性错误", "The science is wrong")
            }
        }
    }
}

extension Vetting {
    init(_ row: Row) throws {
        self.init(
            resourceID: try row.id("resource_id"), number: try row.int("number"), expertID: try row.id("expert_id"), expertName: try row.text("name"),
            verdict: try row.textOrNil("verdict").flatMap { Verdict(rawValue: $0) }, remarks: try row.text("remarks"), askedAt: try row.instant("asked_at"),
            signedAt: try row.instantOrNil("signed_at"))
    }
}

/// When a resource is called authoritative: after at least two named experts have signed that the science of its listed version is
/// sound, and none that it is wrong. The next version begins anew.
enum VettingRule {
    static let least = 2

    static func isAuthoritative(_ vettings: [Vetting]) -> Bool {
        let signed = vettings.compactMap(\.verdict)
        return signed.count >= least && !signed.contains(.wrong)
    }
}

extension Transaction {
    func vettings(of id: ID<Resource>, version number: Int) throws -> [Vetting] {
        try rows(
            """
            SELECT v.*, e.name FROM resources_vetting v JOIN view_calls_expert e ON e.id = v.expert_id
            WHERE v.resource_id = \(id) AND v.number = \(number) ORDER BY v.asked_at, v.expert_id
            """, Vetting.init)
    }

    /// Asks an expert of the pool to check a version's science. Refuses who works where it was made.
    func askToVet(_ id: ID<Resource>, version number: Int, _ expert: ID<Expert>, by identity: Identity) throws {
        guard let resource = try resource(id), let version = try version(number, of: id) else { throw Refusal.notFound(Resource.noun) }
        try identity.require(Resources.check, within: try resourceScopes(resource))
        guard version.state == .toCheck || version.state == .listed else {
            throw Refusal(.conflict, "vetting-state", "只有待核或已上架的版本才请专家审核。", "Only a version that is to be checked or listed is vetted.")
        }
        let found = try row("SELECT organisation_id FROM view_calls_expert WHERE id = \(expert) AND is_active = 1") { try $0.idOrNil("organisation_id", Organisation.self) }
        guard let found else {
            throw Refusal(.invalid, "vetting-expert", "请从专家库中选择一位在任专家。", "Choose an active expert of the pool.", field: "expert")
        }
        guard found != resource.ownerID else {
            throw Refusal(
                .invalid, "vetting-own", "这位专家就在提供资源的单位任职，请另选一位。", "This expert works for the unit that offers the resource. Choose another.", field: "expert")
        }
        let added = try execute(
            """
            INSERT INTO resources_vetting (resource_id, number, expert_id, asked_by, asked_at, verdict, remarks, signed_at)
            VALUES (\(id), \(number), \(expert), \(identity.account.id), \(now), NULL, '', NULL) ON CONFLICT (resource_id, number, expert_id) DO NOTHING
            """)
        guard added == 1 else { return }
        try record(LedgerEntry("resources.vetting-asked", "resource", id, by: identity.account.id.number, payload: "{\"version\":\(number)}"))
        try tellExpert(expert, of: version)
    }

    /// Signs what an expert found; it stands from then on. Wrong science takes no resource away by itself: the office is told at once.
    func signVetting(_ id: ID<Resource>, version number: Int, _ verdict: Vetting.Verdict, remarks: String, by identity: Identity) throws {
        guard let expert = try expertID(of: identity.account.id) else { throw Refusal.notFound(Resource.noun) }
        if verdict != .sound, remarks.isEmpty {
            throw Refusal(.invalid, "vetting-remarks", "请写明错误或建议，单位才知道改什么。", "Say what is wrong or could be better, so that the unit knows what to change.", field: "remarks")
        }
        guard let state = try version(number, of: id)?.state, state == .toCheck || state == .listed else {
            throw Refusal(
                .conflict, "vetting-moved", "这个版本正在修改或已撤下，现在不能签署。重新提交后请再看。", "This version is being edited or was taken down, so it cannot be signed now. Look again once it is submitted anew.")
        }
        let changed = try execute(
            """
            UPDATE resources_vetting SET verdict = \(verdict), remarks = \(remarks), signed_at = \(now)
            WHERE resource_id = \(id) AND number = \(number) AND expert_id = \(expert) AND signed_at IS NULL
            """)
        guard changed == 1 else {
            throw Refusal(.conflict, "vetting-signed", "这份审核已经签署，或不是请您审核的。", "This check has been signed already, or you were not asked for it.")
        }
        try record(
            LedgerEntry(
                "resources.vetted", "resource", id, by: identity.account.id.number, payload: "{\"verdict\":\"\(verdict.rawValue)\",\"version\":\(number)}",
                visibility: .office))
        try settleVetting(of: id)
        if verdict == .wrong { try tellWrong(id, version: number) }
    }

    /// What was signed of a text that may be changed now counts no more; the remarks stay for whoever changes it, and the experts sign anew.
    func reopenVetting(of id: ID<Resource>, version number: Int) throws {
        try execute("UPDATE resources_vetting SET verdict = NULL, signed_at = NULL WHERE resource_id = \(id) AND number = \(number)")
    }

    /// Keeps whether the listed version is authoritative.
    func settleVetting(of id: ID<Resource>) throws {
        guard let resource = try resource(id), let listed = resource.listed else { return }
        let isAuthoritative = VettingRule.isAuthoritative(try vettings(of: id, version: listed))
        try execute("UPDATE resources_resource SET is_authoritative = \(isAuthoritative) WHERE id = \(id) AND is_authoritative <> \(isAuthoritative)")
    }

    func expertID(of account: ID<Account>) throws -> ID<Expert>? {
        try row("SELECT id FROM view_calls_expert WHERE account_id = \(account)") { try $0.id("id") }
    }
}
