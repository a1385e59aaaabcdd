package import Activities
package import Ballots
import Bookings
import Foundation
package import Kernel
package import Storage

/// One client of many: asks at random for whatever one may ask of bookings, and writes down each answer.
package struct HistoryPlayer: Sendable {
    let database: Database
    let activity: ID<Activity>
    let sessions: [ID<ActivitySession>]
    let client: Int
    /// Of some of the sessions.
    let ballot: ID<Ballot>?

    package init(_ database: Database, activity: ID<Activity>, sessions: [ID<ActivitySession>], client: Int, ballot: ID<Ballot>? = nil) {
        (self.database, self.activity, self.sessions, self.client, self.ballot) = (database, activity, sessions, client, ballot)
    }

    package func play(steps: Int, using chance: inout some RandomNumberGenerator) async -> [HistoryEntry] {
        var history: [HistoryEntry] = []
        for _ in 0..<steps {
            guard let session = sessions.randomElement(using: &chance) else { continue }
            let dice = Int.random(in: 0..<100, using: &chance), choice = Int.random(in: 0..<1 << 20, using: &chance)
            if let ballot, choice & 1 << 19 != 0 {
                if let entry = await drawn(ballot, dice, choice) { history.append(entry) }
                continue
            }
            let entry: HistoryEntry? =
                switch dice {
                case 0..<40: await book(session, choice)
                case 40..<55: await change(.cancel, session, choice, [.booked, .held, .requested, .offered, .waiting]) { try $0.cancelBooking($1) }
                case 55..<68: await change(.accept, session, choice, [.offered]) { try $0.acceptOffer($1) }
                case 68..<76: await reduce(session, choice)
                case 76..<84: await move(session, choice)
                case 84..<90:
                    await change(.name, session, choice, [.held]) { tx, code in
                        let names = (1...(try tx.requireBooking(code).party)).map { "学生\($0)" }
                        return try tx.nameGuests(code, names.joined(separator: "\n"), hasConsent: true)
                    }
                default: await answer(session, choice)
                }
            if let entry { history.append(entry) }
        }
        return history
    }

    private func book(_ session: ID<ActivitySession>, _ choice: Int) async -> HistoryEntry {
        let kind = [PartyKind.individual, .individual, .family, .group, .school][choice % 5]
        let least = kind == .individual || kind == .family ? 1 : 2
        let phone = "1380000\(1000 + (choice >> 3) % 40)"
        var wish = BookingWish(kind, party: least + (choice >> 9) % 4, person: BookingPerson(name: "王小明", phone: phone), waits: choice & 4 != 0)
        if kind.isLed { wish.unit = .init(name: "雁塔小学", adults: 1) }
        return await ask(HistoryEntry(client: client, what: .book, asked: 0, answered: 0, outcome: .unknown, session: session.number, kind: kind.rawValue, party: wish.party, phone: phone)) {
            [wish, activity] tx in try tx.book(wish, activity: activity, session: session)
        }
    }

    /// One is chosen in one transaction and changed in another: somebody may have been faster, and that is the point.
    private func chosen(_ session: ID<ActivitySession>, _ choice: Int, _ states: [Booking.State]) async -> Booking? {
        let all = try? await database.read { [activity] tx in try tx.bookings(activity: activity, session: session).filter { states.contains($0.state) } }
        guard let all, !all.isEmpty else { return nil }
        return all[choice % all.count]
    }

    private func change(
        _ what: HistoryEntry.What, _ session: ID<ActivitySession>, _ choice: Int, _ states: [Booking.State],
        _ unit: @escaping @Sendable (Transaction, PublicCode) throws -> Booking
    ) async -> HistoryEntry? {
        guard let booking = await chosen(session, choice, states) else { return nil }
        return await ask(entry(what, booking)) { try unit($0, booking.code) }
    }

    private func reduce(_ session: ID<ActivitySession>, _ choice: Int) async -> HistoryEntry? {
        guard let booking = await chosen(session, choice, [.booked, .held, .requested]), booking.party > 1 else { return nil }
        var entry = entry(.reduce, booking)
        entry.party = 1 + (choice >> 7) % (booking.party - 1)
        return await ask(entry) { [entry] in try $0.reduceBooking(booking.code, to: entry.party) }
    }

    private func move(_ session: ID<ActivitySession>, _ choice: Int) async -> HistoryEntry? {
        guard let booking = await chosen(session, choice, [.booked, .held, .requested]), let target = sessions.first(where: { $0 != session }) else { return nil }
        var entry = entry(.move, booking)
        entry.session = target.number
        return await ask(entry) { try $0.moveBooking(booking.code, to: target) }
    }

    private func answer(_ session: ID<ActivitySession>, _ choice: Int) async -> HistoryEntry? {
        guard let booking = await chosen(session, choice, [.requested]) else { return nil }
        let isConfirmed = choice & 3 != 0
        return await ask(entry(isConfirmed ? .confirm : .decline, booking)) { tx in
            try tx.answerRequest(booking, confirmed: isConfirmed, by: 1)
            return try tx.requireBooking(booking.code)
        }
    }

    func entry(_ what: HistoryEntry.What, _ booking: Booking) -> HistoryEntry {
        HistoryEntry(
            client: client, what: what, asked: 0, answered: 0, outcome: .unknown, code: booking.code.text, session: booking.session.number, kind: booking.kind.rawValue,
            party: booking.party)
    }

    func ask(_ asked: HistoryEntry, _ unit: @escaping @Sendable (Transaction) throws -> Booking) async -> HistoryEntry {
        await ask(asked, unit) { entry, booking in
            (entry.code, entry.state) = (booking.code.text, booking.state.rawValue)
            (entry.party, entry.session) = (booking.party, booking.session.number)
        }
    }

    func ask<R: Sendable>(
        _ asked: HistoryEntry, _ unit: @escaping @Sendable (Transaction) throws -> R, _ note: (inout HistoryEntry, R) -> Void
    ) async -> HistoryEntry {
        var entry = asked
        entry.asked = HistoryEntry.now()
        do {
            let answer = try await database.write(unit)
            entry.outcome = .done
            note(&entry, answer)
        } catch let refusal as Refusal {
            (entry.outcome, entry.refusal) = (.refused, refusal.code)
        } catch {
            (entry.outcome, entry.refusal) = (.unknown, "\(error)")
        }
        entry.answered = HistoryEntry.now()
        return entry
    }
}
