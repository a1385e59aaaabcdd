package import Activities
package import Kernel
import Storage

/// How a session is attended online: the link by which one joins, from when it is shown, and where it can be watched afterwards.
package struct OnlineRoom: Sendable, Hashable {
    package var activity: ID<Activity>
    package var session: ID<ActivitySession>
    /// Kept by the room, and shown to nobody: who joins is sent there.
    package var joinURL: String?
    /// How many minutes before the begin the way in opens.
    package var opensMinutes: Int
    /// Whether nobody can watch but through the hall: then its count covers the whole session.
    package var isOnlyWay: Bool
    package var recordingURL: String?
    /// What has been counted, as of the last minute.
    package var counted = HallCount()
    /// How often the recording was opened.
    package var replays: Int64 = 0

    package init(activity: ID<Activity>, session: ID<ActivitySession>, joinURL: String?, opensMinutes: Int = 15, isOnlyWay: Bool = false, recordingURL: String? = nil) {
        (self.activity, self.session, self.joinURL, self.opensMinutes) = (activity, session, joinURL, opensMinutes)
        (self.isOnlyWay, self.recordingURL) = (isOnlyWay, recordingURL)
    }

    /// The longest that the way in may be open beforehand: as long as a session may be measured before it begins.
    package static let mostMinutes = 120
    /// Latecomers of a session that is extended.
    static let minutesAfter: Int64 = 30

    /// When one can join.
    package func window(of session: ActivitySession) -> Range<Instant> {
        session.begin.adding(minutes: -Int64(opensMinutes))..<session.end.adding(minutes: Self.minutesAfter)
    }

    package enum Moment: String, Sendable { case before, open, over, cancelled }

    package func moment(of session: ActivitySession, at now: Instant) -> Moment {
        if session.status == .cancelled { return .cancelled }
        let window = window(of: session)
        return now < window.lowerBound ? .before : now < window.upperBound && joinURL != nil ? .open : .over
    }

    /// An address of the web that a browser may be sent to: nothing that a browser would run, and nothing within a network that is not the reader's.
    package static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 2000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
        for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
            let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            return !host.isEmpty && !host.contains("@") && !host.contains("\\") && host.contains { $0.isLetter || $0.isNumber }
        }
        return false
    }
}

/// What the hall has counted of one session.
package struct HallCount: Sendable, Hashable {
    package var viewers: Int64 = 0
    package var views: Int64 = 0
    /// The most at one minute; those whose browser runs no scripts are in it only for the minute in which they joined.
    package var peak: Int64 = 0
    /// Viewers whose page of the hall stayed open for at least `Viewing.watchedSeconds`.
    package var watched: Int64 = 0
    package init() {}
}

extension OnlineRoom {
    init(_ row: Row) throws {
        self.init(
            activity: try row.id("activity_id"), session: try row.id("session_id"), joinURL: try row.textOrNil("join_url"),
            opensMinutes: try row.int("opens_minutes"), isOnlyWay: try row.bool("is_only_way"), recordingURL: try row.textOrNil("recording_url"))
        (counted.viewers, counted.views) = (try row.int64("viewers"), try row.int64("views"))
        (counted.peak, counted.watched) = (try row.int64("peak"), try row.int64("watched"))
        replays = try row.int64("replays")
    }
}
