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

    static let all = [kind(lapse), kind(offer)]

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
