import Foundation
import TestKit
import Testing

/// Every command with wrong input: one clear line on standard error, nothing on standard output, an exit code that is not 0.
@Suite struct WrongInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: Int32
        let says: String
        init(_ line: String, _ code: Int32, _ says: String) {
            (arguments, self.code, self.says) = (line.split(separator: " ").map(String.init), code, says)
        }
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let cases = [
        Case("apply none.yaml", 65, "There is no file none.yaml"), Case("apply folder", 65, "folder is a folder, not a file"),
        Case("apply bytes.yaml", 65, "bytes.yaml:1:"), Case("apply empty.yaml", 65, "empty.yaml:1:1: found an empty file"),
        Case("apply section.yaml", 65, "section.yaml:2:1: sectoin: found the unknown section"),
        Case("apply good.yaml none.yaml", 65, "There is no file none.yaml"),
        Case("campaign clone none.yaml", 65, "There is no file none.yaml"), Case("campaign clone folder", 65, "is a folder"),
        Case("campaign clone section.yaml", 65, "section.yaml:2:1:"), Case("campaign clone good.yaml --campaign other", 65, "It holds: day-2023"),
        Case("campaign clone good.yaml --year 2023", 65, "must be later than 2023"), Case("campaign clone good.yaml --to other", 65, "--campaign"),
        Case("campaign clone good.yaml --campaign day-2023 --to A", 65, "must be a key"),
        Case("import activities none.csv --map club.yaml", 65, "There is no file none.csv"),
        Case("import activities folder --map club.yaml", 65, "is a folder"), Case("import activities club.csv", 65, "needs a mapping file"),
        Case("import activities club.csv --map none.yaml", 65, "There is no file none.yaml"),
        Case("import activities club.csv --map folder", 65, "is a folder"),
        Case("import activities club.csv --map section.yaml", 65, "section.yaml:2:1:"),
        Case("import dinners club.csv", 65, "there is: activities"), Case("undo 0000000000001", 65, "no import 0000000000001"),
        Case("undo 0000000000001 --what dinners", 65, "there is: activities"), Case("export dinners", 65, "give campaigns"),
        Case("export campaigns other", 65, "No file “other” has been applied"),
        Case("user add a@example.org --role king", 65, "there is: administrator"),
        Case("user add a@example.org --scope region", 65, "begins with /"), Case("database regions none.csv", 65, "There is no file none.csv"),
        Case("user add nobody", 65, "Give an e-mail address such as you@example.org, or a mainland mobile number"),
        Case("user add a@b@example.org", 65, "Give an e-mail address"),
        Case("user add a@example.org --name \u{1B}[31m", 65, "none of them a control character"),
        Case("user add a@example.org --scope /region/619999", 65, "There is nothing at “/region/619999”; a role over it would cover nothing."),
        Case("user add a@example.org --scope /region/610100", 65, "It is written /region/610000/610100/610113."),
        Case("user add a@example.org --scope /campaign/day-2032", 65, "There is nothing at “/campaign/day-2032”"),
        Case("user add a@example.org --scope /organisation/7", 65, "There is nothing at “/organisation/7”"),
        Case("user add a@example.org --scope /organization/7", 65, "there is: /, /region/610000/610100/610113, /organisation/ID, /line/societies, /campaign/KEY"),
        Case("database regions club.csv", 65, "Line 1"), Case("export campaigns --database sqlite:none.db", 69, "There is no database"),
        Case("verify --database sqlite:none.db", 69, "There is no database"), Case("verify --database mysql:x", 65, "sqlite:PATH or postgres://"),
        Case("apply good.yaml --database sqlite:", 65, "sqlite:PATH"), Case("apply good.yaml --database sqlite:folder", 69, "is a folder"),
        Case("apply good.yaml --database sqlite:club.csv", 69, "is not a database file"),
        Case("apply good.yaml --database postgres://nobody@127.0.0.1:1/none", 69, "PostgreSQL cannot be reached"),
        Case("verify --log-level loud", 65, "there is: trace"), Case("serve --port many", 65, "whole number from 0 to 65535"),
        Case("serve --port 65536", 65, "whole number from 0 to 65535"), Case("serve --host 300.1.1.1", 65, "not “300.1.1.1”"),
        Case("serve --host http://x", 65, "an IP address or a name of this machine"), Case("serve --host 1.2.3", 65, "not “1.2.3”"),
        Case("serve --public folder", 65, "no css/kepu.css"),
    ]

    @Test(arguments: cases) func isOneLine(_ wrong: Case) throws {
        let place = try Self.place()
        let before = try place.ledger()
        let told = try KepuProcess.run(wrong.arguments, in: place.folder, environment: ["KEPU_DATABASE": place.database])
        #expect(told.code == wrong.code && told.out.isEmpty, "\(told)")
        #expect(told.err.contains(wrong.says) && told.err.filter(\.isNewline).count == 1, "\(told.err)")
        #expect(try place.ledger() == before)
    }

    /// What the parser of arguments refuses: the error first, then how the command is used.
    @Test(arguments: [
        "", "nonsense", "apply", "import", "import activities", "export", "undo", "user add", "database regions", "campaign clone",
        "campaign clone x --year soon", "verify --loud",
    ])
    func wrongUsage(_ line: String) throws {
        let told = try KepuProcess.run(line.split(separator: " ").map(String.init), in: try Workplace().folder)
        guard !line.isEmpty else { return #expect(told.code == 0 && told.out.contains("USAGE: kepu")) }
        #expect(told.code == 64 && told.err.hasPrefix("Error: ") && told.err.contains("Usage: kepu"), "\(told)")
    }

    @Test func settingsAreCheckedToo() throws {
        let place = try Self.place()
        let secure = try place.kepu("serve", "--public", KepuProcess.root.path + "/Public", environment: ["KEPU_SECURE": "yes"])
        #expect(secure.code == 65 && secure.err == "kepu: KEPU_SECURE is 1 or 0, not “yes”.\n")
        // Behind a proxy others are served, whatever address it listens on.
        for setting in [["KEPU_SECURE": "1"], ["KEPU_PROXIES": "127.0.0.1"]] {
            let open = try place.kepu("serve", "--port", "0", "--public", KepuProcess.root.path + "/Public", environment: setting)
            #expect(open.code == 65 && open.err.hasPrefix("kepu: KEPU_SECRET is not set"), "\(setting)")
        }
        let proxies = try place.kepu("serve", "--public", KepuProcess.root.path + "/Public", environment: ["KEPU_PROXIES": "10.0.0.2, proxy:80"])
        #expect(proxies.code == 65 && proxies.err == "kepu: KEPU_PROXIES is IP addresses with commas between them, such as 10.0.0.2, not “proxy:80”.\n")
        let chinese = try place.kepu("apply", "none.yaml", environment: ["KEPU_LANGUAGE": "zh"])
        #expect(chinese.err == "kepu: 没有文件 none.yaml。请检查路径。\n")
        let json = try place.kepu("apply", "none.yaml", "--json")
        #expect(json.err.hasPrefix("{\"error\":\"no-file\",\"says\":{") && json.code == 65)
    }

    /// What `kepu serve` would refuse, `kepu doctor` says too, beside every setting.
    @Test func theDoctorFindsWhatServeWouldRefuse() throws {
        let place = try Self.place()
        let wrong = ["KEPU_PORT": "abc", "KEPU_SECURE": "yes", "KEPU_API_RATE": "-1", "KEPU_LANGUAGE": "fr", "KEPU_PUBLIC": "folder", "KEPU_HOST": "300.1.1.1"]
        for (name, says) in [
            "KEPU_PORT": "A port is a whole number from 0 to 65535, not “abc”.", "KEPU_SECURE": "KEPU_SECURE is 1 or 0, not “yes”.",
            "KEPU_API_RATE": "KEPU_API_RATE is a number of requests a minute, 0 to 1000000 (0: no limit), not “-1”.",
            "KEPU_LANGUAGE": "KEPU_LANGUAGE is zh or en, not “fr”.",
        ] {
            let told = try place.kepu("doctor", environment: [name: wrong[name] ?? ""])
            #expect(told.code == 65 && told.err == "kepu: \(says)\n" && told.out.contains("The database answers"), "\(told)")
        }
        let all = try place.kepu("doctor", "--json", environment: wrong)
        #expect(all.code == 65 && all.err.isEmpty && all.out.count(of: "\"en\":") == 6, "\(all)")
        #expect(try place.kepu("doctor").code == 0)
    }

    /// Somebody else's file is left as it is, to the byte; so is a place where there is no file.
    @Test func noFileIsTouchedThatIsNotOurs() throws {
        let place = try Self.place()
        let foreign = place.folder + "/foreign.db"
        let sql = ChildProcess()
        sql.executableURL = URL(filePath: "/usr/bin/env")
        sql.arguments = ["python3", "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('CREATE TABLE notes (x)'); c.commit()", foreign]
        try sql.start()
        sql.waitUntilExit()
        let before = try Data(contentsOf: URL(filePath: foreign))
        for command in [["apply", "good.yaml"], ["database", "migrate"], ["verify"], ["database", "migrate", "--plan"]] {
            let told = try KepuProcess.run(command, in: place.folder, environment: ["KEPU_DATABASE": "sqlite:foreign.db"])
            #expect(told.code == 69 && told.err == "kepu: foreign.db is another program's database (it holds notes); it was not opened and not changed. Check the address.\n", "\(told)")
        }
        #expect(try Data(contentsOf: URL(filePath: foreign)) == before)
        for command in [
            ["apply", "good.yaml", "--plan"], ["import", "activities", "club.csv", "--map", "club.yaml", "--plan"], ["database", "migrate", "--plan"], ["verify"],
            ["export", "campaigns"], ["doctor"], ["undo", "0000000000001"],
        ] {
            let told = try KepuProcess.run(command, in: place.folder, environment: ["KEPU_DATABASE": "sqlite:new/none.db"])
            let isPlan = command.last == "--plan"
            #expect(isPlan ? told.err.hasPrefix("kepu: there is no database sqlite:new/none.db yet") : told.code == 69, "\(command) \(told)")
        }
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/new"))
        let plan = try KepuProcess.run(["apply", "good.yaml", "--plan"], in: place.folder, environment: ["KEPU_DATABASE": "sqlite:none.db"])
        #expect(plan.code == 0 && plan.out.contains("day-2023"), "\(plan)")
    }

    /// Who has entered something of their own does not find 2,000 invented activities beside it.
    @Test func theDemonstrationLeavesOwnRecordsAlone() throws {
        let place = try Self.place()
        #expect(try place.kepu("export", "campaigns").err == "kepu: no campaign file has been applied yet.\n")
        #expect(try place.kepu("apply", "good.yaml").code == 0)
        let ledger = try place.ledger()
        let told = try place.kepu("demo")
        #expect(told.code == 65 && told.out.isEmpty && told.err.hasPrefix("kepu: The database holds records of its own"), "\(told)")
        #expect(try place.ledger() == ledger)
    }

    /// Whom somebody added, as what, and over what.
    @Test func anAccountIsToldWithItsRole() throws {
        let place = try Self.place()
        let added = try place.kepu("user", "add", "a@example.org", "--role", "office", "--scope", "/region/610000/610100/610113")
        let lines = added.out.split(separator: "\n")
        #expect(added.code == 0 && lines.count == 2 && lines[0] == "Added a@example.org (Office that checks claims: Yanta District).", "\(added)")
        #expect(lines.last?.hasPrefix("Password, shown this once: ") == true)
        let unsaid = try place.kepu("user", "add", "b@example.org")
        #expect(unsaid.code == 65 && unsaid.err.hasPrefix("kepu: There are accounts already, so say as what with --role: administrator"), "\(unsaid)")
    }

    @Test func theFirstAccountAdministers() throws {
        let place = try Workplace()
        let added = try place.kepu("user", "add", "a@example.org")
        #expect(added.code == 0 && added.out.hasPrefix("Added a@example.org (Administrator: Everything)."), "\(added)")
    }

    /// Two files of one name in two folders are two files: the second does not take the first one's records away.
    @Test func aFileOfTheSameNameElsewhere() throws {
        let place = try Workplace()
        for (folder, keys) in [("north", ["a-2023", "b-2023"]), ("south", ["c-2023"]), ("later", ["a-2023"])] {
            try FileManager.default.createDirectory(atPath: place.folder + "/" + folder, withIntermediateDirectories: true)
            let records = keys.map { key in
                "  - {key: \(key), name: {zh: 日, en: Day}, kind: day, year: 2023, begin: 2023-09-16, end: 2023-09-17, accent: jade, summary: {zh: 日, en: Day}}\n"
            }
            try place.file("\(folder)/days.yaml", "kepu: 1\ncampaigns:\n" + records.joined())
        }
        #expect(try place.kepu("apply", "north/days.yaml").code == 0)
        let ledger = try place.ledger()
        let other = try place.kepu("apply", "south/days.yaml")
        #expect(
            other.code == 65 && other.err.hasPrefix("south/days.yaml:1:1: found a file of the same name as one that was applied from the folder "),
            "\(other)")
        #expect(other.err.contains("/north, without 2 of its records, such as campaigns/a-2023; expected another name"), "\(other)")
        #expect(try place.kepu("apply", "later/days.yaml", "--plan").code == 65)
        #expect(try place.ledger() == ledger)
        // Said to be the same file, it is; and it is known in its new place from then on.
        let moved = try place.kepu("apply", "later/days.yaml", "--moved")
        #expect(moved.code == 0 && moved.out.contains("campaigns/b-2023 is no longer in the file and is kept"), "\(moved)")
        #expect(try place.kepu("apply", "later/days.yaml").code == 0)
        // The same content from anywhere is the same file.
        #expect(try place.kepu("apply", "north/days.yaml").code == 0)
    }

    static func place() throws -> Workplace {
        let place = try Workplace()
        try FileManager.default.createDirectory(atPath: place.folder + "/folder", withIntermediateDirectories: true)
        try place.file("bytes.yaml", "a: \u{1}\n")
        try place.file("empty.yaml", "")
        try place.file("section.yaml", "kepu: 1\nsectoin: []\n")
        try place.file("club.yaml", Workplace.club)
        try place.file("club.csv", "id,title\n1,观星\n" + String(repeating: "2,天文\n", count: 100))
        try place.file(
            "good.yaml",
            "kepu: 1\ncampaigns:\n  - {key: day-2023, name: {zh: 日, en: Day}, kind: day, year: 2023, begin: 2023-09-16, end: 2023-09-17, accent: jade, summary: {zh: 日, en: Day}}\n"
        )
        #expect(try place.kepu("database", "migrate").code == 0)
        return place
    }
}
