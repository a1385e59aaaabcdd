import Kernel
import Resources
import Storage
import Venues

extension Transaction {
    /// When the things of an exhibit are free between two days: loans of each and of what belongs to it, what is not back yet, and repairs.
    func occupation(of exhibit: ID<Resource>, from first: Day, to last: Day) throws -> Occupation {
        let today = now.day(in: Loan.zone)
        var spans: [Int64: [Occupation.Span]] = [:]
        let things = try rows("SELECT id, state FROM exhibits_piece WHERE resource_id = \(exhibit) AND state <> \(Piece.State.retired)") {
            (id: try $0.id("id", Piece.self), state: try $0.choice("state", Piece.State.self))
        }
        for thing in things { spans[thing.id.number] = [] }
        guard !things.isEmpty else { return Occupation(spans: spans) }
        // Nothing is held longer than that, so that what is promised for later is not read.
        let latest = last.adding(days: Loan.mostHeld)
        let held = try rows(
            """
            SELECT p.id, h.from_day, h.to_day, CASE WHEN p.loan_id = h.loan_id THEN 1 ELSE 0 END AS is_out
            FROM exhibits_piece p JOIN exhibits_loan_piece h ON h.piece_id = p.id
            WHERE p.resource_id = \(exhibit) AND h.is_live = 1 AND h.to_day BETWEEN \(first) AND \(latest) AND h.from_day <= \(last)
            UNION ALL
            SELECT m.set_id AS id, h.from_day, h.to_day, CASE WHEN m.loan_id = h.loan_id THEN 1 ELSE 0 END AS is_out
            FROM exhibits_piece s JOIN exhibits_piece m ON m.set_id = s.id JOIN exhibits_loan_piece h ON h.piece_id = m.id
            WHERE s.resource_id = \(exhibit) AND m.state <> \(Piece.State.retired) AND h.is_live = 1 AND h.to_day BETWEEN \(first) AND \(latest) AND h.from_day <= \(last)
            UNION ALL
            SELECT p.id, l.hold_from AS from_day, l.hold_to AS to_day, 1 AS is_out
            FROM exhibits_piece p JOIN exhibits_loan l ON l.id = p.loan_id WHERE p.resource_id = \(exhibit) AND l.hold_to < \(first)
            UNION ALL
            SELECT m.set_id AS id, l.hold_from AS from_day, l.hold_to AS to_day, 1 AS is_out
            FROM exhibits_piece s JOIN exhibits_piece m ON m.set_id = s.id JOIN exhibits_loan l ON l.id = m.loan_id WHERE s.resource_id = \(exhibit) AND l.hold_to < \(first)
            """
        ) { (id: try $0.int64("id"), from: try $0.day("from_day"), to: try $0.day("to_day"), isOut: try $0.bool("is_out")) }
        for one in held where spans[one.id] != nil {
            // What should be back and is not, is not free today either.
            spans[one.id]?.append(.init(from: one.from, to: one.isOut ? max(one.to, today) : one.to))
        }
        let ends = try repairEnds(of: things.filter { $0.state == .underRepair }.map(\.id), today: today)
        for (piece, end) in ends { spans[piece.number]?.append(.init(from: today, to: end)) }
        return Occupation(spans: spans)
    }

    /// Of all things that are not retired, those that are in service and have no open fault. Either kind of units: of one exhibit, of a set with
    /// what belongs to it, or of everything that a unit owns.
    func workingShare(of condition: SQL) throws -> WorkingShare {
        let found = try row(
            """
            SELECT COUNT(*) AS total, COALESCE(SUM(CASE WHEN p.state = \(Piece.State.inService) AND NOT EXISTS (
                SELECT 1 FROM exhibits_fault f WHERE f.piece_id = p.id AND f.closed_on IS NULL) THEN 1 ELSE 0 END), 0) AS working
            FROM exhibits_piece p WHERE p.state <> \(Piece.State.retired) AND \(sql: condition)
            """
        ) { WorkingShare(working: try $0.int("working"), total: try $0.int("total")) }
        return found ?? WorkingShare(working: 0, total: 0)
    }

    func workingShare(ofExhibit id: ID<Resource>) throws -> WorkingShare {
        try workingShare(of: "(p.resource_id = \(id) OR p.set_id IN (SELECT s.id FROM exhibits_piece s WHERE s.resource_id = \(id)))")
    }

    func workingShare(ofUnit id: ID<Organisation>) throws -> WorkingShare { try workingShare(of: "p.owner_id = \(id)") }
}
