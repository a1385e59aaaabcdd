import Access
import Activities
import Bookings
import Door
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing
import Web

/// Devices over HTTP: pairing, sending once and twice, a wrong clock, one bad row, the day's end.
@Suite struct DeviceTests {
    private func ready(_ engine: TestEngine) async throws -> (world: DoorWorld, site: Site, codes: [String]) {
        let world = try await DoorWorld.make(engine)
        for _ in 0..<3 { _ = try await world.book(4) }
        let codes = try await world.signed().map(\.text)
        world.clock.set("2023-09-16T00:50:00Z")
        return (world, try await world.site(), codes)
    }

    /// Two devices let in the same tickets without hearing of each other; sent twice, nothing is counted twice.
    @Test(arguments: TestEngine.allCases) func twoDevicesMerge(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var (east, west) = (try await TestDevice(site), try await TestDevice(site))
        let (one, two) = (try await world.device("East"), try await world.device("West"))
        #expect(try await east.pair(one.word, now: "2023-09-16T00:50:00Z").status == 200)
        let told = try await west.pair(two.word, now: "2023-09-16T00:50:00Z")
        #expect(told.status == 200 && told.text.contains("\"wrongClock\":false"))
        // Pairing is short. What a device keeps names nobody, and no code; the list that it holds is not sent again.
        #expect(!told.text.contains("ticket"))
        let listed = try await west.tickets("true", now: "2023-09-16T00:50:00Z")
        #expect(listed.contains("\"tickets\":[[") && !listed.contains("王小明") && !listed.contains(codes[0].split(separator: ".")[1]))
        let mark = listed.firstMatch(of: /"ticketMark":("[0-9a-f]{24}")/).map { String($0.1) } ?? ""
        let held = try await west.tickets(mark, now: "2023-09-16T00:50:00Z")
        #expect(held.contains(mark) && !held.contains("\"tickets\""))
        // The link works once.
        var thief = try await TestDevice(site)
        #expect(try await thief.pair(one.word, now: "2023-09-16T00:50:00Z").status == 403)
        let at = "2023-09-16T01:05:00Z"
        world.clock.set("2023-09-16T01:30:00Z")
        let first = (0..<8).map { world.entry($0 + 1, codes[$0], at: at, said: "in") }
        let second = (5..<12).map { world.entry($0 - 4, codes[$0], at: "2023-09-16T01:06:00Z", said: "in") }
        let sent = try await east.sync(first, now: "2023-09-16T01:30:00Z")
        #expect(results(sent.text) == Array(repeating: "counted", count: 8))
        for _ in 0..<2 {
            let merged = try await west.sync(second, now: "2023-09-16T01:30:00Z")
            #expect(results(merged.text) == ["repeated", "repeated", "repeated", "counted", "counted", "counted", "counted"])
            #expect(merged.text.contains("\"device\":\"East\""))
        }
        #expect(try await world.crowd()?.cameIn == 12)
        let changed = try await west.tickets(mark, now: "2023-09-16T01:30:00Z")
        #expect(changed.contains("\"in\"]") && !changed.contains(mark))
        var exit = try await TestDevice(site)
        _ = try await exit.pair(try await world.device("Exit", .exit).word, now: "2023-09-16T01:30:00Z")
        #expect(try await exit.tickets("true", now: "2023-09-16T01:30:00Z").contains("\"tickets\":[]"))
        let report = try await world.database.read { try $0.mergeReport(activity: world.activity, session: world.session) }
        #expect(report.doubles.map(\.device) == ["West", "West", "West"] && report.doubles.allSatisfy { $0.firstDevice == "East" && $0.wasLetIn })
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        try await door.go("/door/\(world.activity.text)/\(world.session.text)")
        #expect(door.page.text.contains("3 double entries") && door.page.text.contains("let in without a network"))
        await world.database.close()
    }

    /// Both times are kept; what is counted is set right.
    @Test(arguments: TestEngine.allCases) func aWrongClockIsSetRight(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        let made = try await world.device("East")
        world.clock.set("2023-09-16T01:30:00Z")
        let paired = try await device.pair(made.word, now: "2023-09-16T01:10:00Z")
        #expect(paired.text.contains("\"wrongClock\":true") && paired.text.contains("\"skew\":1200000"))
        let sent = try await device.sync([world.entry(1, codes[0], at: "2023-09-16T01:05:00Z")], now: "2023-09-16T01:10:00Z")
        #expect(results(sent.text) == ["counted"])
        let kept = try await world.database.read { tx in
            try tx.rows("SELECT device_at, at FROM door_entry WHERE activity_id = \(world.activity)") { [try $0.instant("device_at").iso, try $0.instant("at").iso] }
        }
        #expect(kept == [["2023-09-16T01:05:00Z", "2023-09-16T01:25:00Z"]])
        #expect(try await world.database.read { try $0.doorDevice(world.activity, made.device.id) }?.pairedSkew == 1_200_000)
        await world.database.close()
    }

