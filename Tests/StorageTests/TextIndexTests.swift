import Kernel
import Storage
import TestKit
import Testing

/// The text index finds the same on both engines as somebody who looks through all texts.
@Suite struct TextIndexTests {
    private static let index = TextIndex("trial")
    private static let rooms = [(room: "trial", migrations: [Migration("trial-0001", statements: index.creation)])]

    private struct Text {
        var strong: Set<String> = []
        var weak: Set<String> = []
        func holds(_ word: TextQuery.Word, in words: [String]) -> Bool {
            let plain = TextWord.plain(word.text)
            guard !plain.isEmpty else { return false }
            let kept = words.map { TextWord.plain($0) }.filter { !$0.isEmpty }
            return kept.contains { one in
                word.isBeginning ? one.unicodeScalars.starts(with: plain.unicodeScalars) : Array(one.unicodeScalars) == Array(plain.unicodeScalars)
            }
        }
        func fits(_ words: [TextQuery.Word], _ strength: TextQuery.Strength) -> Bool {
            guard !words.isEmpty else { return false }
            let any = words.allSatisfy { holds($0, in: Array(strong) + Array(weak)) }
            let all = words.allSatisfy { holds($0, in: Array(strong)) }
            return switch strength {
            case .any: any
            case .strong: all
            }
        }
    }

    /// Pieces that engines like to cut, fold or take for their own: signs, keywords, marks, NUL, letters beyond the first plane.
    private static let pieces = [
        "宇航", "航员", "员", "科", "科普", "a", "ab", "abc", "abcd", "and", "NOT", "or", "near", "42", "4", "é", "e\u{301}", "ß", "İ", "ı", "ﬁ",
        "\u{0}", "a\u{0}b", "'", "\"", "a'b", "a\"b", "*", "a*", ":", "&", "!", "|", "(", ")", "^a", "\\", "a\\b", "-", "a b", "\u{E000}", "\u{E000}a",
        "𠮷", "🚀", "👩‍🚀", "\u{FFFE}", "\u{10FFFF}", "\u{A0}", "a\u{A0}b", "\u{3000}", "\t", "A", "ＡＢ", String(repeating: "长", count: 100),
    ]

    @Test(arguments: TestEngine.allCases) func findsWhatALookThroughFinds(_ engine: TestEngine) async throws {
        var random = Numbers(seed: 20_240_918)
        let database = try await engine.database(rooms: Self.rooms)
        var texts: [Int64: Text] = [:]
        for round in 0..<6 {
            var changes: [(Int64, Text?)] = []
            for _ in 0..<30 {
                let id = Int64(random.below(60)) - 5
                if random.below(5) == 0 {
                    changes.append((id, nil))
                    texts[id] = nil
                } else {
                    let text = Text(strong: random.words(Self.pieces, 4), weak: random.words(Self.pieces, 8))
                    changes.append((id, text))
                    texts[id] = text
                }
            }
            let made = changes
            try await database.write { tx in
                for (id, text) in made {
                    if let text { try tx.put(id, strong: text.strong, weak: text.weak, in: Self.index) } else { try tx.remove(id, from: Self.index) }
                }
            }
            for question in 0..<60 {
                let asked: [TextQuery.Word] = (0..<(1 + random.below(3))).map { _ in
                    let piece = Self.pieces[random.below(Self.pieces.count)]
                    return random.below(2) == 0 ? .whole(piece) : .beginning(piece)
                }
                let strength: TextQuery.Strength = question % 2 == 0 ? .any : .strong
                let query = TextQuery(asked, strength)
                let expected = texts.filter { $0.value.fits(asked, strength) }.keys.sorted()
                let found = try await database.read { tx in
                    try tx.rows("SELECT n.id FROM (\(sql: Self.index.ids(query))) n ORDER BY n.id") { try $0.int64("id") }
                }
                #expect(found == expected, "round \(round): \(query)")
            }
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatIsUndoneIsNotFound(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: Self.rooms)
        try await database.write { try $0.put(1, strong: ["科普"], weak: [], in: Self.index) }
        await #expect(throws: Deliberate.self) {
            try await database.write { tx in
                try tx.put(1, strong: ["航天"], weak: [], in: Self.index)
                try tx.put(2, strong: ["科普"], weak: [], in: Self.index)
                throw Deliberate()
            }
        }
        let found = try await database.read { tx in
            try ["科普", "航天"].map { word in try tx.rows(Self.index.ids(TextQuery([.whole(word)]))) { try $0.int64("id") } }
        }
        #expect(found == [[1], []])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aThousandWordsAreBounded(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: Self.rooms)
        let words = (0..<1000).map { "w\($0)" }
        try await database.write { try $0.put(1, strong: words, weak: [], in: Self.index) }
        let query = TextQuery(words.map { .whole($0) })
        #expect(query.words.count == TextQuery.most)
        #expect(try await database.read { try $0.rows(Self.index.ids(query)) { try $0.int64("id") } } == [1])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func isFilledFromATable(_ engine: TestEngine) async throws {
        let source: SQL = "SELECT o.id, o.word, o.strong FROM trial_old o"
        let steps: [SQL] = ["CREATE TABLE trial_old (id BIGINT NOT NULL, word TEXT NOT NULL, strong BIGINT NOT NULL)",
            "INSERT INTO trial_old (id, word, strong) VALUES (7, '科普', 1), (7, 'mars', 0), (8, 'mars', 1)"]
        let all = steps + Self.index.creation + Self.index.filling(from: source) + ["DROP TABLE trial_old"]
        let database = try await engine.database(rooms: [(room: "trial", migrations: [Migration("trial-0001", statements: all)])])
        let found = try await database.read { tx in
            try [TextQuery([.beginning("mar")]), TextQuery([.whole("mars")], .strong), TextQuery([.whole("科普")])].map { query in
                try tx.rows("SELECT n.id FROM (\(sql: Self.index.ids(query))) n ORDER BY n.id") { try $0.int64("id") }
            }
        }
        #expect(found == [[7, 8], [8], [7]])
        try await database.write { try $0.remove(7, from: Self.index) }
        #expect(try await database.read { try $0.rows(Self.index.ids(TextQuery([.beginning("m")]))) { try $0.int64("id") } } == [8])
        await database.close()
    }
}

/// Numbers that are the same each time.
private struct Numbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
    mutating func words(_ pieces: [String], _ most: Int) -> Set<String> {
        Set((0..<below(most + 1)).map { _ in pieces[below(pieces.count)] })
    }
}
