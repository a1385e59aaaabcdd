import Access
import Activities
import Bookings
import Door
import Kernel
import Language
import Participation
import Storage
import Synchronization
import TestKit
import Testing
import Web

/// What the server makes of what devices noted: their clocks, their duty, a door that was closed too early, many at once.
@Suite struct DoorEntryTests {
    private func ready(_ engine: TestEngine) async throws -> (world: DoorWorld, site: Site, codes: [String]) {
        let world = try await DoorWorld.make(engine)
        for _ in 0..<2 { _ = try await world.book(4) }
        let codes = try await world.signed().map(\.text)
        world.clock.set("2023-09-16T01:30:00Z")
        return (world, try await world.site(), codes)
    }

    private func counted(_ world: DoorWorld) async throws -> Int64? {
        try await world.database.read { tx in
            try tx.number(
                "SELECT value FROM view_participation_counted WHERE activity_id = \(world.activity) AND session_id = \(world.session) AND method = 'measured'")
        }
    }

    private func isWhole(_ world: DoorWorld) async throws -> Bool {
        try await world.database.read { try $0.doorCoveredWhole(activity: world.activity, session: world.session) }
    }

    private func close(_ world: DoorWorld) async throws {
        try await world.database.write { try $0.closeDoor(activity: world.activity, session: world.session, coveredWhole: true, by: 1) }
    }

    /// A device that was two days behind, and was set right before it sent: each entry goes by what was known when it was noted.
    @Test(arguments: TestEngine.allCases) func aClockSetRightLosesNothing(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        let now = "2023-09-16T01:30:00Z", behind = "172800000"
        _ = try await device.pair(try await world.device("East").word, now: "2023-09-14T01:30:00Z")
        let sent = try await device.sync(
            [
                world.entry(1, codes[0], at: "2023-09-14T01:05:00Z", said: "in", skew: behind), world.entry(2, codes[1], at: "2023-09-16T01:29:00Z"),
                world.entry(3, codes[2], at: "2023-09-16T01:29:30Z", skew: behind), world.entry(4, codes[3], at: "2023-09-16T01:29:40Z", skew: "null"),
                world.entry(5, codes[4], at: now, skew: "1.5"), world.entry(6, codes[5], at: now, skew: "9000000000000000000"),
            ], now: now)
        #expect(results(sent.text).sorted() == ["counted", "counted", "counted", "counted", "wrong", "wrong"])
        #expect(sent.text.contains("skew is a whole number of milliseconds"))
        let kept = try await world.database.read { tx in
            try tx.rows("SELECT device_at, at FROM door_entry WHERE activity_id = \(world.activity) ORDER BY seq") { row in
                "\(try row.instant("device_at").iso) \(try row.instant("at").iso)"
            }
        }
        let wanted = [
            "2023-09-14T01:05:00Z 2023-09-16T01:05:00Z", "2023-09-16T01:29:00Z 2023-09-16T01:29:00Z",
            // Never in the future, whatever the device says.
            "2023-09-16T01:29:30Z \(now)", "2023-09-16T01:29:40Z 2023-09-16T01:29:40Z",
        ]
        #expect(kept == wanted)
        await world.database.close()
    }

    /// Whoever stands at the exit lets nobody in.
    @Test(arguments: TestEngine.allCases) func anExitOnlyCountsWhoLeaves(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        let now = "2023-09-16T01:30:00Z"
        _ = try await device.pair(try await world.device("West", .exit).word, now: now)
        let sent = try await device.sync(
            [world.entry(1, codes[0], at: now), world.people(2, "walk-in", 3, at: now), world.people(3, "left", 2, at: now), world.entry(4, codes[1], at: now, said: "in")],
            now: now)
        #expect(results(sent.text) == ["refused", "refused", "counted", "refused"])
        #expect(sent.text.contains("This device only counts who leaves"))
        #expect(try await world.crowd() == Crowd(cameIn: 0, estimated: 0, left: 2, most: nil))
        let lines = try await world.database.read { try $0.mergeReport(activity: world.activity, session: world.session).lines }
        #expect(lines.map(\.result) == ["refused"])
        await world.database.close()
    }

    /// The last visitor is taken back after closing: nobody has said that nobody came.
    @Test(arguments: TestEngine.allCases) func aDoorEmptiedAfterClosingIsNoMeasuredZero(_ engine: TestEngine) async throws {
        let (world, site, _) = try await ready(engine)
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        let path = "/door/\(world.activity.text)/\(world.session.text)"
        try await door.go(path)
        try await door.submit(path + "/walk-ins", ["quantity": "1", "way": "count"])
        try await door.submit(path + "/closing", ["covered": "1"])
        #expect(try await isWhole(world))
        #expect(try await counted(world) == 1)
        try await door.submit(path + "/undo")
        #expect(door.page.status == 200 && door.page.text.contains("close it again"))
        #expect(try await !isWhole(world))
        #expect(try await counted(world) == nil)
        try await door.go(path)
        #expect(door.page.text.contains("Every count was taken back"))
        await world.database.close()
    }

