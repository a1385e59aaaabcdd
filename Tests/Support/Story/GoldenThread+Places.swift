import App
import Kernel
import TestKit
import Web

/// Steps 3 and 4: 500 clients for 100 places, and the door.
extension GoldenThread {
    private var action: String { "/activities/\(activityA)/sessions/\(sessionOne)/bookings" }

    func stepThree() async throws {
        step(3, "100 places asked for by 500 clients at once; 12 given back, offered to the waiting list, taken.")
        let (site, action, address) = (site, action, "/activities/\(activityA)")
        let codes = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let client = Browser(site)
                    try await client.go(address)
                    let page = try await client.submit(
                        action, ["party": "\(number % 4 + 1)", "name": "Visitor \(number)", "phone": "1380000\(1000 + number)", "waiting": "1"])
                    guard page.status == 200, page.path.hasPrefix("/bookings/") else { return nil }
                    return String(page.path.dropFirst("/bookings/".count))
                }
            }
            var out: [String] = []
            for try await code in group { if let code { out.append(code) } }
            return out.sorted()
        }
        let holding = try await bookings(codes) { $0.form(to: "/bookings/\($0.path.dropFirst(10))/cancellation") != nil && self.tickets($0).count > 0 }
        let given = holding.reduce(0) { $0 + $1.tickets.count }
        try expect("places given", given, is: 100)
        try await expectFigures("National Day", "national-day", ["booked": "100"])

        let returned = try subset(of: holding, totalling: 12)
        for booking in returned {
            let client = Browser(site)
            try await client.go("/bookings/\(booking.code)")
            try require(try await client.submit("/bookings/\(booking.code)/cancellation"))
        }
        try expect("places given back", returned.reduce(0) { $0 + $1.tickets.count }, is: 12)
        let waiting = Set(codes).subtracting(holding.map(\.code)).sorted()
        var taken = 0
        for code in waiting {
            let client = Browser(site)
            try await client.go("/bookings/\(code)")
            guard client.page.form(to: "/bookings/\(code)/acceptance") != nil else { continue }
            try require(try await client.submit("/bookings/\(code)/acceptance"))
            taken += tickets(client.page).count
        }
        try expect("places taken from the waiting list", taken, is: 12)
        try await expectFigures("National Day", "national-day", ["booked": "100"])
        booked = try await bookings(codes) { self.tickets($0).count > 0 && $0.form(to: "/bookings/\($0.path.dropFirst(10))/cancellation") != nil }
            .map(\.code)
    }

    func stepFour() async throws {
        step(4, "83 scans at the door, 3 of them repeats from a device that was offline.")
        time.set("2024-09-15T09:05:00+08:00")
        var all: [String] = []
        for code in booked {
            let client = Browser(site)
            all += tickets(try await client.go("/bookings/\(code)"))
        }
        try expect("tickets", all.count, is: 100)
        let door = try await browser("door")
        let address = "/door/\(activityA)/\(sessionOne)"
        try await door.go(address)
        try require(try await door.submit("\(address)/scans", ["tickets": all.prefix(80).joined(separator: "\n"), "device": "door-1"]))
        time.set("2024-09-15T09:40:00+08:00")
        try await door.go(address)
        let late = all.prefix(3).map { "\($0) 2024-09-15T09:20:00+08:00 door-2" }.joined(separator: "\n")
        try require(try await door.submit("\(address)/scans", ["tickets": late, "device": "door-2"]))
        time.set("2024-09-15T11:05:00+08:00")
        try await door.go(address)
        try require(try await door.submit("\(address)/closing", ["covered": "1"]))
        try await door.go(address)
        try expect("door · measured", door.page.figures["measured"], is: "80")
        try await expectFigures("National Day", "national-day", ["visits": "80", "measured": "80", "booked": "100"])
    }

    struct Held: Sendable {
        let code: String
        let tickets: [String]
    }

    private func bookings(_ codes: [String], where holds: (PageSeen) -> Bool) async throws -> [Held] {
        var out: [Held] = []
        for code in codes {
            let client = Browser(site)
            let page = try await client.go("/bookings/\(code)")
            if holds(page) { out.append(Held(code: code, tickets: tickets(page))) }
        }
        return out
    }

    /// The ticket codes on a booking's page: the activity's letters, a hyphen, ten more; the booking's own code is none.
    func tickets(_ page: PageSeen) -> [String] {
        let own = String(page.path.dropFirst("/bookings/".count))
        var seen: [String] = []
        for word in page.text.split(separator: " ") where word.hasPrefix(activityA + "-") && word != own && !seen.contains(String(word)) {
            seen.append(String(word))
        }
        return seen
    }

    /// Whole bookings whose places make exactly `total`.
    private func subset(of all: [Held], totalling total: Int) throws -> [Held] {
        var ways: [Int: [Held]] = [0: []]
        for booking in all {
            for (sum, way) in ways where sum + booking.tickets.count <= total && ways[sum + booking.tickets.count] == nil {
                ways[sum + booking.tickets.count] = way + [booking]
            }
        }
        guard let way = ways[total] else { throw StoryProblem("no bookings make \(total) places") }
        return way
    }
}
