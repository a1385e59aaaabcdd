import Testing

/// What docs/security.md says is shown by tests is shown by tests that there are.
@Suite struct SecurityListTests {
    @Test func everyTestThatIsNamedIsThere() throws {
        let files = try SourceTree.swift("Tests")
        let folders = try SourceTree.folders("Tests")
        var suites: [String: String] = [:]
        for file in files {
            for match in file.text.matches(of: /\b(?:struct|class|enum|extension) ([A-Za-z]+Tests)\b/) {
                suites[String(match.1), default: ""] += file.text
            }
        }
        let all = files.map(\.text).joined()
        let document = try SourceTree.text("docs/security.md")
        var named = 0, missing: [String] = []
        func ask(_ name: Substring, _ isThere: Bool) {
            named += 1
            if !isThere { missing.append(String(name)) }
        }
        // A suite, perhaps with a test of it; a test alone, in camel case; the folder of a target's tests.
        for match in document.matches(of: /`([A-Z][A-Za-z]*Tests)(?:\.([a-zA-Z0-9]+))?`/) {
            let suite = suites[String(match.1)]
            ask(match.0, match.2.map { suite?.contains("func \($0)(") == true } ?? (suite != nil || folders.contains(String(match.1))))
        }
        for match in document.matches(of: /`([a-z]+[A-Z][A-Za-z0-9]*)`/) { ask(match.0, all.contains("func \(match.1)(")) }
        for match in document.matches(of: /[ (|]([A-Z][A-Za-z]*Tests)\b/) {
            ask(match.1, suites[String(match.1)] != nil || folders.contains(String(match.1)))
        }
        #expect(missing == [])
        #expect(named > 60, "the document names its tests in another way: \(named)")
    }
}
