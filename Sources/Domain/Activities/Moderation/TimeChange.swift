import Kernel
import Language

/// When one session takes place, and whether it does: what visitors travel by.
struct HeldTime: Sendable, Hashable {
    let begin: Instant
    let end: Instant
    let zone: Zone
    let hoursAnnounced: Bool
    let isCancelled: Bool

    init(begin: Instant, end: Instant, zone: Zone, hoursAnnounced: Bool, isCancelled: Bool) {
        (self.begin, self.end, self.zone, self.hoursAnnounced, self.isCancelled) = (begin, end, zone, hoursAnnounced, isCancelled)
    }

    init(_ session: ActivitySession) {
        self.init(
            begin: session.begin, end: session.end, zone: session.zone, hoursAnnounced: session.hoursAnnounced, isCancelled: session.status == .cancelled)
    }

    func words(_ tongue: Tongue) -> String { SessionWords.when(begin, end, zone, hoursAnnounced: hoursAnnounced, tongue) }
}

/// A session that is held otherwise than it was; nil where it was not there, or is there no more.
struct TimeChange: Sendable, Hashable {
    let session: ID<ActivitySession>
    let before: HeldTime?
    let after: HeldTime?

    /// What differs between the sessions of one activity before and after, the earliest first.
    static func between(_ before: [ActivitySession], _ after: [ActivitySession]) -> [TimeChange] {
        let old = Dictionary(before.map { ($0.id, HeldTime($0)) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.id, HeldTime($0)) }) { first, _ in first }
        return Set(old.keys).union(new.keys).map { TimeChange(session: $0, before: old[$0], after: new[$0]) }
            .filter { $0.before != $0.after }.sorted { ($0.begin, $0.session) < ($1.begin, $1.session) }
    }

    /// When it was to begin, or begins now where it is new.
    var begin: Instant { before?.begin ?? after?.begin ?? Instant(microseconds: 0) }

    /// What became of it, in a word.
    var title: Phrase {
        switch (before, after) {
        case (nil, _): Phrase("新增", "Added")
        case (_, nil): Phrase("删除", "Removed")
        case (let before?, let after?):
            after.isCancelled ? Phrase("取消", "Cancelled") : before.isCancelled ? Phrase("恢复", "Back again") : Phrase("改时间", "Moved")
        }
    }
}
