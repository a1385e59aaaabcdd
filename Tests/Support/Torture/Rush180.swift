import Activities
import App
import Bookings
import Foundation
import Kernel
import Storage
import Synchronization
import TestKit

/// 180,000 people and 3,000 places, over HTTP from a second process that waits for nobody. Then more of them than the machine carries: they are told to
/// wait, come back with their number, and lose nothing, while others read the public's pages.
enum Rush180 {
    static let places = 3000
    static let people = Int(180_000 * share)
    /// Of the whole crowd, once more at three times the rate.
    private static let pressing = Int(30_000 * share)

    /// Fewer people where the machine has other work: a trial of the part itself.
    static let share = ProcessInfo.processInfo.environment["KEPU_TORTURE_SHARE"].flatMap { Double($0) } ?? 1

    static let part = TorturePart(name: "rush180", about: "180,000 people at 3,000 places over HTTP, at and beyond what the machine carries; the same by a ballot", rounds: 2) { torture in
        var outcomes: [Outcome] = []
        for engine in TestEngine.allCases.prefix(torture.rounds) {
            let address = try Stage.address(engine, in: torture.newFolder(engine.rawValue))
            outcomes.append(Outcome(on: engine.rawValue, rounds: 1, found: try await play(torture, address)))
            let another = try Stage.address(engine, in: torture.newFolder(engine.rawValue + "-ballot"))
            outcomes.append(Outcome(on: engine.rawValue, rounds: 1, found: try await ballot(torture, another)))
        }
        return outcomes
    }

    /// The program as it is served, where it has been built.
    static var program: String {
        let release = ".build/release/kepu"
        return FileManager.default.fileExists(atPath: release) ? release : Torture.kepu
    }

    private static func play(_ torture: Torture, _ address: String) async throws -> String {
        let stage = try await Stage.make(address), crowd = try Crowd(torture)
        let kepu = try await Stage.open(address)
        let sessions = try await [stage.session(kepu), stage.session(kepu), stage.session(kepu)]
        await kepu.database.close()
        let server = try await Blocking.run { try ServerProcess.start(program, address: address, log: torture.folder + "/server.log") }
        let actions = sessions.map { "/activities/\(stage.activity.text)/sessions/\($0.text)/bookings" }

        // What it carries: half of them book, the others are told that it is full.
        let (trial, _) = try await Blocking.run { try crowd.book(actions[0], server: server, people: places * 2, rate: 0, connections: 64) }
        torture.say("64 connections, each again as soon as it was answered: \(Int(trial.rate)) people a second, 99 % within \(Int(trial.answer_ms[1])) ms")
        let rate = trial.rate * 0.75
        let count = people
        let (steady, log) = try await Blocking.run { try crowd.book(actions[1], server: server, people: count, rate: rate, connections: 512, first: places * 2) }
        torture.say(told(steady, rate))
        try demand(steady.answer_ms[1] < 1000, "99 % waited for up to \(steady.answer_ms[1]) ms at \(Int(rate)) people a second")

        let readers = Readers(port: server.port, paths: ["/", "/activities", "/activities/\(stage.activity.text)"])
        let (pressed, second) = try await readers.during { try crowd.book(actions[2], server: server, people: pressing, rate: trial.rate * 3, connections: 2000, first: places * 2 + people) }
        torture.say(told(pressed, trial.rate * 3) + "; " + readers.text)
        try demand(pressed.told_to_wait > 0, "nobody was told to wait at \(Int(trial.rate * 3)) people a second: the crowd does not press")
        try demand(readers.failed == 0, "\(readers.failed) readers of public pages were not answered")

        try await Blocking.run { server.stop() }
        let after = try await Stage.open(address)
        for (session, told, log) in [(sessions[1], steady, log), (sessions[2], pressed, second)] { try await check(after, stage, session, told, log) }
        try await Invariants.check(after, stage)
        await after.database.close()
        return "\(people) people at \(places) places: \(told(steady, rate)); three times that rate: \(told(pressed, trial.rate * 3)); \(readers.text); exactly \(places) booked each time"
    }

