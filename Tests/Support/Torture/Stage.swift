import Access
import Activities
import App
import Bookings
import Campaigns
import Foundation
import Kernel
import Language
import Logging
import Storage
import TestKit
import Venues

/// A database with one published activity, a host and an office, on which a part is played.
struct Stage: Sendable {
    static let password = "a torture's password"
    static let host = "host@torture.kepu"
    static let office = "office@torture.kepu"

    /// `sqlite:PATH` or `postgres://…`.
    let address: String
    let activity: ID<Activity>
    let museum: ID<Organisation>
    let campaign: ID<Campaign>

    static func open(_ address: String, clock: Clock = .system) async throws -> Kepu {
        var logger = Logger(label: "torture")
        logger.logLevel = .critical
        return try await Kepu.open(address, clock: clock, files: ProcessInfo.processInfo.environment["KEPU_FILES"], logger: logger)
    }

    /// A schema of its own on the server that `scripts/with-postgres.sh` runs.
    static func postgres() throws -> String { try TestEngine.postgres.place(connections: 8).address }

    static func address(_ engine: TestEngine, in folder: String) throws -> String {
        engine == .sqlite ? "sqlite:\(folder)/kepu.db" : try postgres()
    }

    static func make(_ address: String, clock: Clock = .system) async throws -> Stage {
        let kepu = try await open(address, clock: clock)
        let stage = try await make(address, kepu)
        await kepu.database.close()
        return stage
    }

    static func make(_ address: String, _ kepu: Kepu) async throws -> Stage {
        let hash = try await Passwords.hash(password)
        return try await kepu.database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let venue = try tx.addVenue(key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: museum)
            let today = tx.now.day(in: .china)
            let campaign = try tx.addCampaign(
                key: "city-series", name: Wording("系列", "Series"), kind: .series, parent: nil, begin: today.adding(days: -30), end: today.adding(days: 60),
                summary: Wording("简介", "Summary"))
            var draft = ActivityDraft(
                organiser: museum, title: Wording("与宇航员见面", "Meet the astronauts"), summary: Wording("现场见面", "Meet in person"), kind: .lecture)
            draft.content.venue = venue
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: campaign, state: .published)
            try tx.grant(Grant(.host, over: .organisation(museum.number)), to: tx.addAccount(login: host, name: "host", passwordHash: hash))
            if let county = Scope("/region/610000/610100/610113") {
                try tx.grant(Grant(.office, over: county), to: tx.addAccount(login: office, name: "office", passwordHash: hash))
            }
            return Stage(address: address, activity: activity, museum: museum, campaign: campaign)
        }
    }

    /// A session that begins in so many hours and takes bookings.
    func addSession(_ kepu: Kepu, capacity: Int?, inHours hours: Int64 = 48, most: Int = 4) async throws -> ID<ActivitySession> {
        try await kepu.database.write { tx in
            let begin = tx.now.adding(hours: hours)
            let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: capacity), to: activity)
            try tx.openBookings(activity: activity, session: id, mostPerBooking: most, waitingList: true)
            return id
        }
    }
}

/// What must hold of every session at any moment, asked of the rows themselves.
enum Invariants {
    /// Places taken are those of the bookings and never more than there are; the booked claim is in step; a ticket for each
    /// place; what counts is what the rule says; the figures add up; the ledger is whole.
    static func check(_ kepu: Kepu, _ stage: Stage) async throws {
        try await kepu.database.read { tx in
            for session in try tx.sessions(of: stage.activity) { try check(tx, session) }
        }
        try await Counting.check(kepu, stage)
        try await ledger(kepu)
    }

    private static func check(_ tx: Transaction, _ session: ActivitySession) throws {
        let name = session.id.text
        let bookings = try tx.bookings(activity: session.activity, session: session.id)
        let held = bookings.filter { $0.state.holdsPlaces }.reduce(0) { $0 + $1.party }
        let booked = bookings.filter { $0.state == .booked }.reduce(0) { $0 + $1.party }
        try demand(session.taken == held, "session \(name): \(session.taken) places taken, bookings hold \(held)")
        if let capacity = session.capacity { try demand(held <= capacity, "session \(name) is oversold: \(held) of \(capacity)") }
        let claim = try tx.number("SELECT value FROM view_participation_booked WHERE activity_id = \(session.activity) AND session_id = \(session.id)")
        try demand(Int(claim ?? 0) == booked, "session \(name): the booked claim says \(claim ?? 0), the bookings \(booked)")
        let tickets = try tx.number(
            """
            SELECT COUNT(*) FROM bookings_ticket t JOIN bookings_booking b ON b.activity_id = t.activity_id AND b.id = t.booking_id
            WHERE t.activity_id = \(session.activity) AND t.session_id = \(session.id) AND t.is_void = 0 AND b.state = 'booked'
            """)
        try demand(Int(tickets ?? 0) == booked, "session \(name): \(tickets ?? 0) valid tickets for \(booked) places")
    }

    /// As `kepu verify` does.
    private static func ledger(_ kepu: Kepu) async throws {
        while try await kepu.database.write({ try LedgerCheckpoints.append($0, batch: 5000) }) > 0 {}
        let verdict = try await kepu.database.read { tx in try LedgerCheckpoints.verify(tx) { _, _ in } }
        if case .broken(let checkpoint, let damage) = verdict { throw TortureProblem("the ledger is broken at \(checkpoint): \(damage)") }
    }
}