    /// An estimate after closing speaks against it; what was measured stays measured, in part.
    @Test(arguments: TestEngine.allCases) func anEstimateAfterClosingOpensTheDoorAgain(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        let now = "2023-09-16T01:30:00Z"
        _ = try await device.pair(try await world.device("East").word, now: now)
        _ = try await device.sync([world.entry(1, codes[0], at: now), world.people(2, "walk-in", 2, at: now), world.people(3, "walk-in", 1, at: now)], now: now)
        try await close(world)
        let undo = "{\"seq\":4,\"kind\":\"undo\",\"of\":3,\"session\":\"\(world.session.text)\",\"at\":\"\(now)\"}"
        _ = try await device.sync([undo], now: now)
        // Others came: one taken back is only a correction.
        #expect(try await isWhole(world))
        _ = try await device.sync([world.people(5, "walk-in", 300, at: now, way: "estimate")], now: now)
        #expect(try await !isWhole(world))
        #expect(try await counted(world) == 3)
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        try await door.go("/door/\(world.activity.text)/\(world.session.text)")
        #expect(door.page.text.contains("300 people were only estimated"))
        await world.database.close()
    }

    /// Devices that send tickets of two sessions and people beside them, in any order: nobody waits for somebody who waits for them.
    @Test(arguments: TestEngine.allCases) func manyAtOnceWaitInOneOrder(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        let (one, two) = (world.session, world.other)
        var tickets: [(ID<ActivitySession>, String)] = []
        for session in [one, two] {
            for _ in 0..<6 {
                let booking = try await world.book(4, in: session)
                tickets += try await world.database.read { try $0.tickets(of: booking).map { (session, $0.code.text) } }
            }
        }
        world.clock.set("2023-09-16T05:30:00Z")
        var devices: [DoorDevice] = []
        for number in 0..<6 { devices.append(try await world.device("gate-\(number)").device) }
        let at = instant("2023-09-16T05:20:00Z"), all = tickets, runs = Runs()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, device) in devices.enumerated() {
                group.addTask {
                    for round in 0..<4 {
                        let (ticket, other) = (all[number * 4 + round], all[(number * 4 + round + 24) % 48])
                        let seq = Int64(round * 10)
                        var entries = [
                            DoorEntry(seq + 1, .scan(ticket.1), session: ticket.0, at: at), DoorEntry(seq + 2, .scan(other.1), session: other.0, at: at),
                            DoorEntry(seq + 3, .walkIn(1, isEstimate: false), session: number % 2 == 0 ? one : two, at: at),
                            DoorEntry(seq + 4, .left(1), session: number % 2 == 0 ? two : one, at: at), DoorEntry(seq + 5, .left(1), session: number % 2 == 0 ? one : two, at: at),
                        ]
                        if round % 2 == 1 { entries.removeFirst(2) }
                        if number % 3 == 1 { entries.reverse() }
                        let sent = entries
                        let replies = try await world.database.write { tx in
                            runs.count.add(1, ordering: .relaxed)
                            return try tx.takeEntries(sent, of: device, clock: DeviceClock(says: tx.now, now: tx.now))
                        }
                        #expect(replies.map(\.result) == Array(repeating: "counted", count: sent.count))
                    }
                }
            }
            try await group.waitForAll()
        }
        // A unit that others excluded is run again: none was.
        #expect(runs.count.load(ordering: .relaxed) == 24)
        let crowds = try await world.database.read { tx in try [one, two].map { id in try tx.session(world.activity, id).map { try tx.crowd($0) } } }
        #expect(crowds.map { $0?.cameIn } == [24, 24] && crowds.map { $0?.left } == [24, 24])
        await world.database.close()
    }

    /// Every session of a public activity that people come to stands in the list, whether or not it takes bookings.
    @Test(arguments: TestEngine.allCases) func theListNamesDropInSessions(_ engine: TestEngine) async throws {
        let (world, site, _) = try await ready(engine)
        let (dropIn, far, hidden) = try await world.database.write { tx in
            let begin = instant("2023-09-17T01:00:00Z"), length: Int64 = 2
            func session(_ begin: Instant, of activity: ID<Activity>) throws -> ID<ActivitySession> {
                try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: length)), to: activity)
            }
            let draft = try tx.addActivity(
                ActivityDraft(organiser: world.museum, title: Wording("未公开", "Not public"), summary: Wording("简介", "Summary"), kind: .lecture))
            return (try session(begin, of: world.activity), try session(begin.adding(hours: 24 * 7), of: world.activity), try session(begin, of: draft))
        }
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        try await door.go("/door")
        let path = "/door/\(world.activity.text)/"
        for (session, isListed) in [(world.session, true), (world.other, true), (dropIn, true), (far, false)] {
            #expect(door.page.links.contains(path + session.text) == isListed)
        }
        #expect(!door.page.links.contains { $0.hasSuffix(hidden.text) } && door.page.text.contains("booked 8"))
        // Of more than are shown those nearest to now, the earliest first; a role elsewhere sees none.
        let lists = try await world.database.read { tx in
            try [Grant(.door, over: .all), Grant(.door, over: .region(["110000"]))].map { grant in
                try tx.doorSessions(for: Identity(account: Account(id: ID(1), login: "a", name: "a"), grants: [grant]), limit: 2).map(\.session.id)
            }
        }
        #expect(lists == [[world.session, world.other], []])
        await world.database.close()
    }
}

/// How often units were run.
private final class Runs: Sendable {
    let count = Atomic(0)
}
