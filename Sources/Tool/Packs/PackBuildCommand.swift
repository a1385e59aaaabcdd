import ArgumentParser
import Declaration
import Kernel
import Language
import Packs

struct PackBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build a pack from a folder with its pack.yaml.",
        discussion: """
            The same contents, sheet and key give the same bytes. A file whose licence forbids copying, or states none, is refused, and nothing is
            written. docs/pack-format.md lists the licences and shows a pack.yaml.
            """)

    @Argument(help: "A folder with pack.yaml and the contents, or the pack.yaml") var sheet: String
    @Option(help: "The archive that is written, such as health-1.kepupack.zip") var out: String
    @Option(help: "The private key (kepu pack key makes one)") var key: String
    @OptionGroup var output: OutputOption

    func run() throws {
        let key = try PackKeyFiles.signing(key)
        let draft = try PackSheet(sheet).draft
        let meter = PackMeter(Phrase("正在打包", "packing"))
        defer { meter.end() }
        let manifest = try Pack.build(draft, by: key, to: out) { meter.show($0, $1) }
        meter.end()
        if output.json { return Terminal.say(PackModel.manifest(manifest).prettyJSON, end: "") }
        let count = manifest.contents.count
        Terminal.say(
            Phrase(
                "已写出 \(out)：\(manifest.label.zh)，\(count) 个文件，\(Numerals.bytes(manifest.size, .zh))。",
                "Wrote \(out): \(manifest.label.en), \(Plural.of(count, "file", "files")), \(Numerals.bytes(manifest.size, .en))."))
    }
}
