import App
import ArgumentParser
import Declaration
import Kernel
import Participation
import Storage

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write out campaign files as the database holds them now, their schema, or the dictionary of indicators.",
        discussion: """
            kepu export campaigns          the names of the files that were applied
            kepu export campaigns NAME     that file, with what the desk changed since; applying it changes nothing
            kepu export schema             the JSON Schema of a campaign file
            kepu export indicators         the dictionary of indicators, all editions, as CSV; with --json as JSON
            """)

    @Argument(help: "campaigns, schema or indicators") var what: String
    @Argument(help: "The file's name, as applied") var name: String?
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        switch (what, name) {
        case ("schema", nil): Terminal.say(Declarations.unbound.jsonSchema.prettyJSON, end: "")
        case ("indicators", nil):
            let editions = IndicatorDictionary.editions
            Terminal.say(output.json ? IndicatorTable.json(editions) : String(decoding: IndicatorTable.csv(editions), as: UTF8.self), end: output.json ? "\n" : "")
        case ("campaigns", nil): try await list()
        case ("campaigns", .some(let name)): try await file(name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name)
        default:
            let given = ([what] + (name.map { [$0] } ?? [])).joined(separator: " ")
            throw Refusal(
                .invalid, "export", "不能导出“\(given)”。可以是 campaigns、campaigns NAME、schema 或 indicators。",
                "Cannot export “\(given)”: give campaigns, campaigns NAME, schema or indicators.")
        }
    }

    private func list() async throws {
        let files = try await database.with(.look) { kepu in try await kepu.database.read { try Declarations.files($0) } }
        if output.json { return Terminal.say(files.declaredValue.prettyJSON, end: "") }
        if files.isEmpty { Terminal.remark(Phrase("还没有应用过活动项目文件。", "no campaign file has been applied yet.")) }
        for file in files { Terminal.say(file) }
    }

    private func file(_ name: String) async throws {
        let yaml = try await database.with(.look) { kepu in
            let declarations = kepu.declarations
            return try await kepu.database.read { tx in
                let known = try Declarations.files(tx)
                guard known.contains(name) else {
                    let (zh, en) = known.isEmpty ? ("还没有", "none") : (known.joined(separator: "、"), known.joined(separator: ", "))
                    throw Refusal(.notFound, "no-such-file", "没有应用过文件“\(name)”。已应用的有：\(zh)。", "No file “\(name)” has been applied. Applied were: \(en).")
                }
                return try declarations.export(tx, file: name)
            }
        }
        Terminal.say(output.json ? DeclaredValue.record(of: ["file": name, "yaml": yaml]).prettyJSON : yaml, end: "")
    }
}
