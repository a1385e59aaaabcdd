import App
import ArgumentParser
import Kernel
import Storage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Every setting, where it came from, and whether the database answers.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        for setting in Setting.all {
            let given = setting.environment == Setting.database.environment ? database.database : nil
            let value = setting.value(given)
            Terminal.say("\(setting.environment)=\(value.text)  (\(value.from))")
        }
        let entries = try await database.with { kepu in
            try await kepu.database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry") ?? 0 }
        }
        Terminal.say(Phrase("数据库正常，操作记录 \(entries) 条。", "The database answers; \(entries) ledger entries."))
    }
}
