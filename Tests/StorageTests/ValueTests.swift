import Kernel
@testable import Storage
import Testing
import TestKit

@Suite struct ValueTests {
    static let integers: [Int64] = [0, 1, -1, .max, .min, 1 << 53 + 1, 4_294_967_296]
    static let reals: [Double] = [
        0, 0.1, -1.5, 1e308, -1e308, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .leastNormalMagnitude, .infinity, -.infinity, 1 / 3, 9_007_199_254_740_993.5,
    ]
    static let texts = [
        "", " ", "科普", "a'b\"c\\d`e;--", "$1 ? :x @y %s %n", "\n\r\t\u{1}\u{7f}", "👩‍🔬🇨🇳e\u{301}", "\u{202e}rtl\u{feff}\u{fffd}\u{10ffff}",
        "𠮷野家", "'; DROP TABLE thing; --", "\\x00ff", "{\"a\":[1,null]}", String(repeating: "长", count: 50_000), "NULL", "true", "1e5",
    ]
    static let blobs: [[UInt8]] = [[], [0], [0, 0, 255, 1, 39, 92], Array(0...255), Array(repeating: 0xff, count: 100_000)]

    @Test(arguments: TestEngine.allCases) func everyValueComesBackAsItWas(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in
            try tx.execute("CREATE TABLE value (n BIGINT NOT NULL, i BIGINT, r DOUBLE PRECISION, t TEXT, b \(.blob))")
        }
        let rounds = 3  // the first is run directly, the second prepares the statement, the third uses it
        try await database.write { tx in
            for round in 0..<rounds {
                for number in Self.integers { try tx.execute("INSERT INTO value (n, i) VALUES (\(round), \(number))") }
                for real in Self.reals { try tx.execute("INSERT INTO value (n, r) VALUES (\(round), \(real))") }
                for text in Self.texts { try tx.execute("INSERT INTO value (n, t) VALUES (\(round), \(text))") }
                for blob in Self.blobs { try tx.execute("INSERT INTO value (n, b) VALUES (\(round), \(blob))") }
            }
        }
        for round in 0..<rounds {
            try await database.read { tx in
                let integers = try tx.rows("SELECT i FROM value WHERE n = \(round) AND i IS NOT NULL") { try $0.int64("i") }
                #expect(integers.sorted() == Self.integers.sorted())
                let reals = try tx.rows("SELECT r FROM value WHERE n = \(round) AND r IS NOT NULL") { try $0.real("r") }
                #expect(reals.sorted() == Self.reals.sorted())
                let texts = try tx.rows("SELECT t FROM value WHERE n = \(round) AND t IS NOT NULL") { try $0.text("t") }
                #expect(texts.sorted() == Self.texts.sorted())
                for text in Self.texts {
                    #expect(try tx.number("SELECT COUNT(*) FROM value WHERE n = \(round) AND t = \(text)") == 1)
                }
                let blobs = try tx.rows("SELECT b FROM value WHERE n = \(round) AND b IS NOT NULL") { try $0.blob("b") }
                #expect(blobs.sorted { $0.count < $1.count } == Self.blobs)
            }
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func nullsAndMissingRowsAreToldApart(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in try tx.insert(1, size: nil) }
        try await database.read { (tx) throws in
            #expect(try tx.row("SELECT size FROM thing WHERE id = \(1)") { try $0.intOrNil("size") } == .some(nil))
            #expect(try tx.row("SELECT size FROM thing WHERE id = \(2)") { try $0.intOrNil("size") } == nil)
            #expect(try tx.number("SELECT COUNT(*) FROM thing WHERE id IN (\(list: [Int]()))") == 0)
            #expect(try tx.number("SELECT COUNT(*) FROM thing WHERE id IN (\(list: [1, 2]))") == 1)
            #expect(try tx.number("SELECT SUM(id) FROM thing") == 1)
            #expect(throws: RowError.self) { try tx.row("SELECT size FROM thing") { try $0.int("size") } }
            #expect(throws: RowError.self) { try tx.row("SELECT size FROM thing") { try $0.int("length") } }
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aTextWithNULIsRefusedAndTheUnitMayGoOn(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in
            let refusal = #expect(throws: Refusal.self) { try tx.insert(1, name: "a\0b") }
            #expect(refusal?.code == "nul-character")
            try tx.insert(2, name: "ab")
        }
        #expect(try await database.read { try $0.thingCount } == 1)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func changesAreCountedAndReturned(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in
            for id in 1...5 { try tx.insert(id) }
            #expect(try tx.execute("UPDATE thing SET size = 2 WHERE id > \(2)") == 3)
            #expect(try tx.execute("UPDATE thing SET size = 2 WHERE id > \(9)") == 0)
            #expect(try tx.execute("SELECT id FROM thing") == 0)
            let gone = try tx.rows("DELETE FROM thing WHERE id <= \(2) RETURNING id") { try $0.int("id") }
            #expect(gone.sorted() == [1, 2])
            let first = try tx.row("UPDATE thing SET size = 7 RETURNING id") { try $0.int("id") }
            #expect(first != nil)
            #expect(try tx.number("SELECT COUNT(*) FROM thing WHERE size = 7") == 3)
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func queriesMayBeNestedAndStreamed(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in for id in 1...2500 { try tx.insert(id, size: id % 7) } }
        try await database.read { tx in
            var (sum, inner) = (0, 0)
            try tx.stream("SELECT id, size FROM thing WHERE size < \(6) ORDER BY id") { row in
                sum += try row.int("id")
                if sum < 100 {
                    try tx.each("SELECT id, size FROM thing WHERE size < \(6) ORDER BY id") { _ in
                        inner += 1
                        return inner % 10 != 0
                    }
                }
                return true
            }
            #expect(sum == (1...2500).filter { $0 % 7 < 6 }.reduce(0, +))
            #expect(inner > 0)
        }
        await database.close()
    }

    /// Few lengths of lists, each as long as the list or a little longer; parts of rows that together are all of them.
    @Test func fewLengths() {
        let lengths = (1...2000).map(SQL.usualLength)
        #expect(zip(1...2000, lengths).allSatisfy { $0 <= $1 && $1 < $0 * 3 / 2 + 1 })
        #expect(Set(lengths.prefix(1024)).count < 25)
        let rows = (0..<187).map { number -> SQL in "(\(number))" }
        for count in 0..<rows.count {
            let some = Array(rows.prefix(count)), parts = some.inStatements(of: 80)
            #expect(parts.flatMap(\.self) == some)
            #expect(parts.allSatisfy { $0.count == 80 || $0.count < 8 || $0.count % 8 == 0 })
        }
    }
}
