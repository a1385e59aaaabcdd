import Activities
import App
import Bookings
import Campaigns
import Figures
import Foundation
import Kernel
import Language
import Participation
import Storage

/// One round: two sessions, and what any task may do to them.
struct RaceRound: Sendable {
    let kepu: Kepu
    let stage: Stage
    let sessions: [ID<ActivitySession>]
    let tally: Tally

    /// One random operation. A refusal is an answer; any other error ends the part.
    func step(_ chance: inout Chance) async throws {
        let (dice, session, choice) = (chance.below(100), sessions[chance.below(sessions.count)], chance.below(1 << 20))
        switch dice {
        case 0..<35: try await book(session, choice)
        case 35..<50: try await change("cancel", session, choice, [.booked, .offered, .waiting]) { try $0.cancelBooking($1) }
        case 50..<62: try await change("accept", session, choice, [.offered]) { try $0.acceptOffer($1) }
        case 62..<66: try await write("lapse") { try $0.lapseOffers(activity: stage.activity, session: session) }
        case 66..<72: try await capacity(session, choice % 50)
        case 72..<80: try await claim(session, choice)
        case 80..<88: try await decide(session, choice)
        case 88..<93: try await measure(session, choice)
        case 93..<98: try await correct(session, choice)
        case 98: try await write("seal") { try LedgerCheckpoints.append($0, batch: 50) }
        default: try await lock(choice)
        }
    }

    private func write<R: Sendable>(_ name: String, _ unit: @escaping @Sendable (Transaction) throws -> R) async throws {
        do {
            _ = try await kepu.database.write(unit)
            tally.add(name, isRefused: false)
        } catch is Refusal {
            tally.add(name, isRefused: true)
        }
    }

    private func book(_ session: ID<ActivitySession>, _ choice: Int) async throws {
        let wish = BookingWish(party: 1 + choice % 4, person: BookingPerson(name: "王小明", phone: "13800138000"), waits: choice & 8 != 0)
        let activity = stage.activity
        try await write("book") { try $0.book(wish, activity: activity, session: session) }
    }

    /// Chosen in one transaction, changed in another: somebody may have been faster.
    private func change(
        _ name: String, _ session: ID<ActivitySession>, _ choice: Int, _ states: [Booking.State],
        _ unit: @escaping @Sendable (Transaction, PublicCode) throws -> Void
    ) async throws {
        let activity = stage.activity
        let codes = try await kepu.database.read { tx in
            try tx.bookings(activity: activity, session: session).filter { states.contains($0.state) }.map(\.code)
        }
        guard !codes.isEmpty else { return }
        let code = codes[choice % codes.count]
        try await write(name) { try unit($0, code) }
    }

    private func capacity(_ session: ID<ActivitySession>, _ wanted: Int) async throws {
        let (activity, house) = (stage.activity, kepu.house)
        try await write("capacity") { tx in
            guard let known = try tx.session(activity, session) else { throw Refusal.notFound(ActivitySession.noun) }
            try tx.changeCapacity(wanted + 1, of: known, house: house, by: 0)
        }
    }

    private func claim(_ session: ID<ActivitySession>, _ choice: Int) async throws {
        let draft = ClaimDraft(
            activity: stage.activity, session: session, indicator: choice & 1 == 0 ? "visits" : "viewers", value: Int64(choice % 1000),
            method: choice & 2 == 0 ? .reported : .estimated, reason: "counted")
        try await write("report") { try $0.makeClaim(draft, by: 1) }
    }

    private func chosen(_ session: ID<ActivitySession>, _ choice: Int) async throws -> ID<Claim>? {
        let activity = stage.activity
        let claims = try await kepu.database.read { try $0.claims(activity: activity, session: session).map(\.id) }
        return claims.isEmpty ? nil : claims[choice % claims.count]
    }

    private func decide(_ session: ID<ActivitySession>, _ choice: Int) async throws {
        guard let claim = try await chosen(session, choice) else { return }
        let event: ClaimEvent = choice & 3 == 0 ? .reject : choice & 3 == 1 ? .return : .accept
        let activity = stage.activity
        try await write("decide") { try $0.decideClaim(claim, in: activity, on: event, reason: "seen", by: 2) }
    }

    private func measure(_ session: ID<ActivitySession>, _ choice: Int) async throws {
        let activity = stage.activity
        try await write("measure") { tx in
            try tx.measure(
                activity: activity, session: session, indicator: "visits", value: Int64(choice % 500), source: "gate \(choice % 3)",
                coversWhole: choice & 4 == 0, by: 0)
        }
    }

    private func correct(_ session: ID<ActivitySession>, _ choice: Int) async throws {
        guard let claim = try await chosen(session, choice) else { return }
        let activity = stage.activity
        try await write("correct") { try $0.correctClaim(claim, in: activity, value: Int64(choice % 777), reason: "miscounted", by: 2) }
    }

    private func lock(_ choice: Int) async throws {
        guard choice % 4 == 0 else { return }
        let campaign = stage.campaign
        try await write("lock") { try $0.lockFigures(campaign, by: 3) }
    }
}

extension Stage {
    func makeAnother(_ tx: Transaction, _ number: Int) throws -> (ID<Activity>, ID<Campaign>) {
        let today = tx.now.day(in: .china)
        let campaign = try tx.addCampaign(
            key: "series-\(number)", name: Wording("系列 \(number)", "Series \(number)"), kind: .series, parent: nil, begin: today.adding(days: -30),
            end: today.adding(days: 60), summary: Wording("简介", "Summary"))
        var draft = ActivityDraft(
            organiser: museum, title: Wording("讲座 \(number)", "Lecture \(number)"), summary: Wording("讲座", "A lecture"), kind: .lecture)
        draft.key = "series-\(number)"
        let activity = try tx.addActivity(draft)
        try tx.place(activity, in: campaign, state: .published)
        return (activity, campaign)
    }
}
