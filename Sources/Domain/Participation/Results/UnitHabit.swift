import Activities
import Kernel
import Rooms
import Storage
import Venues

/// How often a unit's stated visits are round numbers. One round number says nothing; a habit of them does.
struct UnitHabit: Sendable, Hashable {
    /// Stated visits of fifty and more, and how many of them were round.
    var stated: Int64 = 0
    var round: Int64 = 0

    /// Smaller numbers are round often enough by chance.
    static let least: Int64 = 50
    private static let fewest: Int64 = 6

    /// 50, 100, 150 … below a thousand, then whole hundreds, then whole thousands.
    static func isRound(_ value: Int64) -> Bool {
        switch value {
        case ..<least: false
        case ..<1_000: value % 50 == 0
        case ..<10_000: value % 100 == 0
        default: value % 1_000 == 0
        }
    }

    /// Of how many, where this one too is round and three in four are, of at least six; nil where there is no such habit.
    func habit(with value: Int64) -> Int64? {
        guard Self.isRound(value), stated + 1 >= Self.fewest, (round + 1) * 4 >= (stated + 1) * 3 else { return nil }
        return stated + 1
    }

    /// Two units that are one have one habit.
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        let before = try tx.habit(of: ID(old))
        guard before.stated > 0 else { return }
        try tx.execute("DELETE FROM participation_habit WHERE organiser_id = \(old)")
        try tx.noteHabit(of: ID(kept), stated: before.stated, round: before.round)
    }
}

extension Transaction {
    func habit(of organiser: ID<Organisation>) throws -> UnitHabit {
        try row("SELECT stated, round FROM participation_habit WHERE organiser_id = \(organiser)") { UnitHabit(stated: try $0.int64("stated"), round: try $0.int64("round")) }
            ?? UnitHabit()
    }

    func noteHabit(of organiser: ID<Organisation>, stated: Int64, round: Int64) throws {
        try execute(
            """
            INSERT INTO participation_habit (organiser_id, stated, round) VALUES (\(organiser), \(stated), \(round))
            ON CONFLICT (organiser_id) DO UPDATE SET stated = participation_habit.stated + excluded.stated, round = participation_habit.round + excluded.round
            """)
    }
}
