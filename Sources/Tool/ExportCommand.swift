import App
import ArgumentParser
import Declaration
import Kernel
import Storage

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write out: campaigns (applied files; without a name, their list), schema (of a campaign file).")

    @Argument(help: "campaigns or schema") var what: String
    @Argument(help: "The file's name, as applied") var name: String?
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try await database.with { kepu in
            let declarations = kepu.declarations
            switch (what, name) {
            case ("schema", _): Terminal.say(declarations.jsonSchema.prettyJSON)
            case ("campaigns", nil):
                for file in try await kepu.database.read({ try Declarations.files($0) }) { Terminal.say(file) }
            case ("campaigns", .some(let given)):
                let name = given.hasSuffix(".yaml") ? String(given.dropLast(5)) : given
                Terminal.say(try await kepu.database.read { try declarations.export($0, file: name) })
            default:
                throw Refusal(.invalid, "export", "不能导出“\(what)”。可以是 campaigns 或 schema。", "Cannot export “\(what)”: give campaigns or schema.")
            }
        }
    }
}

struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "Work on campaign files.", subcommands: [CloneCommand.self])
}

struct CloneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clone", abstract: "Next year's file from this year's: dates on the same weekdays, 52 weeks later.")

    @Argument(help: "A campaign file") var file: String
    @Option(help: "Only this campaign and what belongs to it") var campaign: String?
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let bytes = try FileBytes.read(file, limit: 4 << 20)
        try await database.with { kepu in
            do {
                let document = try kepu.declarations.read(bytes, name: file)
                let clone = try CampaignClone.shift(document, campaign: campaign, sections: kepu.declarations.sections)
                let taken = try await kepu.database.read { try Declarations.files($0) }.contains(clone.file)
                Terminal.say(clone.yaml)
                let left = clone.leftOut.joined(separator: ", ")
                Terminal.complain(Phrase("建议文件名 \(clone.file)。未带入：\(left)", "suggested file name: \(clone.file). Left out: \(left)")(Terminal.language))
                if taken {
                    Terminal.complain(
                        Phrase("注意：已应用过同名文件，请换一个名字。", "mind: a file of that name has been applied; choose another name.")(Terminal.language))
                }
            } catch let problems as DeclarationProblems {
                Terminal.complain(problems.text(Terminal.language))
                throw ExitCode(65)
            }
        }
    }
}
