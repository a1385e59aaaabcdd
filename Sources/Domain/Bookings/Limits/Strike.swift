package import Kernel
import Storage
package import Activities

/// One time that somebody did not come, or changed too late.
package struct Strike: Sendable, Hashable {
    package enum Reason: String, Sendable, SQLConvertible {
        case noShow = "no-show"
        case lateChange = "late-change"

        package var title: Phrase {
            switch self {
            case .noShow: Phrase("爽约", "Did not come")
            case .lateChange: Phrase("逾期更改", "Changed too late")
            }
        }
    }

    package enum State: String, Sendable, SQLConvertible {
        case counted, appealed
        /// The appeal was granted: it no longer counts.
        case excused
        /// The appeal was not granted.
        case upheld

        package var title: Phrase {
            switch self {
            case .counted: Phrase("已记录", "On record")
            case .appealed: Phrase("申诉中", "Appealed")
            case .excused: Phrase("申诉成立，不计", "Appeal granted, not counted")
            case .upheld: Phrase("申诉未成立", "Appeal not granted")
            }
        }
    }

    /// Who did not come is asked so long after the end of a session: by then every device of its day has sent what it read, or may send no more.
    static let hoursToReckon: Int64 = 96

    /// After which it is deleted: the longest bar ends with a calendar year, the longest count is a thousand days.
    static let keptDays: Int64 = 1100

    package let activity: ID<Activity>
    package let booking: ID<Booking>
    package let rules: String
    package let reason: Reason
    package let at: Instant
    package let state: State
    package let appeal: String
    package let answer: String

    init(_ row: Row) throws {
        (activity, booking, rules) = (try row.id("activity_id"), try row.id("booking_id"), try row.text("rules_key"))
        (reason, at, state) = (try row.choice("reason"), try row.instant("at"), try row.choice("state"))
        (appeal, answer) = (try row.text("appeal"), try row.text("answer"))
    }
}
