import Access
import Activities
import Ballots
import Bookings
import Foundation
import Kernel
import Storage
import TestKit
import Testing

/// From the first entry to the bookings of those who were drawn.
@Suite struct BallotTests {
    @Test(arguments: TestEngine.allCases) func theDrawGivesExactlyThePlaces(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine)
        world.clock.set(BallotWorld.opens)
        var entries: [BallotEntry] = []
        for number in 1...40 { entries.append(try await world.enter(number, waits: number % 2 == 0, number % 3 == 0 ? [world.two, world.one] : [world.one])) }
        #expect(entries.map(\.number) == Array(1...40))
        // While the ballot is open nobody books past it, and nothing is drawn.
        let wish = BookingWish(party: 1, person: BookingPerson(name: "李", phone: "13900000000"))
        let (activity, one, database) = (world.activity, world.one, world.database)
        #expect(try await world.code { try await database.write { _ = try $0.book(wish, activity: activity, session: one) } } == "bookings-closed")
        #expect(try await world.database.read { try $0.ballotsDue() }.isEmpty)
        try await world.draw()
        let file = try #require(try await world.database.read { tx in try tx.ballotFile(tx.requireBallot(world.ballot)) })
        #expect(file.problems() == [] && file.entries.count == 40)
        let drawn = file.result.count { $0.session != nil }
        let (takenOne, takenTwo) = (try await world.taken(world.one), try await world.taken(world.two))
        #expect(takenOne == 10 && takenOne + takenTwo == drawn)
        let codes = entries.map(\.code)
        let after = try await world.database.read { tx in try codes.map { try tx.requireBallotEntry($0) } }
        let won = after.count { $0.state == .won }
        #expect(won == drawn)
        for entry in after where entry.state != .won { #expect(entry.state == (entry.waits ? .waiting : .lost)) }
        // Who was not drawn and does not wait is forgotten; who waits does so in the drawn order.
        for entry in after { #expect((entry.state == .lost) == entry.masked.isEmpty) }
        let waiters = after.filter { $0.state == .waiting && $0.sessions[0] == world.one }.sorted { ($0.place ?? 0) < ($1.place ?? 0) }.compactMap(\.booking)
        let waiting = try await world.database.read { tx in
            try waiters.compactMap { code -> Int? in
                guard let booking = try tx.booking(code) else { return nil }
                return try tx.waitingPlace(booking)
            }
        }
        #expect(waiting == Array(1...waiting.count))
        // Drawn again it is nothing new.
        try await world.draw()
        #expect(try await world.database.read { tx in try tx.ballotFile(tx.requireBallot(world.ballot)) } == file)
        let winner = try #require(after.first { $0.state == .won }?.booking)
        try await world.database.write { try $0.acceptOffer(winner) }
        #expect(try await world.database.read { try $0.booking(winner)?.state } == .booked)
        // The others let their offers lapse: the waiting list gets the places.
        world.clock.set(BallotWorld.closes.adding(hours: 26))
        #expect(try await world.database.write { try $0.lapseOffers(activity: world.activity, session: world.one) } > 0)
        #expect(try await world.taken(world.one) <= 10)
    }

    @Test(arguments: TestEngine.allCases) func everybodyEntersOnceAndMayWithdrawUntilTheClose(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine)
        #expect(try await world.code { try await world.enter(1) } == "ballot-closed")
        world.clock.set(BallotWorld.opens)
        let first = try await world.enter(1)
        #expect(try await world.code { try await world.enter(1) } == "ballot-twice")
        #expect(try await world.code { try await world.enter(2, party: 5) } == "party-too-big")
        #expect(try await world.code { try await world.enter(2, []) } == "ballot-choice")
        #expect(try await world.code { try await world.enter(2, [world.one, world.one]) } == "ballot-choice")
        #expect(try await world.code { try await world.enter(2, [ID(5)]) } == "ballot-choice")
        try await world.database.write { try $0.withdrawEntry(first.code) }
        let withdrawn = try await world.entry(first)
        #expect(withdrawn.state == .withdrawn && withdrawn.masked.isEmpty)
        #expect(try await world.database.read { try $0.bookingPerson(first.person) } == nil)
        let again = try await world.enter(1)
        #expect(again.number == 2 && again.masked.contains("****"))
        #expect(try await world.database.read { try $0.requireBallot(world.ballot).entries } == 1)
        world.clock.set(BallotWorld.closes)
        #expect(try await world.code { try await world.database.write { try $0.withdrawEntry(again.code) } } == "entry-fixed")
        #expect(try await world.code { try await world.enter(3) } == "ballot-closed")
        try await world.draw()
        #expect(try await world.entry(again).state == .won)
        #expect(try await world.entry(first).state == .withdrawn)
    }

