package import Storage

/// New secrets for the installation, under a new key: everything that lies sealed is sealed again, in pieces, and at the end the new
/// secrets take the place of the old ones in one transaction. Cut off in between it is begun again with the same command; until it has
/// come to its end no server starts, because some of what it would read lies under secrets that are not in force yet.
package struct SecretRotation: Sendable {
    let database: Database
    let resealings: [Resealing]
    /// Rows in one transaction.
    package var batch = 500

    package init(_ database: Database, _ resealings: [Resealing]) { (self.database, self.resealings) = (database, resealings) }

    /// Gives the number of secrets.
    package func run(to key: InstallationKey) async throws -> Int {
        let names = resealings.flatMap(\.secrets)
        let seals = try await database.writeAlone { tx in try tx.beginRotation(of: names) }
        for step in resealings.flatMap(\.steps) {
            var after = Int64.min
            while let last = try await database.writeAlone({ [batch, after] tx in try step(tx, seals, after, batch) }) { after = last }
        }
        return try await database.writeAlone { tx in try tx.rotateSecrets(to: key) }
    }
}
