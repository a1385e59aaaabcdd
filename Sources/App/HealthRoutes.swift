import Logging
import Storage
import Web

/// For whoever watches the program: is it alive, and can it answer.
enum HealthRoutes {
    static let routes: [Route] = [
        .get("/livez", .anyone, filters: []) { _ in .text("alive\n").header("Cache-Control", "no-store") },
        .get("/readyz", .anyone, filters: []) { visit in
            do {
                _ = try await visit.database.read { try $0.number("SELECT 1") }
            } catch {
                visit.logger.error("not ready", metadata: ["error": "\(error)"])
                return .text("the database does not answer\n", status: 503).header("Cache-Control", "no-store")
            }
            return .text("ready\n").header("Cache-Control", "no-store")
        },
    ]
}
