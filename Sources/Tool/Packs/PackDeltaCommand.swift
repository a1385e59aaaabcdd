import ArgumentParser
import Declaration
import Kernel
import Language
import Packs

struct PackDeltaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delta", abstract: "Write what changed between two versions of a pack: a small file that updates the old one.")

    @Argument(help: "The old version, an archive or an unpacked folder") var old: String
    @Argument(help: "The new version") var new: String
    @Option(help: "The file that is written, such as health-1-to-2.delta.zip") var out: String
    @OptionGroup var output: OutputOption

    func run() throws {
        let meter = PackMeter(Phrase("正在比较", "comparing"))
        defer { meter.end() }
        let summary = try Pack.delta(from: old, to: new, out: out) { meter.show($0, $1) }
        meter.end()
        if output.json {
            let model = DeclaredValue.record(of: ["file": out, "id": summary.id, "from": summary.fromVersion, "to": summary.toVersion, "carried": Int(summary.carried)])
            return Terminal.say(model.prettyJSON, end: "")
        }
        Terminal.say(
            Phrase(
                "已写出 \(out)：从版本 \(summary.fromVersion) 到 \(summary.toVersion)，带 \(Numerals.bytes(summary.carried, .zh)) 改动的内容。",
                "Wrote \(out): from version \(summary.fromVersion) to \(summary.toVersion), carrying \(Numerals.bytes(summary.carried, .en)) of what changed."))
    }
}

struct PackUpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Make the new version of a pack from the old one and a delta.",
        discussion: """
            The old version stays as it is; the new one is written beside it, byte for byte as it was issued. A delta for another version is
            refused. With --plan only what would be added, changed and removed is told.
            """)

    @Argument(help: "The old version, an archive or an unpacked folder") var old: String
    @Argument(help: "The delta") var delta: String
    @Option(help: "The archive that is written") var out: String?
    @Flag(help: "Tell what would change and write nothing") var plan = false
    @Option(help: "The issuer's public keys: its /.well-known/keys.json, saved as a file") var keys: String?
    @OptionGroup var output: OutputOption

    func validate() throws {
        if out == nil, !plan { throw ValidationError("Name the archive that is written (--out), or give --plan.") }
    }

    func run() throws {
        let trusted = try PackKeyFiles.trusted(keys)
        let (changes, new) = try Pack.changes(delta, to: old)
        if output.json { Terminal.say(model(changes, new).prettyJSON, end: "") } else { tell(changes, new) }
        guard let out, !plan else { return }
        let meter = PackMeter(Phrase("正在更新", "updating"))
        defer { meter.end() }
        let verdict = try Pack.apply(delta, to: old, out: out, keys: trusted) { meter.show($0, $1) }
        meter.end()
        if !output.json {
            Terminal.say(Phrase("已写出 \(out)。", "Wrote \(out)."))
            Terminal.say(verdict.signature.phrase(new, hasKeys: trusted != nil))
        }
        if trusted != nil, verdict.signature != .good { throw ExitCode(1) }
    }

    private func tell(_ changes: PackChanges, _ new: PackManifest) {
        Terminal.say(new.label)
        for (mark, files) in [("+", changes.added), ("~", changes.changed), ("-", changes.removed)] {
            for file in files { Terminal.say("\(mark) \(file.path)  \(file.title(Terminal.language))  \(Numerals.bytes(file.size, Terminal.language))") }
        }
        Terminal.say(
            Phrase(
                "新增 \(changes.added.count) 个，改动 \(changes.changed.count) 个，删除 \(changes.removed.count) 个，不变 \(changes.unchanged) 个。",
                "\(changes.added.count) added, \(changes.changed.count) changed, \(changes.removed.count) removed, \(changes.unchanged) as before."))
    }

    private func model(_ changes: PackChanges, _ new: PackManifest) -> DeclaredValue {
        .record(of: [
            "id": new.id, "version": new.version, "added": DeclaredValue.list(changes.added.map(PackModel.file)), "changed": DeclaredValue.list(changes.changed.map(PackModel.file)),
            "removed": DeclaredValue.list(changes.removed.map(PackModel.file)), "unchanged": changes.unchanged,
        ])
    }
}
