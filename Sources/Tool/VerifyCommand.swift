import App
import ArgumentParser
import Kernel
import Storage

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: "Recompute the ledger's checkpoints: has anything been tampered with?")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let verdict = try await database.with { kepu in
            while try await kepu.database.write({ try LedgerCheckpoints.append($0, batch: 5000) }) > 0 {}
            return try await kepu.database.read { tx in
                try LedgerCheckpoints.verify(tx) { done, total in Terminal.progress("\(done)/\(total)") }
            }
        }
        Terminal.endProgress()
        switch verdict {
        case .intact(let checkpoints, let entries, let unsealed):
            Terminal.say(Phrase("操作记录完整：\(entries) 条，\(checkpoints) 个校验点，另有 \(unsealed) 条待封存。", "The ledger is whole: \(entries) entries, \(checkpoints) checkpoints, \(unsealed) not sealed yet."))
        case .broken(let checkpoint, let damage):
            Terminal.complain(Phrase("操作记录与第 \(checkpoint) 个校验点不符：\(damage)", "the ledger does not agree with checkpoint \(checkpoint): \(damage)")(Terminal.language))
            throw ExitCode(1)
        }
    }
}
