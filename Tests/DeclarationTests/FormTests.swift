import Declaration
import Kernel
import Testing

@Suite("The form of a file")
struct FormTests {
    private func problem(_ yaml: String) -> DeclarationProblem? { problem(Array(yaml.utf8)) }

    private func problem(_ bytes: [UInt8]) -> DeclarationProblem? {
        do {
            _ = try DeclaredFile.parse(bytes, name: "toy.yaml")
            return nil
        } catch {
            return error.problems.first
        }
    }

    @Test("every node knows its line and column")
    func places() throws {
        let file = try DeclaredFile.parse(Array("a: 1\nb:\n  - x\n  - {c: 你, d: y}\n".utf8), name: "dir/toy.yaml")
        let list = try #require(file.root.entry("b")?.value)
        #expect((list.elements[1].place.line, list.elements[1].place.column) == (4, 5))
        #expect(list.elements[1].entry("d")?.place.column == 12)
        #expect(file.root.place(of: "b[1].d").column == 12)
        #expect(file.root.place(of: "b[1].missing").line == 4)
        #expect(file.key == "toy")
    }

    @Test("a duplicate key is refused at the duplicate, and all of them are named")
    func duplicates() throws {
        let yaml = "kepu: 1\ncampaigns:\n  - key: day\n    begin: x\n    end: y\n    begin: z\n    inner: {a: 1, b: 2, a: 3}\nkepu: 1\n"
        #expect(throws: DeclarationProblems.self) { try DeclaredFile.parse(Array(yaml.utf8), name: "toy.yaml") }
        let problems = Toy.problems(yaml)
        #expect(problems.map(\.code) == ["duplicate-key", "duplicate-key", "duplicate-key"])
        #expect(problems.map(\.line) == [6, 7, 8])
        #expect(problems.map(\.column) == [5, 25, 1])
        #expect(problems.map(\.field) == ["campaigns[0].begin", "campaigns[0].inner.a", "kepu"])
        #expect(problems[0].found.en == "the key `begin` a second time (first in line 4)")
    }

    @Test(
        "what a file may not hold",
        arguments: [
            ("a: &x [1]\nb: *x\n", "anchor", 1), ("a: 1\nb: *x\n", "alias", 2), ("a: !!str 1\n", "tag", 1),
            ("a: 1\n---\nb: 2\n", "second-document", 2),
            ("a:\n  <<: {b: 1}\n", "merge-key", 2), ("a: 1\n? [x]\n: 1\n", "wrong-type", 2), ("a: \"x\\0y\"\n", "nul", 1),
            ("- a\n", "wrong-type", 1), ("", "empty", 1), ("a: [1\nb: 2\n", "syntax", 2), ("a: 1\n b: 2\n", "syntax", 2),
            ("a: 1\nb: x\u{1}y\n", "syntax", 2), ("a: \"x\n", "syntax", 2),
            ("a: 1\n\"b\\e[31m\": 2\n", "bad-key", 2),
        ])
    func refused(yaml: String, code: String, line: Int) throws {
        let found = try #require(problem(yaml))
        #expect(found.code == code)
        #expect(found.line == line)
    }

    @Test("bytes that are no UTF-8 are refused with their line")
    func notUTF8() throws {
        let found = try #require(problem(Array("a: 1\nb: ".utf8) + [0xFF, 0xFE, 0x0A]))
        #expect(found.code == "syntax")
        #expect(found.line == 2)
        #expect(found.column == 4)
        #expect(found.text(.en) == "toy.yaml:2:4: found bytes that are not UTF-8; expected a file saved as UTF-8")
    }

    @Test("the mark that some editors put before UTF-8 is passed over")
    func mark() throws {
        let file = try DeclaredFile.parse([0xEF, 0xBB, 0xBF] + Array("a: 1\nb: 你\n".utf8), name: "toy.yaml")
        #expect(file.root.entry("a")?.place.column == 1 && file.text.hasPrefix("a"))
        #expect(problem([0xEF, 0xBB, 0xBF] + Array("a: [\n".utf8))?.line == 2)
    }

    @Test("a billion laughs are refused at the first anchor")
    func laughs() throws {
        let lines = (1..<10).map { n in "a\(n): &a\(n) [\((0..<9).map { _ in "*a\(n - 1)" }.joined(separator: ","))]" }
        let found = try #require(problem((["a0: &a0 lol"] + lines).joined(separator: "\n")))
        #expect(found.code == "anchor")
        #expect(found.line == 1)
    }

    @Test("depth is refused without a crash", arguments: [33, 999, 1001, 100_000, 1_000_000])
    func depth(levels: Int) throws {
        for text in [
            "a: " + String(repeating: "[", count: levels), "a: " + String(repeating: "{b: ", count: levels),
            "a:\n" + String(repeating: "- ", count: levels), String(repeating: "? ", count: levels),
        ] {
            let found = try #require(problem(text))
            #expect(found.code == "too-deep", "\(text.prefix(9)): \(found.text(.en))")
        }
        #expect(problem("a: " + String(repeating: "[", count: 30) + String(repeating: "]", count: 30)) == nil)
    }

    @Test("too large, too many")
    func limits() throws {
        #expect(problem([UInt8](repeating: 0x20, count: DeclaredFile.Limit.bytes + 1))?.code == "too-large")
        #expect(problem("a: [" + String(repeating: "1,", count: DeclaredFile.Limit.nodes) + "]")?.code == "too-many-nodes")
        #expect(problem("a: [" + String(repeating: "1,", count: DeclaredFile.Limit.nodes - 3) + "]") == nil)
    }

    @Test("a block text loses the line break at its end, a quoted one keeps what it says")
    func blocks() throws {
        let file = try DeclaredFile.parse(Array("a: >\n  one\n  two\nb: |+\n  x\n\nc: \" y \"\n".utf8), name: "toy.yaml")
        #expect(file.root.entries.map(\.value.untypedForTest) == [.text("one two"), .text("x"), .text(" y ")])
    }
}

extension DeclaredNode {
    var untypedForTest: DeclaredValue {
        guard case .scalar(let text, _) = content else { return .null }
        return .text(text)
    }
}
