import ArgumentParser
import Declaration
import Foundation
import Kernel
import Packs

struct PackDraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Write pack.yaml for a folder, to be filled in.",
        discussion: "Lists every file of the folder, with its licence left open: kepu pack build refuses a file without one.")

    @Argument(help: "The folder with the contents") var folder: String
    @OptionGroup var output: OutputOption

    func run() throws {
        let target = folder + "/" + PackSheet.name
        let files = PackFolder.files(folder)
        guard !files.isEmpty else { throw Refusal(.invalid, "pack-empty", "文件夹 \(folder) 里没有文件。请检查路径。", "There are no files in the folder \(folder). Check the path.") }
        let name = URL(filePath: folder).standardizedFileURL.lastPathComponent
        let lines = files.map { "      - path: \(quoted($0))\n        # title: {zh: \"\", en: \"\"}\n        # licence: CC-BY-4.0\n" }
        let text = """
            kepu: 1
            packs:
              - key: my-pack  # 不随版本改变 · stays the same from version to version
                version: "1"
                title: {zh: \(quoted(name)), en: \(quoted(name))}
                # summary: {zh: "", en: ""}
                issuer:
                  name: {zh: "发布单位", en: "Issuing unit"}
                  # url: https://museum.example
                # valid: {from: 2026-01-01, until: 2026-12-31}
                # ages: {from: 6, until: 12}
                published: \(Instant(Date()).day(in: .china).iso)
                # 没有自己许可的文件用这一个 · for every file that states none of its own
                # licence: CC-BY-4.0
                # attribution: ""
                files:

            """ + lines.joined()
        let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            throw Refusal(.conflict, "pack-sheet-there", "\(target) 已存在，没有改动。", "\(target) is there already; nothing was changed.")
        }
        try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: Data(text.utf8))
        if output.json { return Terminal.say(DeclaredValue.record(of: ["file": target, "files": files.count]).prettyJSON, end: "") }
        Terminal.say(Phrase("已写出 \(target)，列出 \(files.count) 个文件。请填写标题、发布单位和许可，再运行 kepu pack build。", "Wrote \(target) with \(files.count) files. Fill in titles, the issuer and licences, then run kepu pack build."))
    }

    /// As YAML's double quotes have it, which are JSON's.
    private func quoted(_ text: String) -> String { JSONText.quote(text) }
}
