import Access
import Foundation
import Kernel
import Language
import Storage
import Venues
import Workflow

/// What somebody says who objects.
struct ObjectionDraft: Sendable {
    var position: Int
    var kind = Objection.Kind.person
    /// A person's real name, or the unit's with who signs for it.
    var name: String
    /// Telephone, address or e-mail, by which the office can ask back.
    var contact: String
    var facts: String
    var papers: [ObjectionEnclosure] = []
    /// From where the papers came, of which so much is taken in a day; nil: from the desk or a test.
    var network: String?
}

/// Who objects, and what they say: kept sealed, opened for the office that handles it.
struct ObjectionSecret: Sendable, Hashable {
    var name: String
    var contact: String
    var facts: String
}

extension Transaction {
    /// Takes an objection in, while the notice is open by the server's clock. Gives the code by which its author follows it.
    func object(_ draft: ObjectionDraft, to id: ID<Notice>) throws -> String {
        let notice = try requireOpenNotice(id)
        guard try items(of: id).contains(where: { $0.position == draft.position }) else {
            throw Refusal(.invalid, "objection-item", "请选择对名单中哪一项有异议。", "Choose the item of the list to which you object.", field: "position")
        }
        if draft.name.isEmpty || draft.contact.isEmpty, !notice.allowsAnonymous {
            throw Refusal(
                .invalid, "objection-name", "按办法须实名提出异议，请填写真实姓名（或单位全称）和联系方式。",
                "By the measure one objects in one's real name: give it, or the unit's, and how to reach you.", field: draft.name.isEmpty ? "name" : "contact")
        }
        guard draft.kind == .person || draft.papers.contains(where: \.isSeal) else {
            throw Refusal(
                .invalid, "objection-seal", "以单位名义提出异议，请上传加盖公章或由法定代表人签字的异议书（PDF 或图片）。",
                "A unit objects under its seal: send the page that bears it, or its legal representative's signature (PDF or picture).", field: "seal")
        }
        if let network = draft.network { try take(draft.papers, from: network) }
        let objection: ID<Objection> = newID(), code = Token().text
        let secret = try self.secret(Self.objectionSecret)
        let who = JSONText.object([("name", JSONText.quote(draft.name)), ("contact", JSONText.quote(draft.contact))])
        let sealed = try Sealing.seal(Array(who.utf8), with: secret, about: Self.objectionSubject(objection, "who"))
        let facts = try Sealing.seal(Array(draft.facts.utf8), with: secret, about: Self.objectionSubject(objection, "facts"))
        try execute(
            """
            INSERT INTO calls_objection (id, notice_id, position, kind, state, code, sealed, facts_sealed, received_at, changed_at)
            VALUES (\(objection), \(id), \(draft.position), \(draft.kind), \(ObjectionState.received), \(code), \(sealed), \(facts), \(now), \(now))
            """)
        try keep(draft.papers, with: objection)
        try record(LedgerEntry("calls.objection-received", "objection", objection, by: 0, visibility: .sealed))
        try tellSupervision(of: objection, to: notice)
        return code
    }

    /// The notice, while one may object to it by the server's clock.
    func requireOpenNotice(_ id: ID<Notice>) throws -> Notice {
        let notice = try requireNotice(id)
        guard notice.state == .open, let closes = notice.closesAt, now < closes else {
            throw Refusal(
                .conflict, "objection-late", "公示已于 \(notice.end.iso) 结束，逾期的异议不再受理。如有新的证据，可向监督电话反映。",
                "The notice ended on \(notice.end.iso); late objections are not taken. With new evidence, turn to the supervision office.")
        }
        return notice
    }

    func objection(_ id: ID<Objection>) throws -> Objection? { try row("SELECT * FROM calls_objection WHERE id = \(id)", Objection.init) }

    func objection(code: String) throws -> Objection? { try row("SELECT * FROM calls_objection WHERE code = \(code)", Objection.init) }

