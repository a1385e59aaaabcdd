import Access
import App
import Calls
import Declaration
import Foundation
import Kernel
import Portal
import Rooms
import Storage

/// What `make serve` loads on first start, so that every room is alive. Clearly labelled on every page.
enum Demonstration {
    static let banner = Phrase(
        "演示系统：标有“示例”的单位和活动是虚构的；五个专题活动来自公开报道。", "Demonstration: units and activities marked “demo” are invented; the five campaigns come from published reports.")

    static func isLoaded(_ kepu: Kepu) async throws -> Bool {
        try await kepu.database.read { try $0.account(login: "admin@example.org") != nil }
    }

    /// - Parameter ifEmpty: leave a database alone that already holds accounts.
    static func load(_ kepu: Kepu, ifEmpty: Bool) async throws {
        if try await kepu.database.read({ try $0.identities().contains { !DemoAccounts.isEarly($0.account) } }) {
            if ifEmpty { return }
            throw Refusal(.conflict, "demo", "数据库里已有账号；演示数据只装入空库。", "The database already holds accounts; the demonstration is loaded into an empty one only.")
        }
        if try await holdsOtherRecords(kepu) {
            let why = Phrase(
                "数据库里已有自己的记录，没有装入演示数据；演示数据只装入空库。",
                "The database holds records of its own, so the demonstration is not loaded; it is loaded into an empty one only.")
            guard ifEmpty else { throw Refusal(.conflict, "demo", why) }
            return Terminal.remark(why)
        }
        Terminal.say(Phrase("首次启动，正在装入演示数据……", "First start: loading the demonstration …"))
        try await applyCampaigns(kepu)
        for part in kepu.house.demo {
            Terminal.say(Phrase("· \(part.title.zh)", "· \(part.title.en)"))
            try await part.load(kepu.house, kepu.database)
        }
        try await addAccounts(kepu)
    }

    /// Whether something was entered that is no part of the demonstration. One that was cut off while it was loaded goes on.
    private static func holdsOtherRecords(_ kepu: Kepu) async throws -> Bool {
        let own = Set(campaignFiles.map { DeclaredFile.key(of: $0) } + [DemoCallFile.key])
        return try await kepu.database.read { tx in
            let applied = try Declarations.files(tx)
            guard applied.allSatisfy(own.contains) else { return true }
            return try tx.latestLedger(500).contains { $0.entry.kind == "activities.imported" }
        }
    }

    private static var campaignFiles: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "campaigns")) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    private static func applyCampaigns(_ kepu: Kepu) async throws {
        let folder = "campaigns", names = campaignFiles
        guard !names.isEmpty else { return }
        let files = try names.map { (name: $0, bytes: try FileBytes.read(folder + "/" + $0, limit: 4 << 20)) }
        do {
            _ = try await kepu.declarations.apply(files, to: kepu.database)
            Terminal.say(Phrase("· \(names.count) 个专题活动文件", "· \(names.count) campaign files"))
        } catch let problems as DeclarationProblems {
            throw Refusal(.invalid, "campaigns", Phrase(problems.text(.zh), problems.text(.en)))
        }
    }

    private static func addAccounts(_ kepu: Kepu) async throws {
        let password = password()
        let hash = try await Passwords.hash(password)
        let accounts = DemoAccounts.all
        let database = kepu.database
        try await database.write { tx in try DemoAccounts.add(passwordHash: hash, tx) }
        Terminal.say(Phrase("演示账号（密码只显示这一次）：\(password)", "Demonstration accounts (the password is shown this once): \(password)"))
        for account in accounts { Terminal.say("  \(account.login)  \(account.role.name)") }
    }

    /// Sixteen random letters.
    static func password() -> String { String(Token().text.prefix(16)) }
}