    @Test(arguments: TestEngine.allCases) func theSeedIsBoundAndNotKnown(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine)
        let before = try await world.database.read { try $0.requireBallot(world.ballot) }
        #expect(before.seed == nil && before.commitment.count == 64)
        let sealed = try await world.database.read { try $0.row("SELECT sealed_seed FROM ballots_ballot") { try $0.blob("sealed_seed") } }
        try await world.draw()
        let after = try await world.database.read { try $0.requireBallot(world.ballot) }
        let seed = try #require(after.seed.flatMap { BallotDraw.bytes(hexadecimal: $0) })
        #expect(BallotDraw.commitment(to: seed) == before.commitment && after.commitment == before.commitment)
        // What lay in the table did not tell it.
        let kept = (try #require(sealed)).hexadecimal
        #expect(kept.count > 64 && !kept.contains(seed.hexadecimal))
    }

    @Test(arguments: TestEngine.allCases) func whatABallotCannotBe(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine)
        func open(_ change: @escaping @Sendable (inout BallotDraft) -> Void) async throws -> String? {
            try await world.code {
                var draft = BallotDraft(sessions: [world.one], places: [.individual: 5], opens: BallotWorld.opens, closes: BallotWorld.closes)
                change(&draft)
                let fixed = draft
                try await world.database.write { try $0.openBallot(fixed, activity: world.activity, by: 1) }
            }
        }
        #expect(try await open { _ in } == "ballot-exists")
        try await world.database.write { try $0.cancelBallot(world.ballot, by: 1) }
        #expect(try await open { $0.sessions = [] } == "ballot-sessions")
        #expect(try await open { $0.places = [:] } == "ballot-places")
        #expect(try await open { $0.places = [.individual: 11] } == "ballot-too-many")
        #expect(try await open { $0.places = [.school: 5] } == "ballot-kind")
        #expect(try await open { $0.closes = $0.opens } == "ballot-times")
        #expect(try await open { $0.closes = instant("2023-09-16T01:00:00Z") } == "ballot-late")
        #expect(try await open { $0.acceptHours = 0 } == "ballot-hours")
        #expect(try await open { _ in } == nil)
        #expect(try await world.code { try await world.database.write { try $0.cancelBallot(world.ballot, by: 1) } } == "ballot-not-open")
    }

    /// While places go by a ballot nobody opens their booking, and what comes free is offered to nobody; afterwards the rules hold again.
    @Test(arguments: TestEngine.allCases) func placesOfABallotGoByItAlone(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine, capacity: 4, places: 4)
        func reopen() async throws -> String? {
            try await world.code { try await world.database.write { try $0.setBookingRule(BookingRule(), activity: world.activity, session: world.one, by: 1) } }
        }
        #expect(try await reopen() == "session-in-ballot")
        world.clock.set(BallotWorld.opens)
        let entry = try await world.enter(1, party: 4)
        try await world.draw()
        #expect(try await world.entry(entry).state == .won)
        #expect(try await reopen() == nil)
    }

    /// Called off and opened anew: those of the first are told later, and the places stay with the second.
    @Test(arguments: TestEngine.allCases) func theNextBallotKeepsThePlaces(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine)
        world.clock.set(BallotWorld.opens)
        try await world.enter(1)
        try await world.database.write { tx in
            try tx.cancelBallot(world.ballot, by: 1)
            let again = BallotDraft(sessions: [world.one], places: [.individual: 5], opens: BallotWorld.opens, closes: BallotWorld.closes)
            try tx.openBallot(again, activity: world.activity, by: 1)
        }
        try await world.settle()
        func reopen(_ session: ID<ActivitySession>) async throws -> String? {
            try await world.code { try await world.database.write { try $0.setBookingRule(BookingRule(), activity: world.activity, session: session, by: 1) } }
        }
        #expect(try await reopen(world.one) == "session-in-ballot")
        #expect(try await reopen(world.two) == nil)
    }

    @Test func calledOffItIsToldAndForgotten() async throws {
        let world = try await BallotWorld.make(.sqlite)
        world.clock.set(BallotWorld.opens)
        let entry = try await world.enter(1)
        try await world.database.write { try $0.cancelBallot(world.ballot, by: 1) }
        try await world.settle()
        #expect(try await world.entry(entry).state == .lost)
        #expect(try await world.database.read { try $0.bookingPerson(entry.person) } == nil)
        #expect(try await world.taken(world.one) == 0)
    }

    /// On a phone: from the activity's page to the entry, and to the result with its file.
    @Test(arguments: TestEngine.allCases) func asAVisitorSeesIt(_ engine: TestEngine) async throws {
        let world = try await BallotWorld.make(engine)
        let site = try await world.site()
        let visitor = Browser(site)
        let path = "/ballots/\(world.ballot.text)"
        #expect(try await visitor.go("/activities/\(world.activity.text)").links.contains(path))
        #expect(try await visitor.go(path).forms.contains { $0.action == path + "/entries" } == false)
        #expect(try await visitor.go(path + "/draw.json").status == 409)
        world.clock.set(BallotWorld.opens)
        // A page that is the same for everybody may be kept for seconds while nothing is written.
        try await world.database.write { _ in }
        try await visitor.go(path)
        try await visitor.submit(path + "/entries", ["name": "王小明", "phone": "13800138000", "party": "9", "session": world.one.text])
        #expect(visitor.page.status == 422)
        try await visitor.submit(path + "/entries", ["name": "王小明", "phone": "13800138000", "party": "2", "session": world.one.text])
        #expect(visitor.page.status == 200 && visitor.page.path.hasPrefix("/ballot-entries/"))
        let own = visitor.page.path
        let other = Browser(site)
        try await other.go(path)
        #expect(other.page.figures["entries"] == "1")
        try await other.submit(path + "/entries", ["name": "王", "phone": "138 0013 8000", "party": "1", "session": world.one.text])
        #expect(other.page.status == 409)
        try await world.draw()
        try await visitor.go(path)
        #expect(visitor.page.text.contains("138****8000") && !visitor.page.text.contains("13800138000"))
        let file = try BallotFile.read(Data(try await visitor.go(path + "/draw.json").html.utf8))
        #expect(file.problems() == [] && file.entries.count == 1)
        #expect(try await visitor.go(own).links.contains { $0.hasPrefix("/bookings/") })
        #expect(try await visitor.go("/rules/ballot").status == 200)
    }

    @Test func theHostOpensItAtTheDesk() async throws {
        let world = try await BallotWorld.make(.sqlite)
        try await world.database.write { try $0.cancelBallot(world.ballot, by: 1) }
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let path = "/desk/activities/\(world.activity.text)/ballot"
        try await host.go(path)
        try await host.submit(path, ["sessions": world.one.text, "places_individual": "8", "opens": "2023-09-02T09:00", "closes": "2023-09-10T20:00", "accept_hours": "24"])
        #expect(host.page.status == 200 && host.page.path.hasPrefix("/desk/ballots/"))
        let stranger = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(1)), at: site)
        #expect(try await stranger.go(path).status == 403)
        #expect(try await stranger.go(host.page.path).status == 403)
    }
}
