import Storage

extension PostgresLink {
    /// Runs `unit` in one transaction. A connection that turns out to be broken is made anew and the unit run once more,
    /// unless the COMMIT was already on its way: then nobody knows, and the caller is told so.
    func transaction<R>(_ begin: String, _ unit: (any Connection) throws -> R) throws -> R {
        do {
            return try transactionOnce(begin, unit)
        } catch StorageError.connectionLost {
            close()
            return try transactionOnce(begin, unit)
        }
    }

    private func transactionOnce<R>(_ begin: String, _ unit: (any Connection) throws -> R) throws -> R {
        try connectIfNeeded()
        do {
            try control(begin)
            let result = try unit(PostgresConnection(self))
            guard isAlive else { throw StorageError.connectionLost("the server closed the connection") }
            guard !isFailed else { throw StorageError.other(code: "25P02", message: "a statement failed and the unit went on") }
            try commit()
            return result
        } catch {
            if isInTransaction { _ = try? control("ROLLBACK") }
            if !isAlive || isInTransaction { close() }
            throw error
        }
    }

    private func commit() throws {
        let word: String
        do {
            word = try control("COMMIT")
        } catch StorageError.connectionLost(let text) {
            throw StorageError.outcomeUnknown(text)
        }
        guard word == "COMMIT" else { throw StorageError.other(code: "25P02", message: "the server answered COMMIT with \(word)") }
    }
}
