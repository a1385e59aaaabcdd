import Activities
import Ballots
import Bookings
import Calls
import Campaigns
import CloudHall
import Door
import Figures
import Kernel
import Participation
import People
import Portal
import Storage
import TestKit
import Venues

/// All rooms on which the portal stands, with itself, one May morning.
enum World {
    static let rooms = TestHouse(
        People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Bookings.module, Door.module, Ballots.module,
        CloudHall.module, Figures.module, Calls.module, Portal.module)
    static let house = rooms.house
    static let now = instant("2026-05-20T02:00:00Z")

    static func database(_ engine: TestEngine) async throws -> Database { try await rooms.database(engine, clock: Clock { now }) }
    static func browser(_ database: Database) async throws -> Browser { Browser(try await rooms.site(database)) }
}
