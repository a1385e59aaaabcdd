import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// What a venue has on, day by day.
struct VenueProgramme {
    struct Line: Sendable {
        let session: ActivitySession
        let title: Wording
        let kind: ActivityKind
    }

    static let longest = 40
    /// So many days stand open; a full calendar would push everything else off the page.
    private static let openDays = 3

    let lines: [Line]
    let more: Address
    let visit: Visit

    var html: HTML {
        section(.id("programme"), .class("stack")) {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("近期日程", "Programme")) }
                a(.href(more)) { visit.say(Phrase("全部活动", "All activities")) }
            }
            for day in days.prefix(Self.openDays) { group(day.day, day.lines) }
            if days.count > Self.openDays {
                details {
                    summary { visit.say(Phrase("随后 \(days.count - Self.openDays) 天的日程", Plural.en(days.count - Self.openDays, "more day", "more days"))) }
                    for day in days.dropFirst(Self.openDays) { group(day.day, day.lines) }
                }
            }
        }
    }

    private var days: [(day: Day, lines: [Line])] {
        Dictionary(grouping: lines, by: \.session.day).sorted { $0.key < $1.key }.map { (day: $0.key, lines: $0.value) }
    }

    private func group(_ day: Day, _ lines: [Line]) -> HTML {
        div(.class("programme-day")) {
            h3 {
                switch visit.now.day(in: .china).days(until: day) {
                case 0: visit.say(Phrase("今天\u{A0}· ", "Today\u{A0}· "))
                case 1: visit.say(Phrase("明天\u{A0}· ", "Tomorrow\u{A0}· "))
                default: HTML()
                }
                Dates.day(day, visit.language)
            }
            ul(.class("programme"), .role("list")) { for line in lines { li { row(line) } } }
        }
    }

    private func row(_ line: Line) -> HTML {
        let session = line.session
        return HTML {
            time(.class("programme-time"), .datetime(session.begin.iso)) {
                session.hoursAnnounced ? session.begin.local(in: session.zone).clock + "–" + session.end.local(in: session.zone).clock : visit.say(Phrase("全天", "All day"))
            }
            div {
                a(.href("/activities/\(session.activity)"), .lang(line.title.language(for: visit.language).tag)) { line.title(visit.language) }
                p(.class("meta")) { visit.say(line.kind.title) }
            }
            ActivityWords.places(session, visit)
        }
    }
}

extension Transaction {
    /// The sessions still to come at a venue, the next first; cancelled ones are left out.
    func venueProgramme(_ venue: ID<Venue>) throws -> [VenueProgramme.Line] {
        try rows(
            """
            SELECT s.*, v.title_zh AS shown_zh, v.title_en AS shown_en, v.kind AS shown_kind FROM activities_version v
                JOIN activities_activity a ON a.id = v.activity_id AND a.shown_number = v.number
                JOIN activities_session s ON s.activity_id = a.id
            WHERE v.venue_id = \(venue) AND a.status <> 'cancelled' AND s.status <> 'cancelled' AND s.end_at > \(now)
            ORDER BY s.begin_at, s.id LIMIT \(VenueProgramme.longest)
            """
        ) { row in
            VenueProgramme.Line(session: try ActivitySession(row), title: try row.wording("shown"), kind: try row.choice("shown_kind"))
        }
    }
}
