import Activities
import Bookings
import Door
import Foundation
import Kernel
import Storage
import Web

/// A device as the door's page drives it: it pairs, sends, and is told.
struct TestDevice {
    let site: Site
    let cookie: String
    let csrf: String
    var token = ""

    init(_ site: Site) async throws {
        self.site = site
        let page = try await site.ask(.get, "/door/app", headers: [])
        let set = page.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
        cookie = set.compactMap { $0.split(separator: ";").first.map { String($0) } }.joined(separator: "; ")
        let html = String(decoding: page.body, as: UTF8.self)
        csrf = html.firstMatch(of: /data-csrf="([0-9a-f]+)"/).map { String($0.1) } ?? ""
    }

    func send(_ path: String, _ body: String) async throws -> (status: Int, text: String) {
        let headers = [("cookie", cookie), ("x-csrf-token", csrf), ("accept", "application/json"), ("accept-language", "en"), ("door-token", token)]
        let answer = try await site.ask(.post, path, headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8))
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    mutating func pair(_ word: String, now: String) async throws -> (status: Int, text: String) {
        let answer = try await send("/door/devices/pairing", "{\"word\":\"\(word)\",\"now\":\"\(now)\"}")
        token = answer.text.firstMatch(of: /"token":"([0-9a-f]+)"/).map { String($0.1) } ?? ""
        return answer
    }

    func sync(_ entries: [String], now: String) async throws -> (status: Int, text: String) {
        try await send("/door/devices/sync", "{\"now\":\"\(now)\",\"waiting\":\(entries.count),\"entries\":[\(entries.joined(separator: ","))]}")
    }

    /// Asks for the list of tickets; `held` is `true`, or the mark of a list in quotation marks.
    func tickets(_ held: String, now: String) async throws -> String {
        try await send("/door/devices/sync", "{\"now\":\"\(now)\",\"tickets\":\(held)}").text
    }
}

extension DoorWorld {
    func device(_ name: String, _ duty: DoorDevice.Duty = .entrance) async throws -> (device: DoorDevice, word: String) {
        guard let day = Day(iso: "2023-09-16") else { throw Refusal.notFound(ActivitySession.noun) }
        return try await database.write { try $0.makeDoorDevice(name, duty, activity: activity, on: day, by: 1) }
    }

    /// Every ticket of the session, one booking after the other.
    func allTickets(_ tx: Transaction) throws -> [Ticket] {
        try tx.bookings(activity: activity, session: session).flatMap { try tx.tickets(of: $0) }
    }

    func signed() async throws -> [SignedTicket] {
        try await database.write { tx in
            try tx.madeTicketKey(by: 1)
            guard let held = try tx.session(activity, session) else { return [] }
            return try tx.signedTickets(allTickets(tx), of: held) ?? []
        }
    }

    func crowd() async throws -> Crowd? {
        try await database.read { tx in try tx.session(activity, session).map { try tx.crowd($0) } }
    }

    func entry(_ seq: Int, _ ticket: String, at: String, said: String = "", skew: String? = nil) -> String {
        let skew = skew.map { ",\"skew\":\($0)" } ?? ""
        return "{\"seq\":\(seq),\"kind\":\"scan\",\"text\":\"\(ticket)\",\"session\":\"\(session.text)\",\"at\":\"\(at)\",\"said\":\"\(said)\"\(skew)}"
    }

    func people(_ seq: Int, _ kind: String, _ count: Int, at: String, way: String = "count") -> String {
        "{\"seq\":\(seq),\"kind\":\"\(kind)\",\"quantity\":\(count),\"session\":\"\(session.text)\",\"at\":\"\(at)\",\"way\":\"\(way)\"}"
    }
}

/// The results in an answer, in their order.
func results(_ text: String) -> [String] { text.matches(of: /"result":"([a-z-]+)"/).map { String($0.1) } }
