import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct CSVTests {
    @Test func readsQuotesAndLineEnds() {
        let all = csv("\u{FEFF}name,\"words, many\",n\r\n\"a \"\"b\"\"\",\"x\r\ny\",1\n\n,\"\",0\rlast,一,\n")
        #expect(problems(all).isEmpty)
        let found = records(all)
        #expect(found.count == 3)
        #expect(
            found.first?.datum
                == .object([.init("name", .text("a \"b\"")), .init("words, many", .text("x\r\ny")), .init("n", .text("1"))]))
        #expect(found[1].datum == .object([.init("name", .null), .init("words, many", .text("")), .init("n", .text("0"))]))
        #expect(found.map(\.number) == [2, 4, 5])
        #expect(found.map(\.line) == [2, 5, 5])
    }

    @Test func findsTheSeparator() {
        #expect(records(csv("a;b\n1,5;2")).first?.datum == .object([.init("a", .text("1,5")), .init("b", .text("2"))]))
        #expect(records(csv("a\tb\n1\t2")).first?.datum["b"] == .text("2"))
        #expect(records(csv("\"a,x\";b\n1;2")).first?.datum["a,x"] == .text("1"))
        #expect(records(csv("only\n1")).first?.datum["only"] == .text("1"))
        #expect(problems(csv("a,b;c\n1")).map(\.code) == [.separator])
        #expect(records(csv("a,b;c\n1,2", separator: ",")).first?.datum["b;c"] == .text("2"))
        #expect(problems(csv("a\n1", separator: "|")).map(\.code) == [.separator])
    }

    @Test func refusesHeadersThatNameNothing() {
        #expect(problems(csv("a,,c\n1,2,3")).map(\.code) == [.header])
        #expect(problems(csv("a, a \n1,2")).map(\.field) == ["a"])
        #expect(problems(csv("\n\n")).map(\.code) == [.empty])
        #expect(problems(csv("")).map(\.code) == [.empty])
        #expect(problems(csv("a,b")).isEmpty)
    }

    @Test func namesTheRowWithTooManyCellsAndGoesOn() {
        let all = csv("a,b\n1,2\n1,2,3\n4\n")
        #expect(problems(all).map(\.code) == [.tooManyCells])
        #expect(problems(all).map(\.row) == [3])
        #expect(records(all).map(\.number) == [2, 4])
        #expect(records(all).last?.datum == .object([.init("a", .text("4")), .init("b", .null)]))
    }

    @Test(arguments: ["a,b\n1,x\"y", "a,b\n\"x\"y,2", "a,b\n1,2\n\"open,2\n3,4\n", "a,b\n\"\"\"", "a,\"b\n1", "a,b\n\"x\" ,2"])
    func refusesEveryQuoteTrouble(_ text: String) throws {
        let problem = try #require(problems(csv(text)).last)
        #expect(problem.code == .quote)
        #expect(problem.isFatal)
        #expect(problem.line != nil)
    }

    @Test func namesTheLineWhereAQuoteIsNeverClosed() {
        var limits = RecordFile.Limits()
        limits.textBytes = 1000
        let long = "a,b\n1,2\n\"open,2\n" + String(repeating: "3,4\n", count: 1000)
        #expect(problems(csv(long)).map(\.line) == [3])
        #expect(problems(csv(long, limits: limits)).map(\.code) == [.tooLarge])
        #expect(problems(csv(long, limits: limits)).map(\.line) == [3])
    }

    @Test func refusesZeroBytesAndTooManyCells() {
        #expect(problems(csv("a\nx\0y")).map(\.code) == [.encoding])
        #expect(problems(csv("a\n" + String(repeating: ",", count: 20_000))).map(\.code) == [.tooManyCells])
        #expect(problems(csv(String(repeating: ",", count: 20_000))).map(\.code) == [.tooManyCells])
    }

    @Test func readsFilesOfChineseOffices() throws {
        // 名称,地点 / 科普日,北京 / 𠀀 (four bytes) in GB18030.
        let office: [UInt8] =
            [0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xB5, 0xD8, 0xB5, 0xE3, 0x0D, 0x0A] + [
                0xBF, 0xC6, 0xC6, 0xD5, 0xC8, 0xD5, 0x2C, 0xB1, 0xB1, 0xBE, 0xA9, 0x0D, 0x0A,
            ]
            + [0x95, 0x32, 0x82, 0x36, 0x2C, 0x0D, 0x0A]
        let all = file(try TemporaryFile("csv", office))
        #expect(problems(all).isEmpty)
        #expect(records(all).map { $0.datum["名称"] } == [.text("科普日"), .text("𠀀")])
        #expect(records(all).first?.byte == nil)
        let long = [UInt8]("a,b\n".utf8) + (0..<20_000).flatMap { _ in office[11..<24] }
        #expect(records(file(try TemporaryFile("csv", long))).count == 20_000)
    }

    @Test func refusesWhatIsNoText() throws {
        let broken = file(try TemporaryFile("csv", Array("a\nb\n".utf8) + [0xFF, 0xFF, 0x0A]))
        #expect(problems(broken).map(\.code) == [.encoding])
        #expect(problems(broken).map(\.line) == [3])
        #expect(problems(file(try TemporaryFile("csv", [0xFF, 0xFE, 0x61, 0x00]))).map(\.code) == [.encoding])
        #expect(problems(file(try TemporaryFile("csv", Array("a\n".utf8) + [0xC3]))).map(\.code) == [.encoding])
        #expect(problems(read(path: "/nowhere/a.csv")).map(\.code) == [.unreadable])
        #expect(problems(read(path: "/dev/zero")).map(\.code) == [.unreadable])
        #expect(problems(read(path: "/tmp")).map(\.code) == [.unreadable])
    }

    @Test func findsTheKind() throws {
        #expect(records(file(try TemporaryFile("txt", text: " [{\"a\":1}]"))).count == 1)
        #expect(problems(file(try TemporaryFile("txt", text: "hello"))).map(\.code) == [.unknownKind])
        #expect(problems(file(try TemporaryFile("xls", [0xD0, 0xCF, 0x11, 0xE0]))).map(\.code) == [.unknownKind])
        #expect(problems(file(try TemporaryFile("csv"))).map(\.code) == [.empty])
        #expect(records(file(try TemporaryFile("jsonl", text: "{\"a\":1}\n{\"a\":2}"))).count == 2)
    }

    @Test func writesTablesThatReadBackAndRunNothing() {
        var writer = CSVWriter(header: ["名称", "a,b"])
        writer.row([.text("=1+1"), .text("x \"y\"\nz")])
        writer.row([.text(" @SUM"), .integer(-5)])
        writer.row([.text("－5"), .text("")])
        writer.row([.text("\t=x"), .bool(true)])
        let text = String(decoding: writer.drain(), as: UTF8.self)
        #expect(writer.drain().isEmpty)
        #expect(text.hasPrefix("\u{FEFF}名称,\"a,b\"\r\n'=1+1,\"x \"\"y\"\"\nz\"\r\n"))
        let found = records(csv(text))
        #expect(found.map { $0.datum["名称"]?.text } == ["'=1+1", "' @SUM", "'－5", "'\t=x"])
        #expect(found.map { $0.datum["a,b"] } == [.text("x \"y\"\nz"), .text("-5"), .text(""), .text("TRUE")])
    }
}
