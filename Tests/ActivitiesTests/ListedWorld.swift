import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// Many activities of all sorts, and the list of them, page by page.
enum ListedWorld {
    /// Activities of many kinds and times about `World.now`, made of their number.
    static func fill(_ world: World, _ count: Int) async throws -> [ID<Activity>] {
        let titles = ["航天讲座", "火星之夜", "海洋火星", "Mars and Moon", "岩石"]
        let regions = ["610113", "610102", "110101", "440106"]
        return try await world.database.write { tx in
            try (0..<count).map { number in
                var draft = world.draft(titles[number % titles.count])
                draft.content.summary = Wording(number % 3 == 0 ? "说说火星" : "现场见面")
                draft.content.kind = ActivityKind.allCases[number % 3]
                draft.content.mode = AttendanceMode.allCases[number % 3]
                draft.content.isFree = number % 2 == 0
                draft.content.access = number % 4 == 0 ? [.wheelchair, .quiet] : [.sight]
                draft.content.venue = nil
                draft.content.region = regions[number % regions.count]
                let point = GeoPoint(latitude: 34 + Double(number % 7) / 10, longitude: 108.5 + Double(number % 11) / 10)
                draft.content.place = Place(name: Wording("广场"), point: number % 5 == 0 ? nil : point)
                let id = try tx.addActivity(draft)
                if number % 9 != 0 {
                    let begin = World.now.adding(hours: Int64(number * 7 % 400) - 150)
                    try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: 10), to: id)
                }
                try tx.place(id, in: number % 2 == 0 ? world.city : world.bases)
                return id
            }
        }
    }

    /// All pages of the list.
    static func ids(_ filter: ActivityFilter, _ world: World) async throws -> [ID<Activity>] {
        try await world.database.read { tx in
            var (out, one) = ([ID<Activity>](), filter)
            let total = try tx.countListed(filter)
            while out.count < total {
                out += try tx.listed(one).items.map(\.activity.id)
                one.page += 1
            }
            return out
        }
    }
}
