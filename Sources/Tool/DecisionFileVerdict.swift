import App
import ArgumentParser
import Calls
import Declaration
import Kernel
import Storage

/// What `kepu verify FILE` finds in a decision file.
struct DecisionFileVerdict {
    private let check: DecisionCheck
    private let faults: [Phrase]
    private let isWithDatabase: Bool

    /// - Parameters:
    ///   - noted: a checkpoint that was noted elsewhere; it must be the one that stands in the file.
    ///   - keys: a file with the public keys that are known.
    ///   - database: holds the ledger from which the file must have been taken, and the authorities' keys; nil: the file is checked by itself.
    init(_ path: String, noted: NotedCheckpoint?, keys: String?, database: DatabaseOption?) async throws {
        var known = try keys.map { try KnownKeys(json: try FileBytes.read($0, limit: 1 << 20), from: $0) }
        if known == nil, let database { known = try await database.with(.look) { kepu in try await kepu.database.read { tx in try KnownKeys(tx) } } }
        let check = try DecisionCheck(path: path, known: known)
        var faults = check.faults
        let seals = check.extract?.seals ?? []
        if let noted {
            guard let seal = seals.first(where: { $0.number == noted.number }) else {
                throw Refusal(
                    .invalid, "checkpoint-absent", "卷宗里没有第 \(noted.number) 个校验点；其中有：\(Self.numbers(seals))。",
                    "Checkpoint \(noted.number) is not in the file; there is: \(Self.numbers(seals)).")
            }
            if seal.hash != noted.hash {
                faults.append(Phrase("第 \(noted.number) 个校验点与另存的不同。", "Checkpoint \(noted.number) is not the one that was noted."))
            }
        }
        if let database {
            faults += try await database.with(.look) { kepu in
                try await kepu.database.read { tx in
                    try seals.filter { try LedgerCheckpoints.hash(of: $0.number, tx) != $0.hash }.map { seal in
                        Phrase("第 \(seal.number) 个校验点与数据库中的不同。", "Checkpoint \(seal.number) is not the one of the database.")
                    }
                }
            }
        }
        (self.check, self.faults, isWithDatabase) = (check, faults, database != nil)
    }

    private static func numbers(_ seals: [LedgerExtract.Seal]) -> String { seals.map { String($0.number) }.joined(separator: ", ") }

    /// Prints it; exit code 1 where something was changed.
    func tell(asJSON: Bool) throws {
        if asJSON {
            let model = DeclaredValue.record(of: [
                "intact": faults.isEmpty, "application": check.application, "made_at": check.madeAt, "reader": check.reader, "files": check.files, "root": check.root,
                "signed": check.signed, "known_key": check.isKnown, "checked_with_database": isWithDatabase, "faults": faults,
            ])
            Terminal.say(model.prettyJSON, end: "")
        } else {
            for fault in faults { Terminal.remark(fault) }
            if faults.isEmpty {
                Terminal.say(Phrase("卷宗完整，\(check.files) 个文件未被改动。", "The decision file is whole: \(check.files) files, none of them changed."))
            }
            Terminal.say(check.signed)
            if !isWithDatabase {
                Terminal.say(
                    Phrase(
                        "没有数据库，因此没有核对：其中的操作记录是否就是数据库里的记录（用 --database，或用 --expect 给出另存的校验点）。",
                        "Without a database it was not checked whether the ledger's entries are those of the database: use --database, or --expect with a checkpoint noted elsewhere."))
            }
            Terminal.say(Phrase("总哈希：\(check.root)", "Hash over all files: \(check.root)"))
        }
        if !faults.isEmpty { throw ExitCode(1) }
    }
}
