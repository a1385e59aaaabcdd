import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct JSONTests {
    @Test func readsValuesOfEveryKind() {
        let all = json(
            "\u{FEFF}[ {\"a\": [1, -2.5, true, false, null, \"文\\u5b57\\ud83d\\ude00\\n\\/\"], \"b\": {}, \"c\": []},\n{\"d\":9223372036854775807} ]\n"
        )
        let found = records(all)
        #expect(problems(all).isEmpty)
        #expect(
            found.first?.datum
                == .object([
                    .init("a", .list([.integer(1), .real(-2.5), .bool(true), .bool(false), .null, .text("文字😀\n/")])), .init("b", .object([])),
                    .init("c", .list([])),
                ]))
        #expect(found.last?.datum == .object([.init("d", .integer(.max))]))
        #expect(found.map(\.number) == [1, 2])
        #expect(found.map(\.line) == [1, 2])
        #expect(found.first?.byte == 5)
    }

    @Test func findsTheListInsideAnObject() {
        let text = "{\"n\": 2, \"result\": {\"x\": [1], \"records\": [{\"a\":1},{\"a\":2}], \"more\": {}}, \"z\": null}"
        #expect(records(json(text, at: "result.records")).count == 2)
        #expect(problems(json(text, at: "result.records")).isEmpty)
        #expect(problems(json(text, at: "result.missing")).map(\.code) == [.noRecords])
        #expect(problems(json(text, at: "n")).map(\.code) == [.syntax])
        #expect(problems(json(text, at: "result[0]")).map(\.code) == [.path])
        #expect(problems(json(text)).map(\.code) == [.noRecords])
        #expect(problems(json("{\"r\":[],\"r\":[]}", at: "r")).map(\.code) == [.duplicateKey])
    }

    @Test(arguments: [
        "[{\"a\":1}", "[{\"a\":1},]", "[{\"a\":1,}]", "[,{}]", "[{}{}]", "[{\"a\" 1}]", "[{a:1}]", "[{\"a\":01}]", "[{\"a\":1.}]", "[{\"a\":.5}]",
        "[{\"a\":+1}]",
        "[{\"a\":1e}]", "[{\"a\":nul}]", "[{\"a\":tru", "[{\"a\":\"x\ny\"}]", "[{\"a\":\"\\x\"}]", "[{\"a\":\"\\ud800\"}]", "[{\"a\":\"\\udc00\"}]",
        "[{\"a\":\"\\ud800\\u0041\"}]", "[{\"a\":\"\\u12g4\"}]", "[{\"a\":\"open", "[{}] x", "[{}]]", "{", "[", "nonsense", "[{\"a\":NaN}]",
        "[{\"a\":0x10}]",
    ])
    func refusesBrokenSyntax(_ text: String) throws {
        let problem = try #require(problems(json(text)).last)
        #expect([.syntax, .noRecords].contains(problem.code))
        #expect(problem.isFatal)
        #expect(problem.line != nil)
        #expect(problem.file == "a.json")
    }

    @Test func refusesBytesThatAreNoText() {
        let bytes = Array("[{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}]".utf8)
        #expect(problems(json(bytes)).map(\.code) == [.encoding])
        let overlong = Array("[{\"a\":\"".utf8) + [0xC0, 0xAF] + Array("\"}]".utf8)
        #expect(problems(json(overlong)).map(\.code) == [.encoding])
        #expect(problems(json([])).map(\.code) == [.empty])
    }

    @Test func namesTheKeyThatStandsTwiceAndGoesOn() throws {
        let all = json("[{\"a\":1},\n{\"b\":1,\n\"b\":2},\n{\"c\":3}]")
        let problem = try #require(problems(all).first)
        #expect(records(all).count == 2)
        #expect(problem.code == .duplicateKey)
        #expect(problem.field == "b")
        #expect(problem.line == 3)
        #expect(problem.row == 2)
        #expect(!problem.isFatal)
        let many = (0..<50).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(problems(json("[{\(many)}]")).isEmpty)
        #expect(problems(json("[{\(many),\"k7\":0}]")).first?.field == "k7")
    }

    @Test func refusesNumbersThatDoNotFit() {
        for number in ["9223372036854775808", "-9223372036854775809", "1e999", String(repeating: "9", count: 900)] {
            let all = json("[{\"id\":\(number)},{\"id\":1}]")
            #expect(problems(all).map(\.code) == [.number])
            #expect(records(all).count == 1)
        }
        #expect(problems(json("[{\"id\":\(String(repeating: "9", count: 100_000))}]")).first?.isFatal == true)
    }

    @Test func refusesRecordsThatAreNoObjects() {
        let all = json("[1, {\"a\":1}, \"x\", [2]]")
        #expect(problems(all).map(\.code) == [.notAnObject, .notAnObject, .notAnObject])
        #expect(records(all).count == 1)
    }

    @Test func keepsTheLimits() {
        var limits = RecordFile.Limits()
        limits.recordBytes = 100
        limits.textBytes = 50
        limits.values = 10
        limits.depth = 3
        #expect(problems(json("[{\"a\":\"\(String(repeating: "x", count: 50))\"}]", limits: limits)).isEmpty)
        #expect(problems(json("[{\"a\":\"\(String(repeating: "x", count: 51))\"}]", limits: limits)).map(\.code) == [.tooLarge])
        #expect(problems(json("[{\"a\":\(String(repeating: " ", count: 100))1}]", limits: limits)).map(\.code) == [.tooLarge])
        #expect(problems(json("[{\"a\":[1,2,3,4,5,6,7,8,9]}]", limits: limits)).map(\.code) == [.tooLarge])
        #expect(problems(json("[{\"a\":[[1]]}]", limits: limits)).isEmpty)
        #expect(problems(json("[{\"a\":[[[1]]]}]", limits: limits)).map(\.code) == [.tooDeep])
    }

    @Test func refusesDeepNestingAtOnce() {
        for opening in ["[", "{\"a\":", "[{\"a\":"] {
            let text = "[" + String(repeating: opening, count: 100_000)
            #expect(problems(json(text)).map(\.code) == [.tooDeep])
        }
        #expect(problems(json(String(repeating: "{\"a\":", count: 100_000), at: "b")).map(\.code) == [.tooDeep])
    }

    @Test func losesOnlyTheBadLines() {
        let text =
            "{\"a\":1}\n\n{\"a\":\n{\"a\":2}\r\n{\"a\":1,\"a\":2}\n{\"a\":3} {\"a\":4}\n[1]\n\(String(repeating: "[", count: 10_000))\n{\"a\":\"x\n{\"a\":5}"
        let all = outcomes(NDJSONRecords(ArrayBytes(Array(text.utf8)), file: "a.ndjson", limits: .init()))
        #expect(records(all).map { $0.datum["a"] } == [.integer(1), .integer(2), .integer(5)])
        #expect(records(all).map(\.line) == [1, 4, 10])
        #expect(problems(all).map(\.code) == [.syntax, .duplicateKey, .syntax, .notAnObject, .tooDeep, .syntax])
        #expect(problems(all).map(\.line) == [3, 5, 6, 7, 8, 9])
        #expect(problems(all).allSatisfy { !$0.isFatal })
    }

    @Test func saysWhereAndWhatInBothLanguages() throws {
        let problem = try #require(problems(json("[{\"a\":1},\n{\"a\" 2}]")).last)
        #expect(problem.message.en == "a.json, line 2: Found “2”, expected “:” after the key.")
        #expect(problem.message.zh == "a.json，第 2 行：这里是“2”，应为键后面的“:”。")
        #expect(problem.refusal.kind == .invalid)
    }
}
