import Kernel
import Language
import Testing

@testable import Commendations

@Suite struct UnitScoreTests {
    static let rule = CommendationRule(
        term: CommendationWorld.first...CommendationWorld.last,
        indicators: [
            ScoreIndicator(key: "visits", name: Wording("人次", "Visits"), points: 4_000, measure: .figure(.init(slice: .own, within: nil), code: "visits", .linear(from: 0, to: 200)), evidence: nil),
            ScoreIndicator(key: "scale", name: Wording("场次", "Sessions"), points: 1_000, measure: .figure(.init(slice: .own, within: nil), code: "sessions", .each(of: 1, points: 200)), evidence: nil),
            ScoreIndicator(key: "topic", name: Wording("话题", "Topic"), points: 2_000, measure: .material, evidence: nil),
        ], places: 2, least: 0, ties: ["visits"], who: CommendedUnits(kinds: [], regions: [], units: []), rules: [])

    @Test func unknownIsNotZero() {
        let unknown = UnitScore(["visits": .unknown(missing: 3), "scale": .known(3, missing: 0)], under: Self.rule)
        #expect(unknown.lines.map(\.points) == [nil, 600, 0])
        #expect(unknown.total == 600 && unknown.open == 4_000)
        let zero = UnitScore(["visits": .known(0, missing: 0), "scale": .known(3, missing: 0), "topic": .stated], under: Self.rule)
        #expect(zero.lines.map(\.points) == [0, 600, nil])
        #expect(zero.total == 600 && zero.open == 2_000)
        let nothing = UnitScore([:], under: Self.rule)
        #expect(nothing.lines.map(\.amount) == [.notHeld, .notHeld, .notStated] && nothing.total == 0 && nothing.open == 0)
    }

    @Test func judgedPointsAreWithinTheFullMark() {
        let score = UnitScore(["topic": .judged(9_999)], under: Self.rule)
        #expect(score.line("topic")?.points == 2_000)
        #expect(UnitScore(["topic": .judged(1_250)], under: Self.rule).total == 1_250)
    }

    /// The text sorts as the scores do; what is not known stands behind what is, and a 0 before what is unknown.
    @Test func theOrderIsScoreThenTiesThenTheDrawnNumber() {
        func key(_ visits: ScoreAmount, _ sessions: Int64, _ unit: Int64) -> String {
            ScoreOrder.key(UnitScore(["visits": visits, "scale": .known(sessions, missing: 0)], under: Self.rule), of: unit, in: "rule", under: Self.rule)
        }
        let keys = [
            key(.known(300, missing: 0), 1, 9), key(.known(250, missing: 0), 1, 8), key(.known(100, missing: 0), 1, 7), key(.known(0, missing: 0), 2, 6),
            key(.unknown(missing: 1), 2, 5), key(.known(0, missing: 0), 0, 4),
        ]
        #expect(keys == keys.sorted())
        let (one, other) = (key(.known(5, missing: 0), 1, 1), key(.known(5, missing: 0), 1, 2))
        #expect((one < other) == (ScoreOrder.drawn("rule", 1) < ScoreOrder.drawn("rule", 2)) && one != other)
        #expect(ScoreOrder.drawn("rule", 1).utf8.count == 16 && ScoreOrder.drawn("rule", 1) != ScoreOrder.drawn("other", 1))
        #expect(key(.known(.max, missing: 0), 1, 1) < key(.known(.max - 2, missing: 0), 1, 1))
    }

    @Test func aScoreIsKeptAndReadAgain() throws {
        for amounts: [String: ScoreAmount] in [
            [:], ["visits": .known(120, missing: 2), "topic": .judged(1_250)], ["visits": .unknown(missing: 4), "scale": .known(0, missing: 0), "topic": .stated], ["visits": .notHeld],
        ] {
            let score = UnitScore(amounts, under: Self.rule)
            #expect(try UnitScore(json: score.json, under: Self.rule) == score)
        }
    }
}