    static func told(_ told: Crowd.Told, _ rate: Double) -> String {
        let ms = told.answer_ms.map { String(Int($0)) }
        let generator = "the crowd itself late by \(Int(told.lag_ms[1])) ms (99 %), \(told.longest_queue) at most in its own queue, \(Int(told.cpu / told.seconds * 100)) % of a core"
        return "\(Int(rate)) a second asked for, \(Int(told.rate)) answered for good, half within \(ms[0]) ms, 99 % \(ms[1]) ms, all \(ms[2]) ms; \(told.told_to_wait) pages that say wait, at most \(told.most_tries) tries, everybody done within \(Int(told.whole_ms[2] / 1000)) s; \(generator)"
    }

    /// Everybody was answered; whoever was told so is booked, and nobody else.
    private static func check(_ kepu: Kepu, _ stage: Stage, _ session: ID<ActivitySession>, _ told: Crowd.Told, _ log: [Crowd.Person]) async throws {
        try demand(told.broken == 0, "\(told.broken) people got no answer")
        try demand(log.count == told.people && Set(log.map(\.number)).count == told.people, "\(log.count) ends of \(told.people) people")
        let booked = log.filter { $0.status == 303 }, refused = log.filter { $0.status == 409 }
        try demand(booked.count == places, "\(booked.count) people were told that they have a place, of \(places)")
        try demand(booked.count + refused.count == log.count, "answers that are neither a booking nor “fully booked”: \(told.status)")
        let stored = try await kepu.database.read { try $0.bookings(activity: stage.activity, session: session) }
        try demand(Set(stored.map(\.code.text)) == Set(booked.map(\.code)) && stored.count == places, "\(stored.count) bookings are there, \(booked.count) were acknowledged")
        try demand(stored.allSatisfy { $0.state == .booked }, "not all are booked")
    }
}

extension Stage {
    fileprivate func session(_ kepu: Kepu) async throws -> ID<ActivitySession> {
        try await kepu.database.write { tx in
            let begin = tx.now.adding(hours: 48)
            let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: 3000), to: activity)
            try tx.openBookings(activity: activity, session: id, mostPerBooking: 4, waitingList: false)
            return id
        }
    }
}

/// Somebody who reads public pages meanwhile, ten a second.
final class Readers: Sendable {
    private struct State {
        var times: [Double] = []
        var failed = 0
        var isOver = false
    }
    private let state = Mutex(State())
    private let port: UInt16
    private let paths: [String]

    init(port: UInt16, paths: [String]) { (self.port, self.paths) = (port, paths) }

    var failed: Int { state.withLock { $0.failed } }

    var text: String {
        state.withLock { state in
            let times = state.times.sorted()
            guard let last = times.last else { return "nobody read" }
            return "public pages meanwhile: \(times.count) read, half within \(Int(times[times.count / 2])) ms, 99 % \(Int(times[times.count * 99 / 100])) ms, all \(Int(last)) ms"
        }
    }

    func during<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        async let reading: Void = Blocking.run { self.read() }
        defer { state.withLock { $0.isOver = true } }
        let result = try await Blocking.run(work)
        state.withLock { $0.isOver = true }
        try await reading
        return result
    }

    private func read() {
        let client = Client(port: port)
        for number in 0... {
            if state.withLock({ $0.isOver }) { return }
            let begin = ContinuousClock.now
            let reply = client.get(paths[number % paths.count])
            let passed = begin.duration(to: .now).components
            state.withLock { state in
                state.times.append(Double(passed.seconds) * 1000 + Double(passed.attoseconds) * 1e-15)
                if reply?.status != 200 { state.failed += 1 }
            }
            // A reader asks ten times a second: it measures, it is no load.
            usleep(100_000)
        }
    }
}
