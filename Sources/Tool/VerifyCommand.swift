import App
import ArgumentParser
import Declaration
import Kernel
import Rooms
import Storage

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recompute the ledger's checkpoints and what must be true of the records: has anything been tampered with?",
        discussion: """
            Changes nothing but what --tidy says. Files that records need are looked for in their folder; --read-files reads every one of them
            and recomputes its digest. Prints the newest checkpoint with its hash: keep that line elsewhere, and give it again with --expect to show
            that nothing up to there was rewritten, the checkpoints included. Exit code 1, and the first entry that differs, when the ledger
            or a record is not as it should be.

            With a FILE, checks a decision file instead (Calls: the ZIP with everything behind one decision): every hash, the ledger extract and
            its checkpoints, who signed it, with --keys whether the key is one of those, and with --database whether the key and the checkpoints
            are those of this database. It says what it could not check.
            """)

    @Argument(help: "A decision file (ZIP) to check instead of the database") var file: String?
    @Option(help: "A checkpoint that was noted earlier, NUMBER:HASH; it must be there still")
    var expect: String?

    @Flag(help: "Also read every file in the folder of files and recompute its digest") var readFiles = false
    @Flag(help: "Also remove files that no record needs and nobody has put there for a week") var tidy = false
    @Option(help: "A file with public keys, as an authority's site has them at /.well-known/keys.json: whose signature is good")
    var keys: String?

    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let noted = try expect.map(NotedCheckpoint.init)
        if let file { return try await DecisionFileVerdict(file, noted: noted, keys: keys, database: database.database == nil ? nil : database).tell(asJSON: output.json) }
        let (verdict, faults, latest) = try await database.with(.look) { kepu in
            let checks = kepu.house.checks
            let records = try await kepu.database.read { tx in
                let verdict = try LedgerCheckpoints.verify(tx) { done, total in Terminal.progress("\(done)/\(total)") }
                let faults = try checks.map { (title: $0.title, faults: try $0.run(tx)) } + [try noted?.check(tx)].compactMap(\.self)
                return (verdict, faults, try LedgerCheckpoints.latest(tx))
            }
            let files = try await ShelfVerdicts.look(kepu.database, reads: readFiles, tidies: tidy)
            return (records.0, records.1 + [files], records.2)
        }
        Terminal.endProgress()
        if output.json { Terminal.say(Self.model(verdict, faults, latest).prettyJSON, end: "") } else { Self.tell(verdict, faults, latest) }
        var isIntact = faults.allSatisfy(\.faults.isEmpty)
        if case .broken = verdict { isIntact = false }
        if !isIntact { throw ExitCode(1) }
    }

    private static func tell(_ verdict: LedgerVerdict, _ checks: [(title: Phrase, faults: [Phrase])], _ latest: (number: Int64, hash: String)?) {
        switch verdict {
        case .intact:
            Terminal.say(phrase(of: verdict))
            if let latest { Terminal.say(Phrase("最新校验点：\(latest.number):\(latest.hash)", "Newest checkpoint: \(latest.number):\(latest.hash)")) }
        case .broken: Terminal.remark(phrase(of: verdict))
        }
        for check in checks {
            if check.faults.isEmpty { Terminal.say(check.title + Phrase("：无误。", ": right.")) }
            for fault in check.faults { Terminal.remark(check.title + Phrase("：", ": ") + fault) }
        }
    }

    private static func model(
        _ verdict: LedgerVerdict, _ checks: [(title: Phrase, faults: [Phrase])], _ latest: (number: Int64, hash: String)?
    ) -> DeclaredValue {
        let records = checks.map { DeclaredValue.record(of: ["title": $0.title, "faults": $0.faults]) }
        switch verdict {
        case .intact(let checkpoints, let entries, let unsealed):
            return .record(of: [
                "intact": true, "checkpoints": checkpoints, "entries": entries, "unsealed": unsealed,
                "newest": latest.map { "\($0.number):\($0.hash)" } ?? "", "records": DeclaredValue.list(records),
            ])
        case .broken(let checkpoint, let damage):
            return .record(of: [
                "intact": false, "checkpoint": checkpoint, "damage": phrase(of: damage), "records": DeclaredValue.list(records),
            ])
        }
    }

    private static func phrase(of verdict: LedgerVerdict) -> Phrase {
        switch verdict {
        case .intact(let checkpoints, let entries, let unsealed):
            let counts = "\(Plural.of(entries, "entry", "entries")), \(Plural.of(checkpoints, "checkpoint", "checkpoints"))"
            return Phrase(
                "操作记录完整：\(entries) 条，\(checkpoints) 个校验点，另有 \(unsealed) 条待封存。",
                "The ledger is whole: \(counts), \(unsealed) not sealed yet.")
        case .broken(let checkpoint, let damage):
            let what = phrase(of: damage)
            return Phrase(
                "操作记录与第 \(checkpoint) 个校验点不符：\(what.zh)。", "the ledger does not agree with checkpoint \(checkpoint): \(what.en).")
        }
    }

    private static func phrase(of damage: LedgerDamage) -> Phrase {
        switch damage {
        case .changed(let seq): Phrase("第 \(seq) 条被改动", "entry \(seq) was changed")
        case .missing(let seq): Phrase("第 \(seq) 条缺失", "entry \(seq) is missing")
        case .added(let seq): Phrase("第 \(seq) 条是后来加入的", "entry \(seq) was added")
        case .checkpoint: Phrase("校验点本身被改动", "the checkpoint itself was changed")
        }
    }
}
