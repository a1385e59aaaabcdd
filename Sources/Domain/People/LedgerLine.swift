import Access
import Kernel
import Rooms
import Storage

/// One entry of the record of changes as people read it.
struct LedgerLine: Sendable {
    /// What an entry tells.
    struct Content: Sendable {
        let entry: LedgerEntry
        /// Who did it; nil for the program itself.
        let actor: String?
        let says: Phrase
        let noun: Phrase
        /// What it was done to, as it is called today.
        let subject: LedgerNoun.Record?

        var id: String { Crockford.text(entry.subject) }
    }

    let seq: Int64
    let at: Instant
    /// Nil where the entry is sealed to this reader: that there is one, and when, is all they learn.
    let content: Content?
}

/// Who reads which entries of the whole record: everything that is not sealed, and what is sealed with the very power over such records.
struct LedgerReading: Sendable {
    /// The nouns whose sealed entries are open to this reader.
    let nouns: Set<String>

    init(_ identity: Identity, _ house: House) {
        nouns = Set(house.ledgerNouns.filter { noun in noun.sealedFor.map { identity.may($0, within: .all) } ?? false }.map(\.noun))
    }

    func shows(_ entry: LedgerEntry) -> Bool { entry.visibility != .sealed || nouns.contains(entry.noun) }

    /// Asked by kind, author or record, what is sealed is not found: that it is would tell what it is.
    func asking(_ question: LedgerQuestion) -> LedgerQuestion {
        var question = question
        if question.asksWhat { question.sealedNouns = nouns.sorted() }
        return question
    }
}

extension Transaction {
    /// The entries in plain words, as far as this reader may see them. What they are about is asked for its name once for each noun, however
    /// many they are; of what is sealed nothing is asked.
    func lines(of records: [LedgerRecord], _ house: House, for reading: LedgerReading) throws -> [LedgerLine] {
        let shown = records.map(\.entry).filter(reading.shows)
        let actors = try accountNames(Set(shown.map(\.actor)))
        let words = Dictionary(house.ledgerWords.map { ($0.kind, $0.says) }, uniquingKeysWith: { first, _ in first })
        let nouns = Dictionary(house.ledgerNouns.map { ($0.noun, $0) }, uniquingKeysWith: { first, _ in first })
        let subjects = try Dictionary(grouping: shown, by: \.noun).reduce(into: [String: [Int64: LedgerNoun.Record]]()) { found, one in
            found[one.key] = try nouns[one.key]?.records(self, Array(Set(one.value.map(\.subject))))
        }
        return records.map { record in
            let entry = record.entry
            guard reading.shows(entry) else { return LedgerLine(seq: record.seq, at: record.at, content: nil) }
            return LedgerLine(
                seq: record.seq, at: record.at,
                content: LedgerLine.Content(
                    entry: entry, actor: entry.actor == 0 ? nil : actors[entry.actor] ?? Crockford.text(entry.actor),
                    says: words[entry.kind] ?? Phrase(same: entry.kind), noun: nouns[entry.noun]?.title ?? Phrase(same: entry.noun),
                    subject: subjects[entry.noun]?[entry.subject]))
        }
    }
}
