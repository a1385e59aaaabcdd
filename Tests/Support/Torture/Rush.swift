import Activities
import App
import Bookings
import Foundation
import Kernel
import Storage
import TestKit
import Web

/// 2,000 clients at 300 places, through the pages.
enum Rush {
    static let clients = 2000
    static let places = 300

    static let part = TorturePart(name: "rush", about: "2,000 clients at 300 places; the waiting list keeps its order", rounds: 4) { torture in
        var outcomes: [Outcome] = []
        for engine in TestEngine.allCases {
            let rounds = engine == .sqlite ? (torture.rounds + 1) / 2 : torture.rounds / 2
            guard rounds > 0 else { continue }
            let kepu = try await Stage.open(Stage.address(engine, in: torture.newFolder(engine.rawValue)))
            let stage = try await Stage.make("", kepu)
            var waiting = 0
            for round in 0..<rounds { waiting += try await play(kepu, stage, torture, round, parties: round % 2 == 0 ? 1 : 4) }
            await kepu.database.close()
            let text = "\(clients) clients at \(places) places, exactly \(places) given each time; \(waiting) parties waited, in order; given back, offered in order, taken: \(places) again"
            outcomes.append(Outcome(on: engine.rawValue, rounds: rounds, found: text))
        }
        return outcomes
    }

    private struct Asked: Sendable {
        let code: PublicCode
        let began: ContinuousClock.Instant
        let ended: ContinuousClock.Instant
    }

    private static func play(_ kepu: Kepu, _ stage: Stage, _ torture: Torture, _ round: Int, parties: Int) async throws -> Int {
        let session = try await stage.addSession(kepu, capacity: places)
        let site = try await kepu.site(publicFolder: "Public")
        let action = "/activities/\(stage.activity.text)/sessions/\(session.text)/bookings"
        let seed = torture.seed &+ UInt64(round)
        let asked = try await withThrowingTaskGroup(of: Asked.self) { group in
            for number in 0..<clients {
                group.addTask {
                    var chance = Chance(seed, number)
                    let client = Browser(site)
                    while try await client.go(action).status == 503 { try await Task.sleep(for: .milliseconds(200 + chance.below(800))) }
                    try await Task.sleep(for: .milliseconds(chance.below(3000)))
                    let began = ContinuousClock.now
                    let wishes = ["party": "\(1 + chance.below(parties))", "name": "Client \(number)", "phone": "13800138000", "waiting": "1"]
                    var page = try await client.submit(action, wishes)
                    // More at once than are served: with their number they come again.
                    while page.status == 503, page.form(to: action)?["turn"] != nil {
                        try await Task.sleep(for: .milliseconds(200 + chance.below(800)))
                        page = try await client.submit(action)
                    }
                    guard page.status == 200, page.path.hasPrefix("/bookings/"), let code = PublicCode(page.path.dropFirst(10)) else {
                        throw TortureProblem("client \(number) was answered \(page.status): \(page.text.prefix(200))")
                    }
                    return Asked(code: code, began: began, ended: .now)
                }
            }
            return try await group.reduce(into: [Asked]()) { $0.append($1) }
        }
        let all = try await bookings(kepu, stage, session)
        try demand(all.count == clients, "\(all.count) bookings of \(clients) clients")
        try demand(places(all, .booked) == places, "\(places(all, .booked)) places given of \(places)")
        try await order(asked, all)
        let waiting = all.filter { $0.state == .waiting }
        try await giveBack(kepu, stage, session, all, waiting, Chance(seed))
        try await Invariants.check(kepu, stage)
        torture.say("round \(round + 1), parties up to \(parties): \(waiting.count) waited")
        return waiting.count
    }

    private static func bookings(_ kepu: Kepu, _ stage: Stage, _ session: ID<ActivitySession>) async throws -> [Booking] {
        try await kepu.database.read { try $0.bookings(activity: stage.activity, session: session) }
    }

    private static func places(_ all: [Booking], _ state: Booking.State) -> Int { all.filter { $0.state == state }.reduce(0) { $0 + $1.party } }

    /// Whoever was answered before another one asked stands before them.
    private static func order(_ asked: [Asked], _ all: [Booking]) async throws {
        let rank = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.code, $0) })
        let byBegin = asked.sorted { $0.began < $1.began }, byEnd = asked.sorted { $0.ended < $1.ended }
        var (answered, last) = (0, -1)
        for one in byBegin {
            while answered < byEnd.count, byEnd[answered].ended < one.began {
                last = max(last, rank[byEnd[answered].code] ?? -1)
                answered += 1
            }
            try demand((rank[one.code] ?? -1) > last, "somebody who asked later stands before one who had been answered")
        }
    }

    /// About 30 places are given back: the first of the list that fit are offered them, and take them.
    private static func giveBack(
        _ kepu: Kepu, _ stage: Stage, _ session: ID<ActivitySession>, _ all: [Booking], _ waiting: [Booking], _ chance: Chance
    ) async throws {
        var chance = chance
        var free = 0
        var expected: [ID<Booking>] = []
        for booking in all.filter({ $0.state == .booked }).shuffled(using: &chance).prefix(20) {
            try await kepu.database.write { try $0.cancelBooking(booking.code) }
            free += booking.party
            for party in waiting where !expected.contains(party.id) && party.party <= free {
                expected.append(party.id)
                free -= party.party
            }
        }
        let offered = try await bookings(kepu, stage, session).filter { $0.state == .offered }
        try demand(Set(offered.map(\.id)) == Set(expected), "the offers did not go to the first who fit")
        for booking in offered { try await kepu.database.write { try $0.acceptOffer(booking.code) } }
        let taken = places(try await bookings(kepu, stage, session), .booked)
        try demand(taken == places - free, "\(taken) places booked, \(places - free) expected")
    }
}
