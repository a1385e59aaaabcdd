import Foundation
import Kernel

@testable import Formats

/// Texts that break programs, and events made of them.
enum Samples {
    /// The naughty strings where they are present, and always these.
    static let hostile: [String] = {
        let own = [
            "", " ", "=1+1", "\"=1+1", "<script>alert('x')</script>", "]]>", "</script><!--", "a\r\nb\nc\rd", "\u{0}\u{1}\u{8}\u{B}\u{7F}\u{85}\u{9F}",
            "\u{FEFF}BOM\u{FFFE}\u{FFFF}", "\u{2028}\u{2029}", "\\n\\,\\;", "a;b,c:d\"e^f", "_x0041_", "北京科技馆", "👩‍👩‍👧‍👦👨🏽‍🚀🇨🇳", "e\u{301}e\u{301}",
            String(repeating: "科普", count: 200), String(repeating: "👨‍👩‍👧‍👦", count: 40), "a" + String(repeating: "\u{301}", count: 200),
            String(repeating: "x", count: 73) + "科学", "\u{202E}abc", "𠀀𠮷", "END:VEVENT\r\nEND:VCALENDAR",
        ]
        guard SharedData.has("text/naughty-strings.json"), let data = try? Data(contentsOf: URL(fileURLWithPath: SharedData.path("text/naughty-strings.json"))),
            let strings = try? JSONDecoder().decode([String].self, from: data)
        else { return own }
        return own + strings
    }()

    static func instant(_ iso: String) -> Instant { Instant(iso: iso) ?? Instant(microseconds: 0) }

    static func event(_ number: Int, _ text: String, zone: Zone = .china, begin: String = "2023-09-16T09:00:00+08:00") -> CalendarEvent {
        let begin = instant(begin)
        var event = CalendarEvent(
            uid: "\(number)@kepu.example", sequence: number, modified: instant("2023-09-01T00:00:00Z"), begin: begin, end: begin.adding(hours: 2), zone: zone,
            summary: text)
        event.description = text
        event.location = text
        event.contact = text
        event.categories = [text, "a,b"]
        event.point = MapPoint(latitude: 39.123456789, longitude: 116.4)
        event.page = "https://kepu.example/activities/\(number)?q=\(text)"
        event.meeting = "https://meet.example/\(number)"
        if number % 3 == 0 { event.status = .cancelled }
        return event
    }

    static func calendar(_ events: [CalendarEvent], years: ClosedRange<Int> = 2022...2024) -> [UInt8] {
        var writer = CalendarWriter(name: "科普日, 西安", description: "全部;活动", address: "https://kepu.example/activities.ics?q=火箭", years: years)
        for event in events { writer.add(event) }
        writer.finish()
        writer.finish()
        return writer.drain()
    }

    /// What remains of a text in formats that hold no control characters, all line ends the same.
    static func kept(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": out.append("\n")
            case "\n": if previous != "\r" { out.append("\n") }
            case "\t": out.append("\t")
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
            default: out.append(scalar)
            }
            previous = scalar
        }
        return String(out)
    }
}
