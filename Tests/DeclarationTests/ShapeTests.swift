import Declaration
import Kernel
import Testing

@Suite("What shapes refuse")
struct ShapeTests {
    private func only(_ yaml: String) throws -> DeclarationProblem {
        let problems = Toy.problems(yaml)
        try #require(problems.count == 1, "\(problems.map { $0.text(.en) })")
        return problems[0]
    }

    @Test("an unknown key is named with its line, and what was probably meant")
    func unknownKey() throws {
        let found = try only(Sample.campaign("bgein: \"2023-09-16\""))
        #expect(found.code == "unknown-key")
        #expect((found.file, found.line, found.column, found.field) == ("toy.yaml", 9, 5, "campaigns[0].bgein"))
        #expect(found.expected.en.hasSuffix("; did you mean `begin`?"))
        #expect(found.expected.zh.hasSuffix("；是否应为 `begin`？"))
        #expect(found.text(.en).hasPrefix("toy.yaml:9:5: campaigns[0].bgein: found the unknown key `bgein`; expected one of key, name,"))
    }

    @Test("an unknown section")
    func unknownSection() throws {
        let found = try only("kepu: 1\nvenus: []\n")
        #expect((found.code, found.line, found.field) == ("unknown-key", 2, "venus"))
        #expect(found.expected.en.hasSuffix("did you mean `venues`?"))
    }

    @Test(
        "a wrong value is named with field and expectation",
        arguments: [
            ("year: twenty", "wrong-type", "year", "an integer from 1900 to 2100"), ("year: \"2023\"", "wrong-type", "year", "an integer"),
            ("year: 020", "wrong-type", "year", "an integer"), ("year: 1_000", "wrong-type", "year", "an integer"),
            ("year: 99999999999999999999", "wrong-type", "year", "an integer"), ("year: 1800", "out-of-range", "year", "from 1900"),
            ("year: [2023]", "wrong-type", "year", "an integer"), ("begin: 2023-02-30", "bad-day", "begin", "a day such as \"2023-09-16\""),
            ("begin: 2023-9-1", "bad-day", "begin", "a day"), ("begin:", "wrong-type", "begin", "a day"),
            ("begin: ~", "wrong-type", "begin", "a day"),
            ("end: \"2023-01-01\"", "rule", "end", "not before begin"), ("name: Day", "wrong-type", "name", "zh, en"),
            ("name: {zh: 日}", "missing-key", "name.en", "a text"), ("name: {zh: 日, en: \"  \"}", "bad-text", "name.en", "a text"),
            ("name: {zh: 日, en: \"a\\nb\"}", "bad-text", "name.en", "one paragraph"), ("zone: Mars/Olympus", "bad-zone", "zone", "Asia/Shanghai"),
            ("precision: monht", "bad-choice", "precision", "did you mean `month`?"), ("motto: {a: b}", "wrong-type", "motto", "a text"),
            ("source: []", "too-few", "source", "at least 1"), ("source: [S9]", "bad-source", "source[0]", "S1 or R112"),
            ("venue: No Such", "bad-key", "venue", "the key of a record in venues"),
            ("sessions: [{begin: \"2023-09-17T25:00\", end: \"2023-09-17T10:00\"}]", "bad-time", "sessions[0].begin", "a local time"),
            ("sessions: [{begin: \"2023-09-17T09:00+08:00\", end: \"2023-09-17T10:00\"}]", "bad-time", "sessions[0].begin", "a local time"),
            ("themes: [{key: ab, month: \"2023-13\"}]", "bad-month", "themes[0].month", "a month"),
            ("themes: [{key: ab, month: \"2023-01\"}, {key: ab, month: \"2023-02\"}]", "duplicate-record", "themes[1].key", "occurs once"),
            ("sessions: {}", "wrong-type", "sessions", "a list"), ("labels: [a]", "wrong-type", "labels", "a mapping"),
            ("placed: [{campaign: day, blok: x}]", "unknown-key", "placed[0].blok", "did you mean `block`?"),
        ])
    func wrong(line: String, code: String, field: String, expected: String) throws {
        let name = line.prefix { $0 != ":" }
        let yaml = Sample.campaign().split(separator: "\n").filter { !$0.hasPrefix("    \(name):") }.joined(separator: "\n") + "\n    \(line)\n"
        let found = try only(yaml)
        #expect(found.code == code)
        #expect(found.field == "campaigns[0].\(field)")
        #expect(found.line == yaml.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
        #expect(found.expected.en.contains(expected))
        #expect(!found.expected.zh.isEmpty && !found.found.zh.isEmpty)
    }

