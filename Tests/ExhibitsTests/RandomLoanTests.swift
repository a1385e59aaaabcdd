import Access
import Kernel
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

/// Random requests, reservations, deliveries, returns and breakages: no thing is ever in two loans on one day, nor in two places.
struct RandomLoanTests {
    private struct Away {
        let piece: Int64
        let out: Int64
        let back: Int64
    }

    @Test(arguments: TestEngine.allCases) func neverTwoLoansNorTwoPlaces(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        var chance = Seeded(20_260_302)
        var things: [(exhibit: ID<Resource>, piece: ID<Piece>)] = []
        for number in 1...2 {
            let (set, prism) = try await world.wholeSet("S\(number)")
            things += [(world.set, set), (world.prism, prism)]
        }
        for number in 1...2 { things.append((world.wing, try await world.piece(world.wing, "W\(number)"))) }
        var loans: [ID<Loan>] = [], done: [LoanState: Int] = [:]
        let first = day("2026-03-03")
        for round in 0..<260 {
            if round % 4 == 0 { world.clock.advance(seconds: 86_400) }
            let today = world.clock.now.day(in: Loan.zone)
            if chance.below(3) == 0 || loans.isEmpty {
                let thing = things[chance.below(things.count)]
                let from = today.adding(days: 1 + chance.below(20)), to = from.adding(days: chance.below(9))
                loans.append(try await world.ask(thing.exhibit, from.iso, to.iso, by: chance.below(2) == 0 ? world.county : world.school))
            }
            let loan = loans[max(0, loans.count - 1 - chance.below(min(12, loans.count)))]
            let (before, after, broken, pick) = (chance.below(3), chance.below(3), chance.below(6) == 0, things[chance.below(things.count)].piece)
            do {
                switch try await world.state(loan) {
                case .asked:
                    let resource = try await world.database.read { tx in try #require(try tx.loan(loan)).resourceID }
                    let mine = things.filter { $0.exhibit == resource }
                    try await world.reserve(loan, [mine[chance.below(mine.count)].piece], before: before, after: after)
                case .reserved where chance.below(5) == 0:
                    try await world.database.write { tx in try tx.step(loan, .cancel, remark: "改期", by: ExhibitWorld.program) }
                case .reserved: try await world.deliver(loan)
                case .accepted, .inUse: try await world.bringBack(loan, broken ? .broken : .good)
                default:
                    // Something breaks, or is mended.
                    let open = try await world.database.read { tx in try tx.faults(of: pick).filter { !$0.state.isOver } }
                    if let fault = open.first {
                        try await world.database.write { tx in try tx.step(fault.id, FaultStep(event: .mend), by: ExhibitWorld.program) }
                    } else if broken {
                        _ = try await world.database.write { tx in try tx.addFault(FaultDraft(piece: pick, source: .use, says: "坏了"), by: nil) }
                    }
                }
            } catch is Refusal {}
            let state = try await world.state(loan)
            done[state, default: 0] += 1
            if round % 20 == 19 { try await check(world, from: first) }
        }
        try await check(world, from: first)
        // The walk went somewhere: every stage was reached.
        for state in [LoanState.reserved, .accepted, .inspected, .cancelled] { #expect(done[state, default: 0] > 0, "\(state)") }
    }

    private func check(_ world: ExhibitWorld, from first: Day) async throws {
        let (held, away, doubled) = try await world.database.read { tx in
            (
                try tx.rows("SELECT piece_id, from_day, to_day FROM exhibits_loan_piece WHERE is_live = 1") {
                    (try $0.int64("piece_id"), try $0.day("from_day"), try $0.day("to_day"))
                },
                try tx.rows("SELECT piece_id, out_at, back_at FROM exhibits_loan_piece WHERE out_at IS NOT NULL AND is_packed = 1") {
                    Away(piece: try $0.int64("piece_id"), out: try $0.int64("out_at"), back: try $0.int64OrNil("back_at") ?? .max)
                }, try ExhibitChecks.twoLoans.run(tx)
            )
        }
        #expect(doubled == [])
        var days: Set<String> = []
        for (piece, from, to) in held {
            for day in Day.days(from: from, to: to) { #expect(days.insert("\(piece) \(day.iso)").inserted, "\(piece) twice on \(day.iso)") }
        }
        for (_, spans) in Dictionary(grouping: away, by: \.piece) {
            let sorted = spans.sorted { $0.out < $1.out }
            for (one, next) in zip(sorted, sorted.dropFirst()) { #expect(one.back <= next.out, "\(one.piece) in two places") }
        }
        // A thing is out with the loan that has it, and with no other.
        let strange = try await world.database.read { tx in
            try tx.number(
                """
                SELECT COUNT(*) FROM exhibits_piece p WHERE p.loan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM exhibits_loan_piece x JOIN exhibits_loan l ON l.id = x.loan_id
                    WHERE x.piece_id = p.id AND x.loan_id = p.loan_id AND x.is_packed = 1 AND x.back_at IS NULL AND l.state IN ('packed', 'under-way', 'accepted', 'in-use', 'returned'))
                """) ?? 0
        }
        #expect(strange == 0)
    }
}
