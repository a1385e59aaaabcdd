package import Kernel
package import Storage

extension Transaction {
    /// Takes `count` places of a session, whole or not at all. False where there are not enough, or it is cancelled.
    ///
    /// One guarded statement: however many ask at once, no place is given twice.
    package func takePlaces(_ count: Int, activity: ID<Activity>, session: ID<ActivitySession>) throws -> Bool {
        guard count > 0 else { return false }
        let changed = try execute(
            """
            UPDATE activities_session SET taken = taken + \(count)
            WHERE activity_id = \(activity) AND id = \(session) AND status <> 'cancelled' AND (capacity IS NULL OR taken + \(count) <= capacity)
            """)
        return changed == 1
    }

    /// Gives back places that were taken; giving back more than that is a defect of the caller and is refused.
    package func giveBackPlaces(_ count: Int, activity: ID<Activity>, session: ID<ActivitySession>) throws {
        guard count > 0 else { return }
        let changed = try execute(
            """
            UPDATE activities_session SET taken = taken - \(count)
            WHERE activity_id = \(activity) AND id = \(session) AND taken >= \(count)
            """)
        guard changed == 1 else {
            throw Refusal(
                .conflict, "places-not-taken", "退回的名额多于已占用的名额，没有任何更改。", "More places were given back than are taken; nothing was changed.")
        }
    }
}
