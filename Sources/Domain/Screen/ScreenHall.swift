import Kernel
import Logging
import Regions
import Storage
import Synchronization
import Web

/// Who watches which screen of this program.
final class ScreenHall: Sendable {
    /// Which campaign of which database.
    private struct Place: Hashable {
        let key: String
        let database: ObjectIdentifier
    }

    private struct Watched {
        let reader: ScreenReader
        let task: Task<Void, Never>
        var watchers: Int
    }

    private let watched = Mutex<[Place: Watched]>([:])
    private let most: Int
    private let pace: ScreenPace

    /// - Parameter most: watchers of all screens together.
    init(most: Int = 2000, pace: ScreenPace = ScreenPace()) { (self.most, self.pace) = (most, pace) }

    var watchers: Int { watched.withLock { $0.values.reduce(0) { $0 + $1.watchers } } }
    /// How many read the database for them.
    var readers: Int { watched.withLock { $0.count } }

    /// Refuses where the seats are taken.
    func requireRoom() throws(Refusal) {
        guard watchers < most else {
            throw Refusal(
                .unavailable, "screen-full", "同时观看大屏的人太多（上限 \(most)），暂时不能实时更新。页面上是打开时的数字，稍后会自动再试。",
                "Too many watch the wall screens at once (at most \(most)), so this one cannot be kept up to date. The page shows the numbers of when it was opened and tries again by itself.")
        }
    }

    /// A seat before the campaign's screen; the first one starts its reader, the last one to leave ends it. Nil where the seats are taken.
    func seat(_ key: String, _ visit: Visit) -> EventSeat? {
        let place = Place(key: key, database: ObjectIdentifier(visit.database.writes))
        let broadcast = watched.withLock { watched -> Broadcast? in
            guard watched.values.reduce(0, { $0 + $1.watchers }) < most else { return nil }
            if watched[place] == nil {
                let reader = ScreenReader(key, visit.database, regions: visit.regions, pace: pace, logger: visit.logger)
                watched[place] = Watched(reader: reader, task: Task { await reader.run() }, watchers: 0)
            }
            watched[place]?.watchers += 1
            watched[place]?.reader.know(visit.regions)
            return watched[place]?.reader.broadcasts[visit.language]
        }
        return broadcast.map { EventSeat($0) { [self] in leave(place) } }
    }

    private func leave(_ place: Place) {
        watched.withLock { watched in
            watched[place]?.watchers -= 1
            guard let one = watched[place], one.watchers <= 0 else { return }
            one.task.cancel()
            watched[place] = nil
        }
    }
}
