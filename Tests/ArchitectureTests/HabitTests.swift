import Testing

/// Habits that keep the house pleasant to live in.
@Suite struct HabitTests {
    @Test func filesStayShort() throws {
        let files = try SourceTree.swift("Sources").filter { !$0.path.hasSuffix("+Data.swift") }
        for file in files { #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines") }
        let lengths = files.map(\.lines.count).sorted()
        #expect(lengths[lengths.count / 2] < 80)
    }

    @Test func nothingIsPublic() throws {
        for file in try SourceTree.swift("Sources") {
            for line in file.lines { #expect(!line.drop { $0 == " " }.hasPrefix("public "), "\(file.path): \(line)") }
        }
    }

    /// No clock of the engine, no engine by name, no placeholder text in place of a bound value.
    @Test func sqlIsOneForBothEngines() throws {
        for file in try SourceTree.swift("Sources/Domain") {
            for word in ["CURRENT_TIMESTAMP", "CURRENT_DATE", "strftime(", "NOW()", "INSERT OR ", "::bigint", "::text", "AUTOINCREMENT", "SERIAL"] {
                #expect(!file.text.contains(word), "\(file.path) contains \(word)")
            }
        }
    }

    /// Looks are the style sheet's, behaviour the scripts'. Black on white is no colour: a QR code is nothing else.
    @Test func noColoursAndNoScriptsInRooms() throws {
        for file in try SourceTree.swift("Sources/Domain") {
            let found = file.text.firstMatch(of: /"#(?!fff"|000")[0-9a-fA-F]{3,8}"|<script|<style|javascript:|onclick/).map { String($0.0) }
            #expect(found == nil, "\(file.path)")
        }
    }

    /// A place that is put into an address is encoded whole, slashes too: an address begins with its own words, or is made by `.within`.
    @Test func addressesBeginWithTheirOwnWords() throws {
        for file in try SourceTree.swift("Sources/Domain") {
            let found = file.text.firstMatch(of: /\.(?:href|action)\("\\\([^"]*"/).map { String($0.0) }
            #expect(found == nil, "\(file.path): \(found ?? "")")
        }
    }

    /// JSON's quotes are written by `JSONText` alone, SQL's parameters by the literal: nobody puts a bracket around a word by hand.
    @Test func jsonHasOneWriter() throws {
        for file in try SourceTree.swift("Sources") where file.text.contains(#"out += "\\\"""#) {
            #expect(["Sources/Platform/Kernel/JSONText.swift", "Sources/Platform/Declaration/YAMLText.swift"].contains(file.path), "\(file.path) quotes by hand")
        }
    }

    /// A test that is passed over says why: only where data beside the project is missing.
    @Test func noTestIsSkippedInSilence() throws {
        for file in try SourceTree.swift("Tests") where file.folder != "Tests/ArchitectureTests" {
            for word in ["@Test(.disabled", "XCTSkip", "withKnownIssue"] { #expect(!file.text.contains(word), "\(file.path) contains \(word)") }
            for line in file.lines where line.contains(".enabled(if:") {
                #expect(line.contains("is not here\"") || line.contains("is not beside the project\""), "\(file.path): \(line)")
            }
        }
    }

    @Test func roomsDoNotForceOrHide() throws {
        for file in try SourceTree.swift("Sources/Domain") {
            for word in ["try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)", "print("] {
                #expect(!file.text.contains(word), "\(file.path) contains \(word)")
            }
        }
    }

    @Test func everyRoomExplainsItself() throws {
        for room in SourceTree.rooms {
            let design = try SourceTree.text("Sources/Domain/\(room)/DESIGN.md")
            #expect(design.count > 200, "\(room)/DESIGN.md says too little")
        }
    }

    @Test func everySettingIsDocumented() throws {
        let settings = try SourceTree.text("Sources/Tool/Setting.swift")
        let operations = try SourceTree.text("docs/operations.md")
        let names = settings.matches(of: /"(KEPU_[A-Z_]+)"/).map { String($0.1) }
        #expect(names.count >= 7)
        for name in names { #expect(operations.contains("`\(name)`"), "\(name) is not in docs/operations.md") }
    }

    @Test func everyCommandIsInTheReadme() throws {
        let readme = try SourceTree.text("README.md")
        var count = 0
        for file in try SourceTree.swift("Sources/Tool") {
            for match in file.text.matches(of: /commandName: "([a-z]+)"/) where match.1 != "kepu" {
                count += 1
                #expect(readme.contains(String(match.1)), "kepu \(match.1) is not in README.md")
            }
        }
        #expect(count >= 10)
    }

    @Test func theDrawingNamesEveryRoom() throws {
        let text = try SourceTree.text("docs/architecture.md")
        let drawing = text.split(separator: "```mermaid").dropFirst().first?.split(separator: "```").first ?? ""
        for room in SourceTree.rooms { #expect(drawing.contains(room), "\(room) is not in the drawing") }
    }
}
