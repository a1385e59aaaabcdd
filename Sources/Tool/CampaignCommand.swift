import App
import ArgumentParser
import Declaration
import Kernel
import Regions
import Rooms
import Storage

struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "Work on campaign files.", subcommands: [CloneCommand.self])
}

struct CloneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clone", abstract: "A later year's file from this year's: the same weekdays, 52 weeks later.",
        discussion: """
            Of a series of which the file holds several editions, the newest goes on. What exists already under its new key, in the
            file or in the database, is left as it is and referred to. What was said of the past edition stays behind: figures, news,
            notes, mottos, sources. The new file goes to standard output, what was left out to standard error.

              kepu campaign clone campaigns/joint-action-2024.yaml > joint-action-2026.yaml
              kepu campaign clone campaigns/joint-action-2024.yaml --campaign joint-action-2024 --year 2026
            """)

    @Argument(help: "A campaign file") var file: String
    @Option(help: "Only this campaign and what belongs to it") var campaign: String?
    @Option(help: "The year of the new edition (default: the one after the newest)") var year: Int?
    @Option(name: .customLong("to"), help: "The new key of the campaign, with --campaign (default: its key with the new year)") var key: String?
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let bytes = try FileBytes.read(file, limit: 4 << 20)
        let wish = CampaignClone.Wish(campaign: campaign, year: year, key: key)
        // A file can be cloned before there is a database; then nothing is held.
        guard database.exists else { return tell(try Self.clone(bytes, file, wish, .unbound) { _, _ in nil }, isTaken: false) }
        let (clone, isTaken) = try await database.with(.look) { kepu in
            let (declarations, file) = (kepu.declarations, file)
            return try await kepu.database.read { tx in
                let clone = try Self.clone(bytes, file, wish, declarations) { section, key in
                    try declarations.sections.first { $0.key == section }?.current(tx, key)
                }
                return (clone, try Declarations.files(tx).contains(clone.file))
            }
        }
        tell(clone, isTaken: isTaken)
    }

    private static func clone(
        _ bytes: [UInt8], _ file: String, _ wish: CampaignClone.Wish, _ declarations: Declarations,
        holds: (String, String) throws -> DeclaredValue?
    ) throws -> CampaignClone {
        try CampaignClone.shift(try declarations.read(bytes, name: file), wish, sections: declarations.sections, holds: holds)
    }

    private func tell(_ clone: CampaignClone, isTaken: Bool) {
        guard !output.json else {
            let model = DeclaredValue.record(of: [
                "file": clone.file, "year": clone.year, "yaml": clone.yaml, "fileIsTaken": isTaken, "leftOut": clone.leftOut, "held": clone.held,
                "past": clone.past, "renamed": DeclaredValue.record(clone.renamed.mapValues { .text($0) }),
            ])
            return Terminal.say(model.prettyJSON, end: "")
        }
        Terminal.say(clone.yaml, end: "")
        Terminal.remark(Phrase("建议文件名：\(clone.file).yaml", "suggested file name: \(clone.file).yaml"))
        func list(_ records: [String], _ zh: String, _ en: String) {
            guard !records.isEmpty else { return }
            let names = records.joined(separator: ", ")
            Terminal.remark(Phrase("\(zh)：\(names)", "\(en): \(names)"))
        }
        list(clone.past, "往届，未带入（可用 --campaign 指明）", "past editions, left behind (name one with --campaign)")
        list(clone.held, "已存在，只引用", "exist already and are referred to")
        list(clone.leftOut, "尚无模块支持，未带入", "left out, because no room understands it yet")
        if isTaken {
            Terminal.remark(
                Phrase("已应用过同名文件，请换一个文件名，否则会被视为对它的修改。", "a file of that name has been applied; choose another name, or it is taken for a change of that one."))
        }
    }
}

extension Declarations {
    /// With the sections of all rooms, and no database.
    static var unbound: Declarations { Declarations(sections: House.kepu.sections, checks: DeclarationChecks(isRegion: { RegionTable.china2023[$0] != nil })) }
}
