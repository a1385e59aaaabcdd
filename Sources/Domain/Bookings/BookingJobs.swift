import Activities
import Jobs
import Kernel
import Storage

/// The session that a job of this room is about.
struct SessionReference: Codable, Sendable {
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    init(_ activity: ID<Activity>, _ session: ID<ActivitySession>) { (self.activity, self.session) = (activity, session) }
}

/// What happens by itself: offers lapse and go to the next party; places that a host adds go to the waiting list.
enum BookingJobs {
    static let lapse: JobName = "bookings-lapse"
    static let offer: JobName = "bookings-offer"

    static let all = [kind(lapse), kind(offer), releasing, reckoning, sweeping]

    /// Where places are released in stages, those who wait are offered them when their moment comes.
    static let releasing = JobKind(name: "bookings-releasing", schedule: .every(seconds: 60)) { context in
        let due = try await context.database.read { try $0.sessionsWithRelease() }
        for one in due {
            try await context.database.write { tx in
                try tx.lockBookings(of: one.session)
                if let session = try tx.session(one.activity, one.session) { try tx.offerFreePlaces(of: session) }
            }
        }
    }

    /// Who did not come is asked once devices that were offline have had their time to send.
    static let reckoning = JobKind(name: "bookings-reckoning", schedule: .every(seconds: 3600)) { context in
        let due = try await context.database.read { try $0.sessionsToReckon(limit: 500) }
        for one in due { _ = try await context.database.write { try $0.reckonNoShows(activity: one.activity, session: one.session) } }
    }

    /// What was counted for days that are over is swept away each night.
    static let sweeping = JobKind(name: "bookings-sweeping", schedule: .daily(hour: 3, minute: 50, .china)) { context in
        while try await context.database.write({ try $0.sweepAllowances(before: $0.now.day(in: .china).adding(days: -1), limit: 1000) }) > 0 {}
        try await context.database.write { try $0.sweepStrikes() }
    }

    private static func kind(_ name: JobName) -> JobKind {
        JobKind(name: name) { context in
            let about = try context.decode(SessionReference.self)
            try await context.database.write { tx in
                try tx.lapseOffers(activity: about.activity, session: about.session)
                try context.complete(in: tx)
            }
        }
    }
}
