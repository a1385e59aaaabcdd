import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// The third step of the story.
@Suite struct RushTests {
    /// 500 clients at once ask for 100 places in parties of 1 to 4: exactly 100 are given. Bookings of 12 places are given
    /// back, offered to the waiting list and taken: 100 again, and the claim was in step all the time.
    @Test(.timeLimit(.minutes(15)), arguments: TestEngine.allCases) func noPlaceIsGivenTwice(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let states = try await withThrowingTaskGroup(of: (Booking.State, Int).self) { group in
            for number in 0..<500 {
                group.addTask {
                    let booking = try await world.book(number % 4 + 1, waits: true)
                    return (booking.state, booking.party)
                }
            }
            return try await group.reduce(into: [(Booking.State, Int)]()) { $0.append($1) }
        }
        #expect(states.count == 500)
        #expect(states.filter { $0.0 == .booked }.reduce(0) { $0 + $1.1 } == 100)
        #expect(try await world.places() == [100, 100, 100])

        var given = 0
        for booking in try await world.all() where booking.state == .booked && booking.party <= 12 - given {
            try await world.database.write { try $0.cancelBooking(booking.code) }
            given += booking.party
        }
        #expect(given == 12)
        #expect(try await world.places() == [100, 88, 88])
        let offered = try await world.all().filter { $0.state == .offered }
        #expect(offered.reduce(0) { $0 + $1.party } == 12)
        for booking in offered { try await world.database.write { try $0.acceptOffer(booking.code) } }
        #expect(try await world.places() == [100, 100, 100])
        let tickets = try await world.database.read { tx in try world.allTickets(tx).count }
        #expect(tickets == 100)
        await world.database.close()
    }
}

extension World {
    /// The tickets of what is booked.
    func allTickets(_ tx: Transaction) throws -> [Ticket] {
        try tx.bookings(activity: activity, session: session).filter { $0.state == .booked }.flatMap { try tx.tickets(of: $0) }
    }
}
