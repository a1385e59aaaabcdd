import Testing

/// Whoever reads the record of changes reads words: each kind of entry that the source writes is told in them by its room.
@Suite struct LedgerWordTests {
    @Test func everyKindThatIsWrittenHasWords() throws {
        var written: Set<String> = [], told: [String] = [], nouns: Set<String> = [], named: Set<String> = []
        for file in try SourceTree.swift("Sources") where ["LedgerWord(", "LedgerNoun(", "LedgerEntry(", "Entry(\"", "enter(\""].contains(where: file.says) {
            told += file.text.matches(of: /LedgerWord\("([a-z]+\.[a-z-]+)"/).map { String($0.1) }
            named.formUnion(file.text.matches(of: /LedgerNoun\("([a-z-]+)"/).map { String($0.1) })
            for match in file.text.matches(of: /LedgerEntry\(\s*(?:[a-zA-Z ]+ == nil \? |[a-zA-Z]+ \? )?"([a-z]+\.[a-z-]+)"(?: : "([a-z]+\.[a-z-]+)")?,\s*"([a-z-]+)"/) {
                written.formUnion([match.1, match.2].compactMap { $0.map(String.init) })
                nouns.insert(String(match.3))
            }
            written.formUnion(file.text.matches(of: /(?:sessionEntry|bookingEntry|enter)\("([a-z]+\.[a-z-]+)"/).map { String($0.1) })
        }
        #expect(written.count > 25 && nouns.count > 8, "the source writes its entries in another way: \(written.count), \(nouns.count)")
        #expect(Set(told).count == told.count)
        #expect(written.subtracting(told).sorted() == [])
        #expect(nouns.subtracting(named).sorted() == [])
    }
}
