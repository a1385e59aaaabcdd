import Kernel
import Storage
import Web

enum DeskRoutes {
    static let routes: [Route] = [
        .get("/desk/exhibits", .permitted(Exhibits.see), filters: ["tab", "page"]) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try ExhibitDeskList(visit, for: identity, in: tx) }.answer(visit)
        }
    ]
}
