import Kernel

/// The written rule of what a moderator decides about again when a published activity is changed: where and how one takes part, and for
/// whom it is. Times hold at once and are looked at afterwards (`changingTimes`): nobody is sent to closed doors because a moderator is away.
enum ChangesThatMatter {
    /// The names, as in `ModerationFields`, of what differs and matters.
    static func between(_ old: ActivityContent, _ new: ActivityContent) -> [String] {
        let place = old.place?.name != new.place?.name || old.place?.point != new.place?.point
        let differs: [(String, Bool)] = [
            ("kind", old.kind != new.kind), ("mode", old.mode != new.mode), ("venue", old.venue != new.venue), ("place", place),
            ("address", old.place?.address != new.place?.address), ("region", old.region != new.region), ("online", old.onlineURL != new.onlineURL),
            ("audience", old.audience != new.audience), ("age", old.ageMin != new.ageMin || old.ageMax != new.ageMax),
            ("access", old.access != new.access), ("fee", old.fee != new.fee || old.isFree != new.isFree), ("sessions", old.period != new.period),
        ]
        return differs.filter(\.1).map(\.0)
    }
}
