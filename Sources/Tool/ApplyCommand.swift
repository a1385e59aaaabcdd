import App
import ArgumentParser
import Declaration
import Foundation
import Kernel
import Storage

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "apply", abstract: "Apply campaign files; applied again, nothing changes.")

    @Argument(help: "Campaign files (YAML)") var files: [String]
    @Flag(help: "Only show what would be created, changed and left alone") var plan = false
    @Flag(help: "Replace what was changed at the desk since the last apply") var overwrite = false
    @Flag(help: "For machines") var json = false
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let contents = try files.map { (name: ($0 as NSString).lastPathComponent, bytes: try FileBytes.read($0, limit: 4 << 20)) }
        try await database.with { kepu in
            do {
                let outcome = try await kepu.declarations.apply(contents, to: kepu.database, overwrite: overwrite, planOnly: plan)
                Terminal.say(json ? outcome.json.prettyJSON : PlanPrinter(outcome, Terminal.language).text)
            } catch let problems as DeclarationProblems {
                Terminal.complain(json ? problems.json.prettyJSON : problems.text(Terminal.language))
                throw ExitCode(65)
            }
        }
    }
}

/// A file's bytes, or a sentence why not.
enum FileBytes {
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Refusal(.invalid, "file", "无法读取文件 \(path)。请检查路径和权限。", "The file \(path) cannot be read. Check the path and its permissions.")
        }
        let data = (try? handle.read(upToCount: limit + 1)) ?? Data()
        guard data.count <= limit else {
            throw Refusal(.tooLarge, "file", "文件 \(path) 超过 \(limit >> 20) MB 的上限。", "The file \(path) is larger than the limit of \(limit >> 20) MB.")
        }
        return Array(data)
    }
}
