import Foundation
import TestKit
import Testing

/// What a person needs to know about a command stands in its `--help`, and about the settings in docs/operations.md.
@Suite struct HelpTests {
    static let commands = [
        "serve", "apply", "export", "campaign clone", "import", "undo", "user add", "database migrate", "database regions", "database distribute", "verify", "doctor",
        "demo", "secret rotate", "pack draft", "pack build", "pack list", "pack verify", "pack repair", "pack delta", "pack update", "pack key", "bench figures",
    ]

    @Test(arguments: commands) func saysEverything(_ command: String) throws {
        let told = try KepuProcess.run(command.split(separator: " ").map(String.init) + ["--help"], in: try Workplace().folder)
        #expect(told.code == 0 && told.out.hasPrefix("OVERVIEW: ") && told.out.contains("USAGE: kepu \(command)"))
        // Every argument and option has its words: no line of the list ends where its name does.
        let lines = told.out.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasPrefix("  -") || line.hasPrefix("  <") {
            let words = line.split(separator: " ").filter { !$0.hasPrefix("-") && !$0.hasPrefix("<") }
            #expect(!words.isEmpty || next.hasPrefix("                "), "\(command): \(line)")
        }
        if command != "serve", command != "demo" { #expect(told.out.contains("--json"), "\(command) has no --json") }
        let operations = try String(contentsOf: KepuProcess.root.appending(path: "docs/operations.md"), encoding: .utf8)
        #expect(operations.contains("`kepu \(command)"), "kepu \(command) is not in docs/operations.md")
    }

    /// Every role that there is can be given, so every one is named.
    @Test func userAddNamesEveryRole() throws {
        let told = try KepuProcess.run(["user", "add", "--help"], in: try Workplace().folder).out
        for role in ["administrator", "organiser", "moderator", "host", "office", "door", "analyst", "recommender", "expert", "supervisor"] {
            #expect(told.contains(role), "\(role): \(told)")
        }
    }

    @Test func doctorShowsEverySettingAndItsOrigin() throws {
        let place = try Workplace()
        #expect(try place.kepu("database", "migrate").code == 0)
        let told = try place.kepu("doctor", environment: ["KEPU_PORT": "9000", "KEPU_LANGUAGE": "en"])
        let source = try String(contentsOf: KepuProcess.root.appending(path: "Sources/Tool/Setting.swift"), encoding: .utf8)
        let names = Set(source.matches(of: /environment: "(KEPU_[A-Z_]+)"/).map { String($0.1) })
        #expect(Set(told.out.matches(of: /(?m)^(KEPU_[A-Z_]+)/).map { String($0.1) }) == names)
        #expect(told.out.contains("KEPU_PORT, --port = 9000  (KEPU_PORT)") && told.out.contains("KEPU_HOST, --host = 127.0.0.1  (default)"))
        #expect(told.out.contains("(KEPU_LANGUAGE)"))
        let hidden = try place.kepu("doctor", "--database", "postgres://u:a:secret@127.0.0.1:1/x?password=secret")
        #expect(
            hidden.out.contains("postgres://u:…@127.0.0.1:1/x?password=…") && hidden.out.contains("(--database)") && !hidden.out.contains("secret"))
        #expect(!hidden.err.contains("secret"))
        // The settings are shown also, and above all, where the database does not answer.
        let missing = try place.kepu("doctor", "--database", "sqlite:none.db")
        #expect(missing.code == 69 && missing.out.contains("sqlite:none.db  (--database)") && missing.err.hasPrefix("kepu: There is no database"))
        let json = try place.kepu("doctor", "--json")
        let model = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
        #expect((model?["settings"] as? [Any])?.count == names.count && model?["ledgerEntries"] as? Int == 0)
    }

    /// Exit codes, as docs/operations.md gives them.
    @Test func aLedgerThatWasTamperedWithIsToldByItsExitCode() throws {
        let place = try Workplace()
        #expect(try place.kepu("apply", Workplace.campaigns + "beijing-plan-2023.yaml").code == 0)
        // A command that writes seals at its end: one checkpoint, and it is called one.
        let whole = try place.kepu("verify")
        #expect(whole.code == 0 && whole.out.contains(", 1 checkpoint, 0 not sealed yet."), "\(whole)")
        let sql = ChildProcess()
        sql.executableURL = URL(filePath: "/usr/bin/env")
        sql.arguments = [
            "python3", "-c",
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(\"UPDATE ledger_entry SET reason='x' WHERE seq=3\"); c.commit()",
            place.folder + "/kepu.db",
        ]
        try sql.start()
        sql.waitUntilExit()
        let told = try place.kepu("verify")
        #expect(told.code == 1 && told.err == "kepu: the ledger does not agree with checkpoint 1: entry 3 was changed.\n", "\(told)")
        let json = try place.kepu("verify", "--json")
        #expect(json.code == 1 && json.out.contains("\"intact\": false"))
    }
}
