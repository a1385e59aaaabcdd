extension Transaction {
    /// Where pieces of a long list begin, in the order of its identities: the last identity before each piece, 0 for the first.
    ///
    /// - ids: `SELECT …` of the identities, as `id`.
    package func pieces(of ids: SQL, size: Int) throws -> [Int64] {
        var starts: [Int64] = []
        var next: Int64? = 0
        while let start = next {
            starts.append(start)
            next = try number("SELECT n.id FROM (\(sql: ids)) n WHERE n.id > \(start) ORDER BY n.id LIMIT 1 OFFSET \(size - 1)")
        }
        return starts
    }
}