    /// One bad row keeps nobody else back; whoever was sent away is not counted; a cut batch is told whole.
    @Test(arguments: TestEngine.allCases) func badRows(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        _ = try await device.pair(try await world.device("East").word, now: "2023-09-16T00:50:00Z")
        world.clock.set("2023-09-16T01:30:00Z")
        let now = "2023-09-16T01:30:00Z"
        var altered = codes[1]
        altered.replaceSubrange(altered.index(before: altered.endIndex)..., with: altered.hasSuffix("0") ? "8" : "0")
        let sent = try await device.sync(
            [
                world.entry(1, codes[0], at: now), "{\"seq\":2,\"kind\":\"scan\"}", world.entry(3, altered, at: now), world.entry(4, codes[2], at: now, said: "late"),
                world.entry(5, "rubbish", at: now), world.people(6, "walk-in", 0, at: now),
            ], now: now)
        #expect(sent.status == 200)
        let byNumber = sent.text.matches(of: /"seq":(\d+),"result":"([a-z-]+)"/).map { "\($0.1) \($0.2)" }.sorted()
        #expect(byNumber == ["1 counted", "2 wrong", "3 forged", "4 noted", "5 unknown", "6 wrong"])
        #expect(sent.text.contains("quantity is from 1 to 1000"))
        #expect(try await world.crowd()?.cameIn == 1)
        #expect(try await device.send("/door/devices/sync", "{\"now\":").status == 422)
        #expect(try await device.sync((1...501).map { world.entry($0 + 10, codes[3], at: now) }, now: now).status == 422)
        #expect(try await world.crowd()?.cameIn == 1)
        await world.database.close()
    }

    /// People without a ticket are measured one by one, taken back, and fill the house; estimates are not measured.
    @Test(arguments: TestEngine.allCases) func countingAndFull(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        _ = try await device.pair(try await world.device("East").word, now: "2023-09-16T00:50:00Z")
        world.clock.set("2023-09-16T01:30:00Z")
        let now = "2023-09-16T01:30:00Z"
        let sent = try await device.sync(
            [world.entry(1, codes[0], at: now), world.people(2, "walk-in", 5, at: now), world.people(3, "walk-in", 2, at: now), world.people(4, "left", 1, at: now),
             "{\"seq\":5,\"kind\":\"undo\",\"of\":3,\"session\":\"\(world.session.text)\",\"at\":\"\(now)\"}"], now: now)
        #expect(sent.status == 200)
        #expect(try await world.crowd() == Crowd(cameIn: 6, estimated: 0, left: 1, most: nil))
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        let path = "/door/\(world.activity.text)/\(world.session.text)"
        try await door.go(path)
        try await door.submit(path + "/limit", ["most": "5"])
        #expect(door.page.status == 200 && door.page.figures["inside"] == "5" && door.page.text.contains("Full now"))
        let visitor = Browser(site)
        try await visitor.go("/activities/\(world.activity.text)")
        #expect(visitor.page.text.contains("Full now: please wait"))
        try await door.submit(path + "/leaving", ["quantity": "2"])
        #expect(door.page.figures["inside"] == "3")
        try await visitor.go("/activities/\(world.activity.text)")
        #expect(visitor.page.text.contains("Room now for about 2 more"))
        try await door.submit(path + "/walk-ins", ["quantity": "30", "way": "estimate"])
        #expect(door.page.figures["inside"] == "33" && door.page.figures["measured"] == "6")
        try await door.submit(path + "/closing", ["covered": "1"])
        #expect(door.page.status == 422 && door.page.text.contains("30 people of this session were only estimated"))
        try await door.submit(path + "/undo")
        #expect(door.page.figures["inside"] == "3")
        try await door.submit(path + "/closing", ["covered": "1"])
        #expect(door.page.status == 200)
        let counted = try await world.database.read { tx in
            try tx.number("SELECT value FROM view_participation_counted WHERE activity_id = \(world.activity) AND session_id = \(world.session) AND method = 'measured'")
        }
        #expect(counted == 6)
        await world.database.close()
    }

    /// A revoked device is refused at once; a device of the day sends for some days after it, and lets nobody in any more.
    @Test(arguments: TestEngine.allCases) func revokedAndOver(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        var device = try await TestDevice(site)
        let made = try await world.device("East")
        _ = try await device.pair(made.word, now: "2023-09-16T00:50:00Z")
        world.clock.set("2023-09-18T01:00:00Z")
        let now = "2023-09-18T01:00:00Z"
        let late = try await device.sync([world.entry(1, codes[0], at: "2023-09-16T02:00:00Z", said: "in"), world.entry(2, codes[1], at: now)], now: now)
        #expect(results(late.text) == ["counted", "refused"])
        #expect(try await device.tickets("true", now: now).contains("\"tickets\":[]"))
        try await world.database.write { try $0.revokeDoorDevice(world.activity, made.device.id, by: 1) }
        let refused = try await device.sync([world.entry(3, codes[2], at: now)], now: now)
        #expect(refused.status == 403 && refused.text.contains("can be copied into the door"))
        #expect(try await world.crowd()?.cameIn == 1)
        await world.database.close()
    }

    /// One tap calls the session off; its page says so, and nobody is let in.
    @Test(arguments: TestEngine.allCases) func calledOffForWeather(_ engine: TestEngine) async throws {
        let (world, site, codes) = try await ready(engine)
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        let path = "/door/\(world.activity.text)/\(world.session.text)"
        try await door.go(path)
        try await door.submit(path + "/weather")
        #expect(door.page.status == 200 && door.page.text.contains("those who booked will be told"))
        let session = try await world.database.read { try $0.session(world.activity, world.session) }
        #expect(session?.status == .cancelled && session?.note?.zh == "因天气原因停办")
        var device = try await TestDevice(site)
        _ = try await device.pair(try await world.device("East").word, now: "2023-09-16T00:50:00Z")
        let sent = try await device.sync([world.entry(1, codes[0], at: "2023-09-16T00:50:00Z")], now: "2023-09-16T00:50:00Z")
        #expect(results(sent.text) == ["refused"])
        await world.database.close()
    }
}