    @Test("an unknown region code")
    func region() throws {
        let found = try only("kepu: 1\nvenues:\n" + Sample.venue("hall", "region: \"999999\""))
        #expect((found.code, found.line, found.field) == ("unknown-region", 3, "venues[0].region"))
        #expect(found.found.en == "\"999999\"")
    }

    @Test("a missing key, a record twice, a section that is no list")
    func records() throws {
        let missing = try only("kepu: 1\nvenues:\n  - {key: hall, source: [S1]}\n")
        #expect((missing.code, missing.line, missing.field) == ("missing-key", 3, "venues[0].name"))
        let twice = try only("kepu: 1\nvenues:\n" + Sample.venue("hall") + Sample.venue("hall"))
        #expect((twice.code, twice.line, twice.field) == ("duplicate-record", 4, "venues[1].key"))
        #expect(try only("kepu: 1\nvenues: hall\n").code == "wrong-type")
        #expect(try only("venues: []\n").field == "kepu")
        #expect(try only("kepu: 2\n").code == "bad-version")
    }

    @Test("all problems are told at once, up to a hundred")
    func many() throws {
        let yaml = "kepu: 1\nvenues:\n" + (0..<250).map { Sample.venue("hall-\($0)", "region: \"x\"") }.joined()
        do {
            _ = try Toy.read(yaml)
            Issue.record("must be refused")
        } catch {
            #expect(error.problems.count == 100)
            #expect(error.more == 150)
            #expect(error.text(.en).hasSuffix("… and 150 more"))
        }
    }

    @Test("facts lead to records, and say one of two things")
    func facts() throws {
        func fact(_ rest: String) -> String {
            Sample.campaign("blocks: [{key: main, name: {zh: 主, en: Main}}]")
                + "facts:\n  - {id: M05.a, fact: {zh: 甲, en: A}, source: [S0], \(rest)}\n"
        }
        #expect(Toy.problems(fact("typed: [campaigns/day, campaigns/day#blocks/main]")).isEmpty)
        #expect(try only(fact("typed: [campaigns/night]")).field == "facts[0].typed[0]")
        #expect(try only(fact("typed: [campaigns/day, campaigns/day#blocks/none]")).field == "facts[0].typed[1]")
        #expect(try only(fact("typed: [day]")).code == "bad-reference")
        let near = try only(fact("waiting: Call"))
        #expect(near.expected.en.hasSuffix("did you mean `Calls`?"))
        #expect(try only(fact("waiting: Calls, typed: [campaigns/day]")).code == "rule")
        #expect(try only(fact("repaired: confirmed")).code == "rule")
        #expect(try only(fact("waiting: Calls, declared: [notices/none]")).code == "bad-reference")
        #expect(try only(fact("waiting: Calls").replacing("M05.a", with: "M36")).field == "facts[0].id")
    }

    @Test("a declared section is well-formed")
    func waiting() throws {
        func notice(_ record: String) -> String { Sample.campaign() + "notices:\n  - {\(record)}\n" }
        let good = "key: one, name: {zh: 甲, en: A}, campaign: day, source: [S0]"
        #expect(Toy.problems(notice(good + ", whatever: [{x: 1}]")).isEmpty)
        #expect(try only(notice(good + ", rules: [{text: {zh: 甲}}]")).field == "notices[0].rules[0].text.en")
        #expect(try only(notice("key: one, name: {zh: 甲}, campaign: day, source: [S0]")).field == "notices[0].name.en")
        #expect(try only(notice("key: one, campaign: day, source: [S0]")).field == "notices[0].name")
        #expect(try only(notice("key: one, title: {zh: 甲, en: A}, source: [S0]")).field == "notices[0].campaign")
        #expect(try only(Sample.campaign() + "notices: {}\n").code == "wrong-type")
    }
}
