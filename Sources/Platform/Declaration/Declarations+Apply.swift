import Kernel
package import Storage

extension Declarations {
    /// Compares the files with the database and makes it hold what they say, everything or nothing.
    ///
    /// Throws `DeclarationProblems` with all that is wrong, in all files; nothing has changed then.
    /// - Parameters:
    ///   - actor: the account that applies, 0 for the program itself.
    ///   - overwrite: whether the file wins over what was changed at the desk.
    ///   - folder: where each file lies, where that is known: one of a name that was applied from another folder is not taken for it.
    ///   - moved: whether files may lie elsewhere than when they were applied last.
    ///   - planOnly: carries everything out and takes it back, so that the plan is what an apply would really do.
    @discardableResult
    package func apply(
        _ files: [(name: String, bytes: [UInt8])], to database: Database, by actor: Int64 = 0, overwrite: Bool = false, planOnly: Bool = false,
        folder: (String) -> String? = { _ in nil }, moved: Bool = false
    ) async throws -> Plan {
        let documents = try read(files)
        let folders = files.map { folder($0.name) }
        do {
            return try await database.writeAlone { tx in
                var plan = try ApplyRun(self, documents, tx, actor: actor, overwrite: overwrite, folders: folders, moved: moved).run()
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
