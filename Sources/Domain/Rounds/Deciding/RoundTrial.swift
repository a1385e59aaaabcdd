import Calls
import Kernel
import Language
import Storage
import Venues

/// A round allocated by its rule from what was accepted, whether tried or published: who stands where, who receives what, and why.
struct RoundTrial: Sendable {
    struct Line: Sendable {
        let declaration: RoundDeclaration
        let score: NeedScore
        /// From 1; within its province from 1.
        let place: Int
        let provincePlace: Int
        let wants: [Outcome]

        var asked: Int { wants.reduce(0) { $0 + $1.asked } }
        var given: Int { wants.reduce(0) { $0 + $1.given } }
    }

    struct Outcome: Sendable {
        let lot: Int
        let asked: Int
        let given: Int
        /// Its place among those who wait; nil where it does not.
        let queue: Int?
        let hindrance: Allocation.Hindrance?
    }

    let round: Round
    /// By rank.
    let lines: [Line]

    /// From declarations with their facts; pure, and the same in whatever order they come.
    init(_ round: Round, _ entered: [(declaration: RoundDeclaration, facts: [String: Fact])]) {
        let rule = round.rule
        let numbers = Dictionary(rule.lots.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        var known: [Int64: (RoundDeclaration, NeedScore)] = [:]
        let asks = entered.map { one in
            let score = NeedScore(one.facts, under: rule), unit = one.declaration.organisationID.number
            known[unit] = (one.declaration, score)
            let wants = one.declaration.body.wants.compactMap { want in numbers[want.lot].map { Ask.Want(lot: $0, sets: want.sets) } }
            return Ask(unit: unit, province: one.declaration.province, order: RankOrder(score, of: unit, in: round.key, under: rule), wants: wants)
        }
        let allocation = Allocation(asks, under: rule)
        var queues: [[Int: Int]] = []
        for lot in rule.lots.indices {
            let waiting = allocation.waiting(for: lot, most: rule.mostPerUnit).prefix(rule.waitingList ?? Int.max)
            queues.append(Dictionary(uniqueKeysWithValues: waiting.enumerated().map { ($1, $0 + 1) }))
        }
        var inProvince: [String: Int] = [:]
        var lines: [Line] = []
        for (place, ask) in allocation.asks.enumerated() {
            guard let (declaration, score) = known[ask.unit] else { continue }
            inProvince[ask.province, default: 0] += 1
            let wants = ask.wants.indices.map { want in
                Outcome(
                    lot: ask.wants[want].lot, asked: ask.wants[want].sets, given: allocation.given[place][want], queue: queues[ask.wants[want].lot][place],
                    hindrance: allocation.hindrance(of: place, want, under: rule))
            }
            lines.append(Line(declaration: declaration, score: score, place: place + 1, provincePlace: inProvince[ask.province] ?? 1, wants: wants))
        }
        (self.round, self.lines) = (round, lines)
    }

    /// SHA-256 over who stands where and receives what, a line each: two computers that allocate the same round can compare it.
    var digest: String {
        Digest.of([round.key] + lines.map { line in
            let given = line.wants.map { "\(round.rule.lots[$0.lot].key):\($0.given)" }.joined(separator: ",")
            return "\(line.place) \(line.declaration.organisationID.text) \(line.score.total) \(given)"
        })
    }
}

extension RoundTrial.Line {
    /// Where the declaration ends up.
    func event(most: Int?) -> DeclarationEvent {
        if given >= min(asked, most ?? Int.max) { return .award }
        if given > 0 { return .awardPart }
        return wants.contains { $0.queue != nil } ? .queue : .passOver
    }
}

extension Transaction {
    /// The round allocated from what was accepted, and from what stood in the result before.
    func trial(of round: Round) throws -> RoundTrial {
        let states = [DeclarationState.accepted, .awarded, .partly, .waiting, .unplaced].map(\.rawValue)
        let found = try rows("SELECT * FROM rounds_declaration WHERE round_id = \(round.id) AND state IN (\(list: states)) ORDER BY id", RoundDeclaration.init)
        let book = try FactBook(of: round, in: self)
        var kept: [ID<RoundDeclaration>: Findings] = [:]
        if round.results > 0 {
            let scored = try rows("SELECT id, findings FROM rounds_declaration WHERE round_id = \(round.id) AND place IS NOT NULL") {
                (try $0.id("id", RoundDeclaration.self), try Findings(json: try $0.text("findings")))
            }
            kept = Dictionary(scored, uniquingKeysWith: { first, _ in first })
        }
        return RoundTrial(round, found.map { ($0, book.facts(of: $0, kept: kept[$0.id])) })
    }
}
