import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct CalendarWriterTests {
    @Test func foldsAtSeventyFiveOctetsWithoutCuttingALetter() throws {
        let bytes = Samples.calendar(Samples.hostile.enumerated().map { Samples.event($0, $1) })
        #expect(!zip(bytes, bytes.dropFirst()).contains { ($0 == 0x0D) != ($1 == 0x0A) })
        let text = try #require(String(validating: bytes, as: UTF8.self))
        for line in text.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 75)
        }
    }

    @Test func familiesStayWhole() throws {
        let family = "👨‍👩‍👧‍👦"
        let bytes = Samples.calendar([Samples.event(1, String(repeating: family, count: 60))])
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.filter { $0.hasPrefix(" ") && $0.contains("👨") }.allSatisfy { $0.unicodeScalars.dropFirst().first == "👨" })
        #expect(lines.filter { $0.contains(family) }.count > 60)
    }

    @Test func readsBackWhatItWrote() {
        let events = Samples.hostile.enumerated().map { Samples.event($0, $1) }
        let all = calendarOutcomes(Samples.calendar(events))
        #expect(problems(all).isEmpty)
        let found = records(all)
        #expect(found.count == events.count)
        for (record, event) in zip(found, events) {
            #expect(record.datum["uid"] == .text(event.uid))
            #expect(record.datum["sequence"] == .integer(Int64(event.sequence)))
            #expect(record.datum["summary"] == .text(Samples.kept(event.summary)))
            #expect(record.datum["status"] == .text(event.status.rawValue))
            #expect(record.datum["span"] == .text("2023-09-16T09:00:00+08:00/2023-09-16T11:00:00+08:00"))
            #expect(record.datum["zone"] == .text("Asia/Shanghai"))
            #expect(record.datum["geo"] == .object([.init("latitude", .real(39.123457)), .init("longitude", .real(116.4))]))
            #expect(record.datum["calendar"] == .text("科普日, 西安"))
        }
    }

    @Test func chinaHasOneFixedOffset() throws {
        let text = String(decoding: Samples.calendar([Samples.event(1, "a"), Samples.event(2, "b")]), as: UTF8.self)
        let zone = try #require(text.range(of: "BEGIN:VTIMEZONE")).lowerBound..<(try #require(text.range(of: "END:VTIMEZONE")).upperBound)
        #expect(
            text[zone].components(separatedBy: "\r\n") == [
                "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "X-LIC-LOCATION:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:+0800", "END:STANDARD", "END:VTIMEZONE",
            ])
        #expect(text.components(separatedBy: "BEGIN:VTIMEZONE").count == 2)
        #expect(!text.contains("METHOD"))
        #expect(text.contains("DTSTART;TZID=Asia/Shanghai:20230916T090000\r\n"))
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"))
        #expect(text.hasSuffix("END:VEVENT\r\nEND:VCALENDAR\r\n"))
    }

    /// The zone of each VTIMEZONE, read as a calendar program reads it, gives the system's own offset at every hour tried.
    @Test(arguments: [
        "Asia/Shanghai", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Pyongyang",
        "Asia/Kathmandu", "Europe/Dublin", "Pacific/Apia", "Asia/Gaza", "Pacific/Auckland",
    ])
    func zonesSayWhatClocksDo(_ name: String) throws {
        let zone = try #require(Zone(name))
        for years in [2010...2012, 2014...2019, 2023...2026, 1986...1992] {
            let rules = ZoneRules(zone, years: years)
            let from = Samples.instant("\(years.lowerBound)-01-01T00:00:00Z")
            let hours = years.count * 365 * 24 / 5
            for step in 0..<hours {
                let moment = from.adding(hours: Int64(step * 5))
                let stretch = try #require(rules.stretches.last { $0.begin.map { $0 <= moment } ?? true } ?? rules.stretches.first)
                let local = moment.adding(seconds: Int64(stretch.offset)).local(in: .utc)
                if local != moment.local(in: zone) {
                    Issue.record("\(name) at \(moment.iso): \(local.iso) instead of \(moment.local(in: zone).iso)")
                    break
                }
            }
        }
    }

    @Test func writesUTCWhereTheZoneIsNotCertain() throws {
        let paris = try #require(Zone("Europe/Paris"))
        let second = String(decoding: Samples.calendar([Samples.event(1, "a", zone: paris, begin: "2023-10-29T02:30:00+01:00")]), as: UTF8.self)
        #expect(second.contains("DTSTART:20231029T013000Z\r\n"))
        #expect(second.contains("DTEND;TZID=Europe/Paris:20231029T043000\r\n"))
        let first = String(decoding: Samples.calendar([Samples.event(1, "a", zone: paris, begin: "2023-10-29T02:30:00+02:00")]), as: UTF8.self)
        #expect(first.contains("DTSTART;TZID=Europe/Paris:20231029T023000\r\n"))
        let late = String(decoding: Samples.calendar([Samples.event(1, "a", zone: paris, begin: "2040-06-01T10:00:00+02:00")]), as: UTF8.self)
        #expect(late.contains("DTSTART:20400601T080000Z\r\n"))
        let utc = String(decoding: Samples.calendar([Samples.event(1, "a", zone: .utc)]), as: UTF8.self)
        #expect(!utc.contains("VTIMEZONE"))
    }

    @Test func staysSmallWhileItStreams() {
        var writer = CalendarWriter(name: "a", years: 2023...2023)
        let event = Samples.event(1, "科普日活动")
        var most = 0
        for _ in 0..<20_000 {
            writer.add(event)
            most = max(most, writer.pending)
            if writer.pending > 65_536 { _ = writer.drain() }
        }
        #expect(writer.count == 20_000)
        #expect(most < 70_000)
    }
}

func calendarOutcomes(_ bytes: [UInt8], limits: RecordFile.Limits = .init()) -> [Outcome] {
    outcomes(CalendarRecords(ArrayBytes(bytes), file: "a.ics", limits: limits))
}
