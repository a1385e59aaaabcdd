import Dispatch
import Kernel
import Storage
import Synchronization
import TestKit

/// A clock that a test sets.
final class SetClock: Sendable {
    private let time: Mutex<Instant>

    init(_ iso: String = "2024-05-18T09:00:00+08:00") { time = Mutex(Instant(iso: iso)!) }

    var clock: Clock { Clock { self.time.withLock { $0 } } }
    var now: Instant { time.withLock { $0 } }
    func set(_ instant: Instant) { time.withLock { $0 = instant } }
    func advance(minutes: Int64) { time.withLock { $0 = $0.adding(minutes: minutes) } }
}

/// How often something happened.
final class Count: Sendable {
    private let value = Mutex(0)
    @discardableResult
    func add() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }
    var total: Int { value.withLock { $0 } }
}

/// A door at which a unit waits until the test opens it, and by which the test knows that the unit has come.
final class Door: Sendable {
    private let arrived = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    func wait() {
        arrived.signal()
        opened.wait()
    }
    func open() { opened.signal() }
    func arrival() async {
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                self.arrived.wait()
                done.resume()
            }
        }
    }
}

struct Deliberate: Error, Equatable { var number = 0 }

/// A room with one table, for tests.
let things: [(room: String, migrations: [Migration])] = [
    (
        "thing",
        [
            Migration(
                "thing-0001",
                """
                CREATE TABLE thing (
                    id BIGINT NOT NULL PRIMARY KEY, region TEXT \(.binary) NOT NULL, name TEXT \(.binary) NOT NULL, size BIGINT,
                    weight DOUBLE PRECISION, bytes \(.blob), CONSTRAINT thing_size_positive CHECK (size >= 0))
                """,
                "CREATE UNIQUE INDEX thing_name ON thing (region, name)",
                "CREATE TABLE part (thing BIGINT NOT NULL REFERENCES thing (id), taken BIGINT NOT NULL)")
        ]
    )
]

extension Transaction {
    func insert(_ id: Int, name: String? = nil, size: Int? = 1) throws {
        try execute("INSERT INTO thing (id, region, name, size) VALUES (\(id), '61', \(name ?? "thing \(id)"), \(size))")
    }
    var thingCount: Int { get throws { Int(try number("SELECT COUNT(*) FROM thing") ?? -1) } }
}
