@testable import Activities
import Kernel
import Language
import Storage
import TestKit

/// A session that stands in no database.
enum TestSession {
    static func make(_ begin: String, capacity: Int? = nil, taken: Int = 0) throws -> ActivitySession {
        let at = instant(begin)
        return ActivitySession(
            activity: ID(1), id: ID(2), key: nil, begin: at, end: at.adding(hours: 2), zone: .china, day: at.day(in: .china), hoursAnnounced: true, capacity: capacity, taken: taken,
            status: .scheduled, changes: 0, note: nil, recurrence: nil)
    }
}
