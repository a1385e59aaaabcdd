import Activities
import App
import Ballots
import Bookings
import Foundation
import Kernel
import Storage
import TestKit

/// The same people and the same places, drawn: nobody has to be the first, so they come when they like, and the draw is one piece of work.
extension Rush180 {
    static func ballot(_ torture: Torture, _ address: String) async throws -> String {
        let (stage, crowd) = (try await Stage.make(address), try Crowd(torture))
        let kepu = try await Stage.open(address)
        let (session, ballot) = try await stage.drawn(kepu, places: places)
        await kepu.database.close()
        let server = try await Blocking.run { try ServerProcess.start(program, address: address, log: torture.folder + "/ballot.log") }
        let action = "/ballots/\(ballot.text)/entries", page = "/ballots/\(ballot.text)"
        let trial = 2000, people = people
        let (quick, _) = try await Blocking.run { try crowd.book(action, server: server, people: trial, rate: 0, connections: 64, page: page) }
        // At half of what the machine carries: who enters on any of some days does not come at one moment.
        let rate = quick.rate / 2
        let readers = Readers(port: server.port, paths: ["/", "/activities", "/activities/\(stage.activity.text)", page])
        let (entered, log) = try await readers.during {
            try crowd.book(action, server: server, people: people, rate: rate, connections: 512, first: trial, page: page)
        }
        torture.say("the ballot: \(Int(quick.rate)) entries a second at 64 connections; \(told(entered, rate)); \(readers.text)")
        try demand(entered.told_to_wait == 0 && entered.broken == 0 && readers.failed == 0, "a ballot makes nobody wait: \(entered)")
        try demand(log.count == people && log.allSatisfy { $0.status == 303 }, "not everybody entered: \(entered.status)")
        try await Blocking.run { server.stop() }

        // The clock moves behind the close; then the job's own steps.
        let later = try await Stage.open(address, clock: Clock { Clock.system.now().adding(hours: 25) })
        let (drawing, settling, longest) = try await later.draw(ballot)
        torture.say("drawn in \(drawing) ms, everybody told in \(settling / 1000) s, \(longest) ms for the longest hundred of them")
        let codes = Set(log.map(\.code))
        try await later.database.read { tx in
            guard let file = try tx.ballotFile(tx.requireBallot(ballot)) else { throw TortureProblem("it is not drawn") }
            try demand(file.problems().isEmpty, "the published draw: \(file.problems().map(\.en))")
            try demand(file.entries.count == people + trial, "\(file.entries.count) entries are there of \(people + trial)")
            let known = Set(try tx.rows("SELECT code FROM ballots_entry WHERE activity_id = \(stage.activity)") { "\(stage.activity.text)-\(try $0.text("code"))" })
            try demand(codes.isSubset(of: known), "an entry that was acknowledged is missing")
            let offered = try tx.bookings(activity: stage.activity, session: session)
            try demand(offered.count == places && offered.allSatisfy { $0.state == .offered }, "\(offered.count) were offered places, of \(places)")
        }
        try await Invariants.check(later, stage)
        await later.database.close()
        return "a ballot of \(people) people for \(places) places: \(told(entered, rate)); \(readers.text); drawn in \(drawing) ms, told in \(settling / 1000) s; exactly \(places) offered, the draw computed again"
    }
}

extension Kepu {
    /// Milliseconds of the draw, of telling everybody, and of the longest step of it.
    fileprivate func draw(_ ballot: ID<Ballot>) async throws -> (Int, Int, Int) {
        func passed(_ begin: ContinuousClock.Instant) -> Int { Int(begin.duration(to: .now) / .milliseconds(1)) }
        let begin = ContinuousClock.now
        try await database.write { try $0.drawBallot(ballot) }
        let (drawing, middle) = (passed(begin), ContinuousClock.now)
        var longest = 0
        for drawn in [true, false] {
            while true {
                let step = ContinuousClock.now
                guard try await database.write({ try $0.settleBallot(ballot, limit: 100, drawn: drawn) }) > 0 else { break }
                longest = max(longest, passed(step))
            }
        }
        return (drawing, passed(middle), longest)
    }
}

extension Stage {
    fileprivate func drawn(_ kepu: Kepu, places: Int) async throws -> (ID<ActivitySession>, ID<Ballot>) {
        let session = try await addSession(kepu, capacity: places, inHours: 72)
        let ballot = try await kepu.database.write { tx in
            try tx.openBallot(
                BallotDraft(sessions: [session], places: [.individual: places], opens: tx.now.adding(seconds: -1), closes: tx.now.adding(hours: 24)), activity: activity, by: 1)
        }
        return (session, ballot)
    }
}
