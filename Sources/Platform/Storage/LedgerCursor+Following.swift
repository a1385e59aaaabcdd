/// What stands behind a cursor, as SQL for any table with the columns `mark` and `seq` and an index of both.
///
/// In parts, each with one place in the index: where `seq` is a row's identity, SQLite compares pairs of numbers by the first alone, which is the same for
/// all of its rows, and would read everything there is to find what is new.
extension LedgerCursor {
    /// What follows and nothing can come before any more, in its final order.
    ///
    /// - columns: with `mark` and `seq` among them.
    package func following(_ columns: SQL, from table: SQL, where condition: SQL? = nil, limit: Int) -> SQL {
        let only: SQL = condition.map { " AND \(sql: $0)" } ?? .empty
        return """
            SELECT * FROM (
                SELECT \(sql: columns) FROM \(sql: table) WHERE mark = \(mark) AND seq > \(seq) AND mark < \(.oldestMark)\(sql: only)
                UNION ALL SELECT \(sql: columns) FROM \(sql: table) WHERE mark > \(mark) AND mark < \(.oldestMark)\(sql: only)) AS following
            ORDER BY mark, seq LIMIT \(limit)
            """
    }

    /// What follows, up to and with `last`, in its final order.
    func following(_ columns: SQL, from table: SQL, upTo last: LedgerCursor) -> SQL {
        if mark == last.mark {
            return "SELECT \(sql: columns) FROM \(sql: table) WHERE mark = \(mark) AND seq > \(seq) AND seq <= \(last.seq) ORDER BY mark, seq"
        }
        return """
            SELECT * FROM (
                SELECT \(sql: columns) FROM \(sql: table) WHERE mark = \(mark) AND seq > \(seq)
                UNION ALL SELECT \(sql: columns) FROM \(sql: table) WHERE mark > \(mark) AND mark < \(last.mark)
                UNION ALL SELECT \(sql: columns) FROM \(sql: table) WHERE mark = \(last.mark) AND seq <= \(last.seq)) AS following
            ORDER BY mark, seq
            """
    }
}
