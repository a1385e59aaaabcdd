import Activities
import App
import Bookings
import Kernel
import Storage
import Synchronization

/// What the clients were told, to be held against what the database says afterwards.
final class Account: Sendable {
    enum Promise: Sendable { case booked, bookedOrWaiting, cancelling, cancelled }

    struct Told: Sendable {
        /// Codes that a client holds, and what it may rely on.
        var bookings: [String: Promise] = [:]
        /// Requests to book that were not answered, or whose answer says that nobody knows.
        var unknown = 0
        var refused = 0
        /// Of these, in the sentence for a full disk.
        var full = 0
        var claims: Set<String> = []
        var edits: Set<String> = []
        var problems: [String] = []
    }

    private let told = Mutex(Told())

    func note<R>(_ change: (inout sending Told) -> sending R) -> R { told.withLock(change) }

    var now: Told { told.withLock { $0 } }

    /// How many promises the database does not keep.
    func broken(in kepu: Kepu, _ stage: Stage, _ sessions: [ID<ActivitySession>]) async throws -> [String] {
        let told = now
        let (stored, claims, titles) = try await kepu.database.read { tx in
            var stored: [String: Booking.State] = [:]
            for session in sessions {
                for booking in try tx.bookings(activity: stage.activity, session: session) { stored[booking.code.text] = booking.state }
            }
            let claims = try tx.rows("SELECT reason FROM participation_claim WHERE activity_id = \(stage.activity)") { try $0.text("reason") }
            let titles = try tx.rows("SELECT title_en FROM activities_version WHERE activity_id = \(stage.activity)") { try $0.text("title_en") }
            return (stored, Set(claims), Set(titles))
        }
        var broken = told.problems
        for (code, promise) in told.bookings where !keeps(promise, stored[code]) {
            broken.append("booking \(code) was \(promise) and is \(stored[code].map { "\($0)" } ?? "not there")")
        }
        broken += told.claims.subtracting(claims).map { "claim “\($0)” was received and is not there" }
        broken += told.edits.subtracting(titles).map { "edit “\($0)” was saved and is not there" }
        let unasked = stored.count - told.bookings.count - told.unknown
        if unasked > 0 { broken.append("\(unasked) bookings are there that were refused") }
        return broken
    }

    private func keeps(_ promise: Promise, _ state: Booking.State?) -> Bool {
        switch promise {
        case .booked: state == .booked
        case .bookedOrWaiting: state == .booked || state == .waiting || state == .offered
        case .cancelling: state != nil
        case .cancelled: state == .cancelled
        }
    }
}
