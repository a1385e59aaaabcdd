import Access
import Kernel
import People
import Rooms
import Storage
import Synchronization
import TestKit
import Testing
import Venues
import Web

/// People, and Venues for its scopes.
let rooms = TestHouse(People.module, Venues.module)

/// A site at a time that the test moves.
struct Scene {
    let database: Database
    let site: Site
    let clock: TestClock

    /// - letters: whether letters leave, into the box.
    static func make(_ engine: TestEngine, letters: LetterBox? = nil, at now: String = "2026-09-10T00:00:00Z") async throws -> Scene {
        let clock = TestClock(now)
        let house = letters.map { TestHouse(People.module, Venues.module, $0.module) } ?? rooms
        let database = try await house.database(engine, clock: clock.clock)
        return Scene(database: database, site: try await house.site(database), clock: clock)
    }

    static let shaanxi = Scope.region(["610000"])

    func account(_ login: String) async throws -> Account {
        try #require(try await database.read { try $0.account(login: login)?.account })
    }
}

/// Where letters go in a test: they are kept, with the links in them.
final class LetterBox: Sendable {
    private let letters = Mutex<[Letter]>([])

    /// The last letter of that kind.
    func last(_ kind: String) -> Letter? { letters.withLock { $0.last { $0.kind == kind } } }
    var kinds: [String] { letters.withLock { $0.map(\.kind) } }

    var module: Module {
        var module = Module("post", "邮局", "Post office")
        module.tells = { tx, letter in
            tx.afterCommit { self.letters.withLock { $0.append(letter) } }
            return true
        }
        return module
    }
}
