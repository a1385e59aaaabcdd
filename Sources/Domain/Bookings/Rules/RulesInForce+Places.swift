package import Activities
package import Kernel

/// How many places of a session may be taken, and by whom.
extension RulesInForce {
    /// All places that may be booked once everything is released; nil is *unlimited*.
    package func bookable(_ session: ActivitySession, _ calendar: WorkdayCalendar) throws(Refusal) -> Int? {
        var all = session.capacity
        if let places = try places?.places(on: session.day, calendar) { all = min(all ?? places, places) }
        return all.map { max(0, $0 - walkIns) }
    }

    /// The places that may be booked at that moment: with staged releases a part of them.
    package func released(_ session: ActivitySession, at now: Instant, _ calendar: WorkdayCalendar) throws(Refusal) -> Int? {
        guard let all = try bookable(session, calendar), !releases.isEmpty else { return try bookable(session, calendar) }
        let percent = releases.filter { $0.at.instant(for: session) <= now }.reduce(0) { $0 + $1.percent }
        return all * min(100, percent) / 100
    }

    /// When the next share is released; nil where all is.
    package func nextRelease(_ session: ActivitySession, after now: Instant) -> Instant? {
        releases.map { $0.at.instant(for: session) }.filter { $0 > now }.min()
    }

    package func share(of kind: PartyKind, _ session: ActivitySession, at now: Instant, _ calendar: WorkdayCalendar) throws(Refusal) -> PlaceShare {
        let rule = self.kind(kind)
        return PlaceShare(
            kind: kind.rawValue, ceiling: try released(session, at: now, calendar), most: rule?.places ?? rule?.most,
            kept: kinds.compactMap { other in other.places.map { PlaceShare.Kept(kind: other.kind.rawValue, places: $0) } })
    }
}
