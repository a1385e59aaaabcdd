import App
import ArgumentParser
import Declaration
import Files
import Kernel
import Storage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Every setting, where it came from, whether it can be used, and whether the database answers.",
        discussion: "docs/operations.md says what each setting means. Passwords in addresses are not shown.")

    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let settings = Setting.all.map { setting in (setting, shown(setting)) }
        if !output.json {
            for (setting, value) in settings {
                let option = setting.name.isEmpty ? "" : ", \(setting.name)"
                Terminal.say("\(setting.environment)\(option) = \(value.text)  (\(value.from))")
            }
            if Setting.smtp.value(nil).text.isEmpty {
                Terminal.say(Phrase("没有设置 KEPU_SMTP：不发邮件，消息只在系统内显示。", "KEPU_SMTP is not set: no mail goes out, and messages stay in the program."))
            }
        }
        if !output.json, !PaperTools.missing.isEmpty {
            let names = PaperTools.missing.joined(separator: ", ")
            Terminal.say(Phrase("缺少 \(names)：不能接收或预览附件。", "\(names) not installed: papers that people hand in are refused or not shown."))
        }
        let problems = Setting.all.compactMap { $0.problem(given($0)) }
        if !output.json { for problem in problems { Terminal.remark(problem.phrase) } }
        let (entries, room) = try await database.with(.look) { kepu in
            (try await kepu.database.read { try $0.ledgerCount() }, await Self.room(kepu))
        }
        let holder = ServingMark.holder(of: database.address)
        if output.json { tell(settings, problems, entries, room, holder) } else { tell(entries, room, holder) }
        if case .failure = room { throw ExitCode(69) }
        if !problems.isEmpty { throw ExitCode(65) }
    }

    /// The folder of files is tried: whether it can be written to, and how much room there is.
    private static func room(_ kepu: Kepu) async -> Result<Int64, Refusal> {
        do {
            return .success(try await kepu.database.shelf.room())
        } catch {
            return .failure((error as? ShelfError ?? .other(code: 0, "\(error)")).refusal)
        }
    }

    private func shown(_ setting: Setting) -> (text: String, from: String) {
        if setting.environment == Setting.files.environment { return (database.filesFolder, setting.value(database.files).from) }
        return setting.shown(given(setting))
    }

    private func tell(_ entries: Int64, _ room: Result<Int64, Refusal>, _ holder: String?) {
        switch room {
        case .success(let bytes):
            Terminal.say(
                Phrase(
                    "文件夹 \(database.filesFolder) 可以写入，还有 \(bytes >> 20) MB 空间。",
                    "The folder of files \(database.filesFolder) can be written to; there is room for \(bytes >> 20) MB."))
        case .failure(let refusal): Terminal.remark(Phrase(same: database.filesFolder) + Phrase("：", ": ") + refusal.phrase)
        }
        Terminal.say(Phrase("数据库正常，操作记录 \(entries) 条。", "The database answers; \(Plural.of(entries, "ledger entry", "ledger entries"))."))
        if let holder { Terminal.say(Phrase("服务器（\(holder)）正在使用它。", "A server (\(holder)) has it open.")) }
    }

    private func given(_ setting: Setting) -> String? {
        switch setting.environment {
        case Setting.database.environment: database.database
        case Setting.logLevel.environment: database.logLevel
        default: nil
        }
    }

    private func tell(_ settings: [(Setting, (text: String, from: String))], _ problems: [Refusal], _ entries: Int64, _ room: Result<Int64, Refusal>, _ holder: String?) {
        var (bytes, trouble): (Int64?, Phrase?) = (nil, nil)
        switch room {
        case .success(let found): bytes = found
        case .failure(let refusal): trouble = refusal.phrase
        }
        let list = settings.map { setting, value in
            DeclaredValue.record(of: [
                "name": setting.environment, "option": setting.name.isEmpty ? nil : setting.name, "value": value.text, "from": value.from,
            ])
        }
        let model = DeclaredValue.record(of: [
            "version": Kepu.version, "settings": DeclaredValue.list(list), "problems": problems.map(\.phrase), "ledgerEntries": entries,
            "filesRoom": bytes, "filesProblem": trouble,
            "servedBy": holder,
        ])
        Terminal.say(model.prettyJSON, end: "")
    }
}

/// `1 checkpoint`, `2 checkpoints`.
enum Plural {
    static func of(_ number: some BinaryInteger, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}