    /// Those of a notice, in the order in which they came.
    func objections(to notice: ID<Notice>) throws -> [Objection] {
        try rows("SELECT * FROM calls_objection WHERE notice_id = \(notice) ORDER BY received_at, id", Objection.init)
    }

    /// Opens who objects and what they say, for the office that handles it; the look is recorded.
    func open(_ objection: Objection, for identity: Identity) throws -> ObjectionSecret {
        try identity.require(Calls.supervise, within: try objectionScopes(objection))
        let kept = try row("SELECT sealed, facts_sealed FROM calls_objection WHERE id = \(objection.id) AND is_empty = 0") { (try $0.blob("sealed"), try $0.blob("facts_sealed")) }
        guard let kept else { return ObjectionSecret(name: "", contact: "", facts: "") }
        guard let secret = try keptSecret(Self.objectionSecret) else { throw Refusal.notFound(Objection.noun) }
        let who = try Sealing.open(kept.0, with: secret, about: Self.objectionSubject(objection.id, "who"))
        let facts = try Sealing.open(kept.1, with: secret, about: Self.objectionSubject(objection.id, "facts"))
        let fields = try JSONDecoder().decode([String: String].self, from: Data(who))
        try record(LedgerEntry("calls.objection-read", "objection", objection.id, by: identity.account.id.number, visibility: .sealed))
        return ObjectionSecret(name: fields["name"] ?? "", contact: fields["contact"] ?? "", facts: String(decoding: facts, as: UTF8.self))
    }

    /// Empties who objected, what they said and their papers; that there was an objection, and what became of it, stays.
    func empty(_ id: ID<Objection>, by actor: Int64) throws {
        let none: [UInt8] = []
        try execute("DELETE FROM calls_objection_paper WHERE objection_id = \(id)")
        try execute("UPDATE calls_objection SET sealed = \(none), facts_sealed = \(none), is_empty = 1 WHERE id = \(id)")
        try record(LedgerEntry("calls.objection-forgotten", "objection", id, by: actor, visibility: .sealed))
    }

    /// The office of the authority's own supervision.
    func objectionScopes(_ objection: Objection) throws -> [Scope] {
        guard let id = try notice(objection.noticeID)?.schemeID else { return [] }
        let authority = try row("SELECT authority_id FROM calls_scheme WHERE id = \(id)") { try $0.id("authority_id", Organisation.self) }
        return try authority.map { try organisationScopes($0) } ?? []
    }

    /// Takes a step in an objection's workflow. `says` is the ground, or for an answer what is answered.
    func step(_ id: ID<Objection>, _ event: ObjectionEvent, says: String, by identity: Identity) throws {
        guard let old = try objection(id) else { throw Refusal.notFound(Objection.noun) }
        let line = try Objection.workflow.transition(from: old.state, on: event)
        try identity.require(Calls.supervise, within: try objectionScopes(old))
        let needsGround: Set<ObjectionEvent> = [.reject, .uphold, .dismiss, .answer]
        if needsGround.contains(event), says.isEmpty {
            throw Refusal(.invalid, "objection-ground", "请写明理由或答复内容。", "Give the ground, or the answer.", field: "says")
        }
        let (ground, answer) = event == .answer ? (old.ground, says) : (says.isEmpty ? old.ground : says, old.answer)
        let changed = try execute(
            """
            UPDATE calls_objection SET state = \(line.to), ground = \(ground), answer = \(answer), changed_at = \(now),
                decided = \(event.isVerdict ? line.to.rawValue : old.decided?.rawValue) WHERE id = \(id) AND state = \(old.state)
            """)
        guard changed == 1 else {
            throw Refusal(.conflict, "objection-moved", "这项异议刚被他人处理，请刷新后再看。", "Somebody has just dealt with this objection. Reload and look again.")
        }
        try record(LedgerEntry(line.records, "objection", id, by: identity.account.id.number, visibility: .sealed))
    }

    static var objectionSecret: String { "calls-objections" }
    static func objectionSubject(_ id: ID<Objection>, _ part: String) -> String { "objection/\(id.text)/\(part)" }
}
