import HTTPTypes
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Activities

/// A programme with everything that formats must bear: hostile titles, cancelled and withdrawn activities, days without hours.
struct ListingWorld: Sendable {
    let world: World
    let site: Site
    let ids: [ID<Activity>]
    let withdrawn: ID<Activity>
    let cancelled: ID<Activity>

    /// Titles that break what is put together carelessly.
    static let hostile = [
        "=HYPERLINK(\"http://evil.example\",\"点我\")", "+1+1", "@SUM(A1)", "a,b;c\"d'e", "第一行\n第二行", "]]> <b>粗体</b> & </script><script>alert(1)</script>",
        "👨‍👩‍👧‍👦 科学 🚀", "BEGIN:VEVENT\\n\\;", String(repeating: "很长的题目", count: 40), "_x0041_ \u{200F}rtl\u{2028}",
    ]

    static func make(_ engine: TestEngine) async throws -> ListingWorld {
        let world = try await World.make(engine)
        let made = try await world.database.write { tx in
            var ids: [ID<Activity>] = []
            for (number, title) in hostile.enumerated() {
                var draft = world.draft(title, "English \(number)")
                if number == 3 {
                    draft.content.venue = nil
                    draft.content.place = Place(name: Wording("操场"), point: GeoPoint(latitude: 34.2, longitude: 108.9))
                }
                let id = try tx.addActivity(draft)
                try tx.place(id, in: world.city)
                let begin = instant("2023-09-16T01:00:00Z").adding(hours: Int64(number))
                try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: number == 0 ? 30 : nil), to: id)
                if number == 1 {
                    let next = begin.adding(hours: 48)
                    try tx.addSession(SessionDraft(begin: next, end: next.adding(hours: 1), hoursAnnounced: false), to: id)
                }
                ids.append(id)
            }
            var period = world.draft("没有场次的活动", "Only days")
            period.content.period = ActivityPeriod(begin: day("2023-09-20"), end: day("2023-09-22"))
            let open = try tx.addActivity(period)
            try tx.place(open, in: world.city)
            let withdrawn = try tx.addActivity(world.draft("撤回的活动", "Withdrawn"))
            try tx.place(withdrawn, in: world.city)
            try tx.addSession(SessionDraft(begin: instant("2023-09-18T01:00:00Z"), end: instant("2023-09-18T02:00:00Z")), to: withdrawn)
            return (ids + [open], withdrawn)
        }
        try await world.database.write { tx in
            try tx.withdraw(made.1, from: world.city, by: world.host)
            try tx.setStatus(.cancelled, of: made.0[2], reason: "台风", by: 1)
        }
        return ListingWorld(world: world, site: try await World.rooms.site(world.database), ids: made.0, withdrawn: made.1, cancelled: made.0[2])
    }

    func get(_ path: String, _ language: String = "zh-Hans", accept: String? = nil) async throws -> (status: Int, headers: HTTPFields, body: [UInt8]) {
        var headers = HTTPFields()
        headers[.acceptLanguage] = language
        if let accept { headers[.accept] = accept }
        return try await site.respond(method: .get, path: path, headers: headers)
    }

    /// The identities on all pages of the list, in their order.
    func listed(_ query: String = "") async throws -> [String] {
        var all: [String] = []
        for number in 1...10 {
            let answer = try await get("/activities?page=\(number)" + (query.isEmpty ? "" : "&" + query))
            guard answer.status == 200 else { break }
            let html = String(decoding: answer.body, as: UTF8.self)
            let found = html.split(separator: "href=\"/activities/").dropFirst().map { String($0.prefix(13)) }.filter { ID<Activity>($0) != nil }
            let fresh = found.filter { !all.contains($0) }
            if fresh.isEmpty { break }
            for one in fresh where !all.contains(one) { all.append(one) }
        }
        return all
    }
}
