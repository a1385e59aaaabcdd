import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the parties of an agreement are told: that it waits for them, that it stands, that somebody declined it.
extension Transaction {
    /// Asks the parties whose word is missing; tells the others that it was written down or changed.
    func tellParties(of agreement: Agreement, isNew: Bool, from actor: ID<Account>) throws {
        let name = agreement.name.phrase, asked = try standing(of: agreement.id).asked, count = agreement.commitments.count
        var told: Set<ID<Account>> = [actor]
        let ask = Message(
            PlanLetter.agreements, to: .account(actor), subject: Phrase("请确认协议：\(name.zh)", "An agreement to confirm: \(name.en)"),
            body: isNew
                ? Phrase(
                    "贵单位是签约方，共 \(count) 项约定。请看是否属实，代表贵单位确认或谢绝；各方都确认以后才公开，约定才成为任务。",
                    "Your body is a party to it, with \(Plural.en(count, "commitment", "commitments")). Look whether it is so, and agree or decline for your body; it is public, and gives tasks, once all parties have agreed.")
                : Phrase(
                    "协议有更改，请贵单位重新确认或谢绝；各方都确认以后才公开。", "It was changed, so your body is asked again to agree or to decline; it is public once all parties have agreed."),
            path: "/desk/agreements/\(agreement.id.text)")
        for party in asked { try tell(try voices(of: party), ask, besides: &told) }
        let news = Message(
            PlanLetter.agreements, to: .account(actor), subject: isNew ? Phrase("新登记的协议：\(name.zh)", "An agreement was written down: \(name.en)") : Phrase("协议有更改：\(name.zh)", "An agreement was changed: \(name.en)"),
            body: Phrase(
                "贵单位是签约方，共 \(count) 项约定，已代表贵单位确认。请看是否属实。",
                "Your body is a party to it, with \(Plural.en(count, "commitment", "commitments")), and was agreed for. Look whether it is so."),
            path: "/desk/agreements/\(agreement.id.text)")
        for party in agreement.parties where !asked.contains(party) { try tell(try peopleOf(party), news, besides: &told) }
    }

    /// The last one has agreed.
    func tellOfStanding(_ agreement: Agreement, from actor: ID<Account>) throws {
        let name = agreement.name.phrase
        try tellPeople(
            of: agreement, PlanLetter.agreements, Phrase("协议已由各方确认：\(name.zh)", "All parties have agreed: \(name.en)"),
            Phrase("协议已公开。请把本方的约定立为任务。", "It is public now. Make tasks of what is yours."), except: actor)
    }

    func tellOfDeclining(_ agreement: Agreement, by party: ID<Organisation>, because reason: String, from actor: ID<Account>) throws {
        let name = agreement.name.phrase, unit = try organisation(party)?.name.phrase ?? Phrase(same: party.text)
        try tellPeople(
            of: agreement, PlanLetter.agreements, Phrase("协议被谢绝：\(name.zh)", "An agreement was declined: \(name.en)"),
            Phrase("“\(unit.zh)”谢绝了协议。原因：\(reason)。更改后各方重新确认。", "“\(unit.en)” has declined it. Reason: \(reason) Once it is changed, the parties are asked again."), except: actor)
    }

    func tellPeople(of agreement: Agreement, _ kind: MessageKind, _ subject: Phrase, _ body: Phrase, except actor: ID<Account>) throws {
        var told: Set<ID<Account>> = [actor]
        let message = Message(kind, to: .account(actor), subject: subject, body: body, path: "/desk/agreements/\(agreement.id.text)")
        for party in agreement.parties { try tell(try peopleOf(party), message, besides: &told) }
    }

    private func tell(_ people: [ID<Account>], _ message: Message, besides told: inout Set<ID<Account>>) throws {
        for account in people where told.insert(account).inserted {
            try tell(Message(message.kind, to: .account(account), subject: message.subject, body: message.body, path: message.path))
        }
    }

    /// Who is asked for a party's word: its people; where it has none here, the nearest office above that may agree for it.
    private func voices(of party: ID<Organisation>) throws -> [ID<Account>] {
        let own = try peopleOf(party)
        guard own.isEmpty else { return own }
        for scope in try organisationScopes(party) {
            var segments = scope.segments
            while segments.count > 1 {
                let path = "/" + segments.joined(separator: "/")
                let found = try Scope(path).map { try holders(of: .organiser, exactlyOver: $0) } ?? []
                if !found.isEmpty { return found }
                segments.removeLast()
            }
        }
        return []
    }
}
