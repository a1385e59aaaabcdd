import Access
import Kernel
import Rooms
import Storage

/// One entry of the record of changes as people read it.
struct LedgerLine: Sendable {
    let record: LedgerRecord
    /// Who did it; nil for the program itself.
    let actor: String?
    let says: Phrase
    let noun: Phrase
    /// What it was done to, as it is called today.
    let subject: LedgerNoun.Record?

    var id: String { Crockford.text(record.entry.subject) }
}

extension Transaction {
    /// The entries in plain words; each record is asked for its name once.
    func lines(of records: [LedgerRecord], _ house: House) throws -> [LedgerLine] {
        let names = try accountNames(Set(records.map(\.entry.actor)))
        let words = Dictionary(house.ledgerWords.map { ($0.kind, $0.says) }, uniquingKeysWith: { first, _ in first })
        let nouns = Dictionary(house.ledgerNouns.map { ($0.noun, $0) }, uniquingKeysWith: { first, _ in first })
        var known: [String: LedgerNoun.Record?] = [:]
        return try records.map { record in
            let entry = record.entry, key = "\(entry.noun)/\(entry.subject)"
            let subject: LedgerNoun.Record?
            if let found = known[key] { subject = found } else {
                subject = try nouns[entry.noun]?.record(self, entry.subject)
                known[key] = .some(subject)
            }
            return LedgerLine(
                record: record, actor: entry.actor == 0 ? nil : names[entry.actor] ?? Crockford.text(entry.actor),
                says: words[entry.kind] ?? Phrase(same: entry.kind), noun: nouns[entry.noun]?.title ?? Phrase(same: entry.noun), subject: subject)
        }
    }
}
