package import Storage

extension Database {
    /// Waits until every entry of the ledger may be read. PostgreSQL's oldest transaction is that of the whole server: a
    /// test that runs beside others and asks for "everything new" at once would miss what their open transactions hold back.
    package func ledgerSettled() async throws {
        while try await read({ tx in try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE mark >= \(.oldestMark)") }) != 0 {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
