import ArgumentParser
import Declaration
import Kernel
import Language
import Packs

struct PackRepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair", abstract: "Mend a damaged or unfinished pack from other copies; nothing is fetched twice.",
        discussion: """
            Sources are other copies (damaged ones too), unpacked folders, older versions, half a download, or the very files. Only pieces whose
            checksum is right are taken. What is still missing is told as byte ranges of the published archive; the result is kept, and the next
            repair goes on from it. A folder is mended in place, file by file. Exit code 1 while something is missing.
            """)

    @Argument(help: "The damaged archive or folder; for an archive it may be missing altogether") var pack: String
    @Option(name: .customLong("from"), parsing: .upToNextOption, help: "Archives, folders or files from which pieces may be taken") var sources: [String] = []
    @Option(help: "Write the result here (default: in place of the damaged archive)") var out: String?
    @Option(help: "The issuer's public keys: its /.well-known/keys.json, saved as a file") var keys: String?
    @OptionGroup var output: OutputOption

    func run() throws {
        let trusted = try PackKeyFiles.trusted(keys)
        let meter = PackMeter(Phrase("正在修复", "repairing"))
        defer { meter.end() }
        let report = try Pack.repair(pack, from: sources, to: out, keys: trusted) { meter.show($0, $1) }
        meter.end()
        if output.json { Terminal.say(model(report).prettyJSON, end: "") } else { tell(report, hasKeys: trusted != nil) }
        if !report.isWhole || report.signature == .bad || trusted != nil && report.signature != .good { throw ExitCode(1) }
    }

    private func tell(_ report: RepairReport, hasKeys: Bool) {
        Terminal.say(report.manifest.label)
        for source in report.taken { Terminal.say(Phrase("取自 \(source.name)：\(Numerals.bytes(source.bytes, .zh))", "From \(source.name): \(Numerals.bytes(source.bytes, .en))")) }
        if report.isWhole {
            Terminal.say(Phrase("已修复，完好：\(report.path)", "Mended and whole: \(report.path)"))
        } else {
            let size = report.missingBytes
            Terminal.say(
                Phrase(
                    "还缺 \(Numerals.bytes(size, .zh))，涉及 \(report.incomplete.count) 个文件；已修复的部分在 \(report.path)。只需取回原压缩包的这些字节：",
                    "\(Numerals.bytes(size, .en)) are still missing, of \(Plural.of(report.incomplete.count, "file", "files")); what is mended is in \(report.path). Only these bytes of the archive have to be fetched:"))
            Terminal.say(report.rangeHeader)
        }
        Terminal.say(report.signature.phrase(report.manifest, hasKeys: hasKeys))
    }

    private func model(_ report: RepairReport) -> DeclaredValue {
        .record(of: [
            "whole": report.isWhole, "file": report.path, "id": report.manifest.id, "version": report.manifest.version, "signature": report.signature.rawValue,
            "missing": DeclaredValue.list(report.missing.map { .record(of: ["from": Int($0.lowerBound), "until": Int($0.upperBound)]) }),
            "incomplete": DeclaredValue.list(report.incomplete.map { .text($0.text) }),
            "taken": DeclaredValue.list(report.taken.map { .record(of: ["from": $0.name, "bytes": Int($0.bytes)]) }),
        ])
    }
}
