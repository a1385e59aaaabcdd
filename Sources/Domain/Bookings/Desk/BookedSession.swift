import Activities
import Kernel
import Language
import Storage

/// A session with what was booked and what the door measured.
struct BookedSession: Sendable {
    let session: ActivitySession
    let title: Wording
    let booked: Int64
    let measured: Int64?

    init(_ tx: Transaction, _ activity: ID<Activity>, _ id: ID<ActivitySession>) throws {
        guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
        self.session = session
        title = try tx.activityTitle(activity)
        booked = try tx.bookedPlaces(activity: activity, session: id)
        measured = try tx.scannedPlaces(activity: activity, session: id)
    }
}
