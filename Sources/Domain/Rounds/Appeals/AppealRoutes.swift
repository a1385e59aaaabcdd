import Kernel
import Language
import Rooms
import Storage
import Web

/// `/desk/appeals`: for the supervision office.
enum AppealRoutes {
    static let item = DeskItem("/desk/appeals", "配发申诉", "Appeals in rounds", permission: Rounds.hear, in: .resources, order: 35)

    static let routes: [Route] = [
        .get("/desk/appeals", .permitted(Rounds.hear), filters: []) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try AppealListPage(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/appeals/{id}", .permitted(Rounds.hear), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/appeals/{id}", .permitted(Rounds.hear)) { visit in
            var page = try await page(visit)
            page.reading = AppealPage.form(page.page.round.rule).read(visit.posted)
            guard page.reading.isGood, let event = Appeal.Event(rawValue: page.reading.text("event")) else { return page.answer(visit) }
            let (identity, id, reading) = (try visit.signedIn(), page.appeal.id, page.reading)
            do {
                try await visit.database.write { tx in
                    try tx.decide(
                        id, event, says: reading.text("says"), criterion: reading.textOrNil("criterion"), value: reading.integer("value").map { Int($0) }, by: identity)
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see("/desk/appeals/\(id.text)", saying: Phrase("已作出决定，申诉单位会收到通知。", "It is decided; the unit is told."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> AppealPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Appeal.noun, Appeal.self))
        return try await visit.database.read { tx in try AppealPage(id, for: identity, in: tx) }
    }
}
