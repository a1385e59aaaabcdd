import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct XLSXWriterTests {
    static let columns = [SheetColumn("编号", width: 20), SheetColumn("=标题", width: 40), SheetColumn("日期"), SheetColumn("开始"), SheetColumn("人数")]

    static func fill(_ writer: XLSXWriter) throws {
        let day = Day(year: 2023, month: 9, day: 16) ?? Day(daysSince1970: 0)
        let time = LocalTime(day: day, hour: 9, minute: 30) ?? LocalTime(iso: "2023-09-16T09:30")
        for (number, text) in Samples.hostile.enumerated() {
            try writer.add([.text("0123456789012345678"), .text(text), .day(day), time.map(SheetCell.time) ?? .empty, .integer(Int64(number))])
        }
    }

    @Test func readsBackWhatItWrote() throws {
        let writer = try XLSXWriter(title: "科普日/2023: [活动]", columns: Self.columns)
        try Self.fill(writer)
        try writer.add([.integer(1_234_567_890_123_456_789), .text("=1+1"), .empty, .real(.nan), .integer(-5), .text("beyond")])
        #expect(writer.count == Samples.hostile.count + 1)
        let size = try writer.finish()
        let all = read(path: writer.path)
        #expect(problems(all).isEmpty)
        let found = records(all)
        #expect(found.count == writer.count)
        #expect(found.last?.datum["编号"] == .text("1234567890123456789"))
        #expect(found.last?.datum["=标题"] == .text("=1+1"))
        #expect(found.last?.datum["人数"] == .integer(-5))
        #expect(found.first?.datum["编号"] == .text("0123456789012345678"))
        #expect(found.first?.datum["日期"]?.text?.hasPrefix("2023-09-16") == true)
        #expect(found.first?.datum["开始"]?.text?.hasPrefix("2023-09-16T09:30") == true)
        for (record, text) in zip(found, Samples.hostile) {
            let kept = Samples.kept(text).unicodeScalars.filter { !(0x7F..<0xA0).contains($0.value) && $0.value != 0xFFFE && $0.value != 0xFFFF }
            let wanted = String(String.UnicodeScalarView(kept))
            if !wanted.isEmpty { #expect(record.datum["=标题"]?.text?.unicodeScalars.elementsEqual(wanted.unicodeScalars) == true) }
        }
        var reader = try writer.reader(piece: 1000)
        var bytes = 0
        while let piece = try reader.next() { bytes += piece.count }
        #expect(Int64(bytes) == size)
    }

    @Test func goesOnWithASecondSheetAndLeavesNothingBehind() throws {
        var path = ""
        do {
            let writer = try XLSXWriter(title: "a", columns: [SheetColumn("n")], sheetRows: 1001)
            for number in 1...2500 { try writer.add([.integer(Int64(number))]) }
            #expect(writer.count == 2500)
            _ = try writer.finish()
            path = writer.path
            #expect(records(read(path: path, sheet: "a")).count == 1000)
            #expect(records(read(path: path, sheet: "a 2")).count == 1000)
            #expect(records(read(path: path, sheet: "a 3")).map { $0.datum["n"] }.last == .integer(2500))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func saysSoWhenItCannotWrite() {
        #expect(throws: FormatProblem.self) { try XLSXWriter(title: "a", columns: [SheetColumn("n")], folder: "/nowhere/at/all") }
    }

    @Test func longTextsAreCutAtALetter() {
        let long = String(repeating: "👨‍👩‍👧‍👦", count: 5000)
        let cell = SheetText.cell(long)
        #expect(cell.utf16.count <= SheetText.most)
        #expect(cell.hasSuffix("👨‍👩‍👧‍👦…"))
        #expect(SheetText.sheetName("'[a]:*?/\\'", number: 1) == "a")
        #expect(SheetText.sheetName("", number: 2) == "Sheet 2")
        #expect(SheetText.sheetName(String(repeating: "科", count: 50), number: 3).utf16.count == 31)
    }
}
