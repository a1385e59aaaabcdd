import Kernel
package import Storage

extension Declarations {
    /// Compares the files with the database and makes it hold what they say, everything or nothing.
    ///
    /// Throws `DeclarationProblems` with all that is wrong, in all files; nothing has changed then.
    /// - Parameters:
    ///   - actor: the account that applies, 0 for the program itself.
    ///   - overwrite: whether the file wins over what was changed at the desk.
    ///   - planOnly: carries everything out and takes it back, so that the plan is what an apply would really do.
    @discardableResult
    package func apply(
        _ files: [(name: String, bytes: [UInt8])], to database: Database, by actor: Int64 = 0, overwrite: Bool = false, planOnly: Bool = false
    ) async throws -> Plan {
        let documents = try read(files)
        do {
            return try await database.writeAlone { tx in
                var plan = try self.apply(documents, in: tx, by: actor, overwrite: overwrite)
                guard !planOnly else { throw PlanOnly(plan: plan) }
                plan.isApplied = true
                return plan
            }
        } catch let looked as PlanOnly {
            return looked.plan
        }
    }

    /// The same in a transaction that is already open.
    package func apply(
        _ documents: [DeclarationDocument], in tx: Transaction, by actor: Int64 = 0, overwrite: Bool = false
    ) throws -> Plan {
        let run = try ApplyRun(self, documents, tx, actor: actor, overwrite: overwrite)
        return try run.run()
    }

    /// Takes the transaction back and carries the plan out of it.
    private struct PlanOnly: Error {
        let plan: Plan
    }
}
