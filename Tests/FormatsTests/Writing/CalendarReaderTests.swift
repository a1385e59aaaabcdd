import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct CalendarReaderTests {
    private func read(_ lines: String, limits: RecordFile.Limits = .init()) -> [Outcome] {
        calendarOutcomes(Array(lines.replacingOccurrences(of: "\n", with: "\r\n").utf8), limits: limits)
    }

    private func event(_ lines: String, before: String = "") -> [Outcome] {
        read("BEGIN:VCALENDAR\nVERSION:2.0\n\(before)BEGIN:VEVENT\nUID:1\n\(lines)\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR\n")
    }

    @Test func readsTimesOfAllKinds() {
        let utc = records(event("DTSTART:20230916T010000Z\nDURATION:PT1H30M"))[0].datum
        #expect(utc["span"] == .text("2023-09-16T01:00:00+00:00/2023-09-16T02:30:00+00:00"))
        let days = records(event("DTSTART;VALUE=DATE:20230916\nDTEND;VALUE=DATE:20230918"))[0].datum
        #expect(days["dtstart"] == .text("2023-09-16"))
        #expect(days["last_day"] == .text("2023-09-17"))
        #expect(days["all_day"] == .bool(true))
        let paris = records(event("DTSTART;TZID=\"/example.org/Europe/Paris\":20230701T100000\nDTEND;TZID=Europe/Paris:20230701T110000"))[0].datum
        #expect(paris["span"] == .text("2023-07-01T10:00:00+02:00/2023-07-01T11:00:00+02:00"))
        let windows = records(event("DTSTART;TZID=China Standard Time:20230701T100000"))[0].datum
        #expect(windows["dtstart"] == .text("2023-07-01T10:00:00+08:00"))
        let floating = records(event("DTSTART:20230701T100000\nDURATION:P1D", before: "X-WR-TIMEZONE:Asia/Shanghai\n"))[0].datum
        #expect(floating["span"] == .text("2023-07-01T10:00:00/2023-07-02T10:00:00"))
        #expect(floating["zone"] == .text("Asia/Shanghai"))
    }

    @Test func takesZonesThatTheFileDefines() {
        let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n"
        #expect(records(event("DTSTART;TZID=Ours:20230701T100000\nDURATION:PT1H", before: zone))[0].datum["span"]
            == .text("2023-07-01T10:00:00+09:00/2023-07-01T11:00:00+09:00"))
        let unknown = event("DTSTART;TZID=Ours:20230701T100000")
        #expect(problems(unknown).map(\.code) == [.date])
        #expect(problems(unknown).map(\.field) == ["DTSTART"])
        #expect(records(unknown).map { $0.datum["uid"] } == [.text("2")])
    }

    @Test func readsParametersTextsAndLists() {
        let datum = records(
            event("SUMMARY;LANGUAGE=fr;X-A=\"a:b;c,d\":Fête\\, de la\\nscience\\; \\\\o/\nCATEGORIES:a\\,b,c\nCATEGORIES:d\nORGANIZER;CN=\"^'X^' Inc\":mailto:a@b.example\nRRULE:FREQ=DAILY;COUNT=3\nX-Foo-Bar:1")
        )[0].datum
        #expect(datum["summary"] == .text("Fête, de la\nscience; \\o/"))
        #expect(datum["categories"] == .list([.text("a,b"), .text("c"), .text("d")]))
        #expect(datum["organizer"] == .object([.init("name", .text("\"X\" Inc")), .init("uri", .text("mailto:a@b.example"))]))
        #expect(datum["rrule"] == .text("FREQ=DAILY;COUNT=3"))
        #expect(datum["x_foo_bar"] == .text("1"))
    }

    @Test func joinsCharactersThatFoldingCut() {
        let text = Array("SUMMARY:科学".utf8)
        var bytes = Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".utf8)
        for byte in text { bytes += [byte, 0x0D, 0x0A, 0x20] }
        bytes.removeLast()
        bytes += Array("END:VEVENT\nEND:VCALENDAR".utf8)
        #expect(records(calendarOutcomes(bytes)).map { $0.datum["summary"] } == [.text("科学")])
    }

    @Test(arguments: [
        "DTSTART:20230230T100000", "DTSTART:20231301", "DTSTART:tomorrow", "DTSTART:20230101T250000", "DTSTART:20230101\nDURATION:-PT1H",
        "DTSTART:20230101T100000Z\nDURATION:P", "no property", ":x", "A;B:c", "X;Y=\"open:1", "SUMMARY:a\u{0}b",
    ])
    func losesOnlyTheEventThatIsWrong(_ line: String) {
        let all = event(line)
        #expect(problems(all).count == 1)
        #expect(problems(all).allSatisfy { !$0.isFatal && $0.line != nil })
        #expect(records(all).map { $0.datum["uid"] } == [.text("2")])
    }

    @Test func refusesWhatIsNoCalendar() {
        #expect(problems(read("")).map(\.code) == [.empty])
        #expect(problems(read("hello")).map(\.code) == [.calendar])
        #expect(problems(read("BEGIN:VCARD\nEND:VCARD")).map(\.code) == [.calendar])
        #expect(problems(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1")).map(\.code) == [.calendar])
        #expect(problems(read("BEGIN:VCALENDAR\nEND:VEVENT")).map(\.code) == [.calendar])
        #expect(problems(read("BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X\n", count: 50))).map(\.code) == [.tooDeep])
    }

    @Test func keepsItsLimits() {
        var limits = RecordFile.Limits()
        (limits.textBytes, limits.recordBytes) = (1000, 5000)
        let long = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\(String(repeating: "x\n y", count: 2000))\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR"
        #expect(problems(read(long, limits: limits)).map(\.code) == [.tooLarge])
        #expect(records(read(long, limits: limits)).count == 1)
        let many = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\(String(repeating: "X-A:123456789\n", count: 1000))END:VEVENT\nEND:VCALENDAR"
        #expect(problems(read(many, limits: limits)).map(\.code) == [.tooLarge])
    }

    @Test func survivesAnyBytes() {
        let good = Samples.calendar(Samples.hostile.prefix(30).enumerated().map { Samples.event($0, $1) })
        for seed in 1...300 {
            var random = Seeded(UInt64(seed))
            var bytes = good
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + 40))
                default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 40)], at: at)
                }
            }
            _ = outcomes(CalendarRecords(PieceBytes(bytes, most: 200, seed: UInt64(seed)), file: "a.ics", limits: .init()))
        }
    }

    @Test func isFoundByNameAndByContent() throws {
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        #expect(records(file(try TemporaryFile("ics", text: text))).count == 1)
        #expect(records(file(try TemporaryFile("txt", text: text))).count == 1)
    }
}
