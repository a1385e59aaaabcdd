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
    /// The entries in plain words. What they are about is asked for its name once for each noun, however many they are.
    func lines(of records: [LedgerRecord], _ house: House) throws -> [LedgerLine] {
        let actors = try accountNames(Set(records.map(\.entry.actor)))
        let words = Dictionary(house.ledgerWords.map { ($0.kind, $0.says) }, uniquingKeysWith: { first, _ in first })
        let nouns = Dictionary(house.ledgerNouns.map { ($0.noun, $0) }, uniquingKeysWith: { first, _ in first })
        let subjects = try Dictionary(grouping: records, by: \.entry.noun).reduce(into: [String: [Int64: LedgerNoun.Record]]()) { found, one in
            found[one.key] = try nouns[one.key]?.records(self, Array(Set(one.value.map(\.entry.subject))))
        }
        return records.map { record in
            let entry = record.entry
            return LedgerLine(
                record: record, actor: entry.actor == 0 ? nil : actors[entry.actor] ?? Crockford.text(entry.actor),
                says: words[entry.kind] ?? Phrase(same: entry.kind), noun: nouns[entry.noun]?.title ?? Phrase(same: entry.noun),
                subject: subjects[entry.noun]?[entry.subject])
        }
    }
}
