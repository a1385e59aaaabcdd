import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// A role as somebody holds it, with the names that people use.
struct HeldRole: Sendable {
    let held: HeldGrant
    /// What it is held over.
    let scope: Phrase
    /// Who lent it.
    let lender: String?
    /// Who holds it.
    let holder: String

    /// `Moderator: Xi'an, until 30 September 2026, lent by Anna`
    func words(_ visit: Visit) -> String {
        var words = GrantWords(grant: held.grant, scope: scope).words(visit)
        if let term = self.term(visit) { words += visit.say(Phrase("，", ", ")) + term }
        if let lender { words += visit.say(Phrase("，由\(lender)借出", ", lent by \(lender)")) }
        return words
    }

    /// `until 30 September 2026`; nil where it is open on both sides.
    func term(_ visit: Visit) -> String? {
        let first = held.term.from.map { Dates.plain($0.day(in: .china), visit.language) }
        // The end is excluded: the day before midnight is the last one.
        let last = held.term.until.map { Dates.plain($0.adding(seconds: -1).day(in: .china), visit.language) }
        switch (first, last) {
        case (nil, nil): return nil
        case (let first?, nil): return visit.say(Phrase("\(first)起", "from \(first)"))
        case (nil, let last?): return visit.say(Phrase("到\(last)为止", "until \(last)"))
        case (let first?, let last?): return visit.say(Phrase("\(first)至\(last)", "\(first) to \(last)"))
        }
    }
}

extension House {
    /// The same with the names of everything that they speak of.
    func named(_ grants: [HeldGrant], in tx: Transaction) throws -> [HeldRole] {
        let people = Set(grants.map(\.account.number) + grants.compactMap { $0.source?.lender.number })
        let names = try tx.accountNames(people)
        var titles: [Scope: Phrase] = [:]
        for scope in Set(grants.map(\.grant.scope)) { titles[scope] = try title(of: scope, in: tx) }
        return grants.map { held in
            HeldRole(
                held: held, scope: titles[held.grant.scope] ?? Phrase(same: held.grant.scope.path), lender: held.source.map { names[$0.lender.number] ?? "" },
                holder: names[held.account.number] ?? "")
        }
    }
}
