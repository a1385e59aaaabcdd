import Ballots
import Foundation
import Kernel
import TestKit
import Testing

/// The draw is a function of the seed and of the entries, of nothing else; whatever is changed is found.
@Suite struct DrawTests {
    private static func seed(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

    private static func entries(_ count: Int) -> [BallotDraw.Entry] {
        (1...count).map { number in
            BallotDraw.Entry(
                number: Int64(number), kind: number % 3 == 0 ? "family" : "individual", party: number % 4 + 1, sessions: number % 2 == 0 ? ["A", "B"] : ["A"],
                hash: BallotDraw.hash("code-\(number)"))
        }
    }

    private static let places = [
        BallotDraw.Places(session: "A", kind: "individual", places: 20), BallotDraw.Places(session: "A", kind: "family", places: 9),
        BallotDraw.Places(session: "B", kind: "individual", places: 5),
    ]

    private static func file(_ count: Int = 60) -> BallotFile {
        let entries = entries(count), seed = seed(9)
        return BallotFile(
            ballot: "1", closed: "2026-09-01T00:00:00Z", commitment: BallotDraw.commitment(to: seed), seed: seed.hexadecimal, places: places, entries: entries,
            digest: BallotDraw.digest(of: entries), result: BallotDraw.run(seed: seed, entries: entries, places: places))
    }

    /// Against values computed with another program.
    @Test func theKeyIsTheOneThatTheRuleNames() {
        let hex = Self.seed(7).hexadecimal
        #expect(hex == String(repeating: "07", count: 32))
        #expect(BallotDraw.commitment(to: Self.seed(7)) == "4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0")
        #expect(BallotDraw.key(of: 1, seed: hex) == "10619077ebb40d9daf623fdab4a10c05e797c541a6bb6ca806e5ab7cc49e7280")
        #expect(BallotDraw.bytes(hexadecimal: hex) == Self.seed(7))
        for wrong in ["0", "zz", "+1", "0g"] { #expect(BallotDraw.bytes(hexadecimal: wrong) == nil) }
    }

    @Test func theOrderOfEntriesMakesNoDifference() {
        let entries = Self.entries(200)
        let drawn = BallotDraw.run(seed: Self.seed(1), entries: entries, places: Self.places)
        var chance = SystemRandomNumberGenerator()
        for _ in 1...20 { #expect(BallotDraw.run(seed: Self.seed(1), entries: entries.shuffled(using: &chance), places: Self.places.shuffled(using: &chance)) == drawn) }
        #expect(BallotDraw.digest(of: entries) == BallotDraw.digest(of: entries.reversed()))
    }

    @Test func partiesGetTheirPlacesWholeAndNoPlaceIsGivenTwice() {
        for number in 0..<60 {
            let entries = Self.entries(150)
            let drawn = BallotDraw.run(seed: Self.seed(UInt8(number)), entries: entries, places: Self.places)
            #expect(drawn.map(\.place) == Array(1...150))
            for one in Self.places {
                let given = drawn.filter { outcome in outcome.session == one.session }.compactMap { outcome in entries.first { $0.number == outcome.number && $0.kind == one.kind } }
                #expect(given.reduce(0) { $0 + $1.party } <= one.places)
            }
            // Nobody is passed over for whom there was room when it was asked.
            var left = Dictionary(uniqueKeysWithValues: Self.places.map { ($0.session + $0.kind, $0.places) })
            for outcome in drawn {
                let entry = entries[Int(outcome.number) - 1]
                let fits = entry.sessions.first { left[$0 + entry.kind, default: 0] >= entry.party }
                #expect(outcome.session == fits)
                if let fits { left[fits + entry.kind, default: 0] -= entry.party }
            }
        }
    }

    /// Over many seeds each number wins about as often as any other: the first as the last.
    @Test func nobodysChanceDependsOnWhenTheyEntered() {
        let entries = (1...40).map { BallotDraw.Entry(number: Int64($0), kind: "individual", party: 1, sessions: ["A"], hash: "") }
        let places = [BallotDraw.Places(session: "A", kind: "individual", places: 10)]
        var won = [Int](repeating: 0, count: 41)
        for round in 0..<2_000 {
            let seed = [UInt8(round & 255), UInt8(round >> 8)] + [UInt8](repeating: 3, count: 30)
            for one in BallotDraw.run(seed: seed, entries: entries, places: places) where one.session != nil { won[Int(one.number)] += 1 }
        }
        // 500 expected; five standard deviations (19.4 each) are 97.
        for number in 1...40 { #expect((403...597).contains(won[number]), "number \(number) won \(won[number]) of 2000") }
        let (early, late) = (won[1...20].reduce(0, +), won[21...40].reduce(0, +))
        #expect(abs(early - late) < 1_000)
    }

    @Test func aGoodFileIsVerified() throws {
        let file = Self.file()
        #expect(file.problems() == [])
        #expect(file.problems(commitment: file.commitment.uppercased(), digest: file.digest) == [])
        let again = try BallotFile.read(Data(file.json))
        #expect(again == file && again.problems() == [])
    }

    @Test func oneBitOfTheSeedIsFound() {
        let good = Self.file()
        for bit in 0..<256 {
            var seed = Self.seed(9)
            seed[bit / 8] ^= 1 << UInt8(bit % 8)
            var file = good
            file.seed = seed.hexadecimal
            #expect(!file.problems().isEmpty, "bit \(bit)")
        }
    }

    @Test func whateverIsChangedInTheEntriesIsFound() {
        let good = Self.file()
        func found(_ change: (inout BallotFile) -> Void) -> Bool {
            var file = good
            change(&file)
            return !file.problems(commitment: good.commitment, digest: good.digest).isEmpty
        }
        func entry(_ file: inout BallotFile, _ place: Int, party: Int? = nil, kind: String? = nil, sessions: [String]? = nil, hash: String? = nil) {
            let old = file.entries[place]
            file.entries[place] = BallotDraw.Entry(
                number: old.number, kind: kind ?? old.kind, party: party ?? old.party, sessions: sessions ?? old.sessions, hash: hash ?? old.hash)
        }
        for place in good.entries.indices {
            #expect(found { entry(&$0, place, party: good.entries[place].party + 1) })
            #expect(found { entry(&$0, place, kind: "school") })
            #expect(found { entry(&$0, place, sessions: ["B"]) })
            #expect(found { entry(&$0, place, hash: BallotDraw.hash("another")) })
            #expect(found { $0.entries.remove(at: place) })
        }
        #expect(found { $0.entries.append(BallotDraw.Entry(number: 61, kind: "individual", party: 1, sessions: ["A"], hash: "")) })
        #expect(found { $0.entries[1] = $0.entries[0] })
        #expect(found { $0.result.swapAt(0, 1) })
        #expect(found { $0.result.removeLast() })
        #expect(found { $0.places.removeFirst() })
        // A file that is made anew as a whole agrees with itself, and not with what was published.
        var forged = good
        forged.seed = Self.seed(8).hexadecimal
        forged.commitment = BallotDraw.commitment(to: Self.seed(8))
        forged.result = BallotDraw.run(seed: Self.seed(8), entries: forged.entries, places: forged.places)
        #expect(forged.problems() == [])
        #expect(forged.problems(commitment: good.commitment).count == 1)
    }

    @Test func whatIsNoFileOfABallotIsRefused() {
        for text in ["", "{}", "[]", "null", "{\"format\":\"kepu-ballot/2\"}", "\u{0}"] {
            #expect(throws: Refusal.self) { try BallotFile.read(Data(text.utf8)) }
        }
        var other = Self.file(3)
        other.format = "kepu-ballot/9"
        let bytes = Data(other.json)
        #expect(throws: Refusal.self) { try BallotFile.read(bytes) }
    }
}
