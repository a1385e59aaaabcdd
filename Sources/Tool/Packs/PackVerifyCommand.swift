import ArgumentParser
import Declaration
import Kernel
import Language
import Packs

struct PackVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Is a pack whole, and who issued it? File by file and piece by piece.",
        discussion: "Changes nothing. Exit code 1 when something is damaged or missing, the signature is bad, or its key is not among those of --keys.")

    @Argument(help: "An archive, or the folder into which it was unpacked") var pack: String
    @Option(help: "The issuer's public keys: its /.well-known/keys.json, saved as a file") var keys: String?
    @OptionGroup var output: OutputOption

    func run() throws {
        let trusted = try PackKeyFiles.trusted(keys)
        let meter = PackMeter(Phrase("正在检查", "checking"))
        defer { meter.end() }
        let verdict = try Pack.verify(pack, keys: trusted) { meter.show($0, $1) }
        meter.end()
        if output.json { Terminal.say(model(verdict).prettyJSON, end: "") } else { tell(verdict, hasKeys: trusted != nil) }
        if !verdict.isWhole || verdict.signature == .bad || trusted != nil && verdict.signature != .good { throw ExitCode(1) }
    }

    private func tell(_ verdict: PackVerdict, hasKeys: Bool) {
        let manifest = verdict.manifest
        Terminal.say(manifest.label)
        for (file, state) in zip(manifest.files, verdict.states) where state != .whole { Terminal.say(Phrase("\(file.path)：\(state.phrase.zh)", "\(file.path): \(state.phrase.en)")) }
        if !verdict.isFrameWhole { Terminal.say(Phrase("压缩包的目录或各文件之间的字节已损坏或被改动，请勿解压。", "The archive's directory, or bytes between its files, are damaged or were changed: do not unpack it.")) }
        for extra in verdict.extras.prefix(20) {
            Terminal.say(extra == "…" ? Phrase("文件末尾有多余的字节", "There are more bytes behind the end") : Phrase("多余：\(shown(extra))", "Not of the pack: \(shown(extra))"))
        }
        if verdict.extras.count > 20 { Terminal.say(Phrase("……另有 \(verdict.extras.count - 20) 个多余的文件", "… and \(verdict.extras.count - 20) more files that are not of the pack")) }
        let (good, all) = (verdict.goodBytes, manifest.size)
        if verdict.isWhole {
            let count = manifest.files.count
            Terminal.say(Phrase("完好：\(count) 个文件，\(Numerals.bytes(all, .zh))。", "Whole: \(Plural.of(count, "file", "files")), \(Numerals.bytes(all, .en))."))
        } else {
            Terminal.say(
                Phrase(
                    "不完整：\(Numerals.bytes(all, .zh)) 中有 \(Numerals.bytes(good, .zh)) 完好。用 kepu pack repair 从另一份副本修复。",
                    "Not whole: \(Numerals.bytes(good, .en)) of \(Numerals.bytes(all, .en)) are good. Mend it from another copy: kepu pack repair."))
        }
        Terminal.say(verdict.signature.phrase(manifest, hasKeys: hasKeys))
    }

    /// A name that lies on a stick may hold anything.
    private func shown(_ path: String) -> String { String(path.map { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "?" : $0 }) }

    private func model(_ verdict: PackVerdict) -> DeclaredValue {
        let files = zip(verdict.manifest.files, verdict.states).map { file, state in
            let pieces: [DeclaredValue] = if case .damaged(let pieces) = state { pieces.map { .integer(Int64($0)) } } else { [] }
            return DeclaredValue.record(of: ["path": file.path.text, "state": state.word, "damagedPieces": DeclaredValue.list(pieces)])
        }
        return .record(of: [
            "whole": verdict.isWhole, "signature": verdict.signature.rawValue, "frameWhole": verdict.isFrameWhole, "id": verdict.manifest.id, "version": verdict.manifest.version,
            "goodBytes": Int(verdict.goodBytes), "bytes": Int(verdict.manifest.size), "files": DeclaredValue.list(files),
            "extras": DeclaredValue.list(verdict.extras.map { .text($0) }),
        ])
    }
}
