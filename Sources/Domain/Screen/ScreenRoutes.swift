import Campaigns
import Kernel
import Rooms
import Storage
import Web

/// `/screen/{campaign}`, and its events.
enum ScreenRoutes {
    static func routes(in hall: ScreenHall) -> [Route] {
        [
            .get("/screen/{campaign}", .anyone, filters: []) { visit in ScreenPage(state: try await state(visit)).answer(visit) },
            .get("/screen/{campaign}/events", .anyone, filters: []) { visit in
                // Who does not ask for a stream gets the state of now, and its end.
                guard visit.header("accept")?.contains("text/event-stream") == true, !visit.isHead else {
                    let view = ScreenView(state: try await state(visit), language: visit.language, regions: visit.regions)
                    let broadcast = Broadcast()
                    broadcast.publish(view.pieces(ScreenPart.allCases))
                    return broadcast.answer
                }
                let key = visit.parameter("campaign")
                guard try await visit.database.read({ try $0.campaign(key: key) }) != nil else { throw notFound }
                try hall.requireRoom()
                return .events(after: visit.header("last-event-id")) { hall.seat(key, visit) }
            },
        ]
    }

    private static let notFound = Refusal.notFound(Phrase("活动项目", "campaign"))

    private static func state(_ visit: Visit) async throws -> ScreenState {
        let key = visit.parameter("campaign")
        guard let state = try await visit.database.read({ try ScreenState.whole(key, in: $0) }) else { throw notFound }
        return state
    }
}
