import Rooms
import Web

/// Everything by which an activity comes in at the desk.
enum EnteringRoutes {
    static func routes(_ house: House) -> [Route] {
        EntryRoutes.routes(house) + UnfinishedRoutes.routes + AgainRoutes.routes(house) + EntrySheetRoutes.routes + JoiningRoutes.routes
            + UmbrellaRoutes.routes
    }
}
