import Access
import Kernel
import Declaration
import Storage
import Venues

/// From when until when one may apply, as the office sets it at the desk.
///
/// Before the call opens both days may be moved. Once it is open, and after its close, the close may only be put off: who read a deadline may
/// rely on it (domain.md §7.3; late is late by the server's clock).
struct CallDays: Sendable {
    let opens: LocalTime
    let closes: LocalTime

    /// The days in China's time.
    var moments: (opens: Instant, closes: Instant) { (opens.instant(in: Notice.zone), closes.instant(in: Notice.zone)) }

    func check(against old: Call, at now: Instant) throws(Refusal) {
        let (begin, end) = moments
        guard begin < end else {
            throw Refusal(.invalid, "call-days", "截止时间须晚于开始时间。", "The close must be later than the opening.", field: "closes")
        }
        guard end > now else {
            throw Refusal(.invalid, "call-days-past", "截止时间已过，请选择今后的时间。", "That deadline has passed already; choose a moment to come.", field: "closes")
        }
        try Self.mayMove((old.opensAt, old.closesAt), to: (begin, end), at: now)
    }

    /// Once a call is open its opening stands, and its close may only be put off: at the desk, and by a campaign file.
    static func mayMove(_ old: (opens: Instant?, closes: Instant?), to new: (opens: Instant?, closes: Instant?), at now: Instant) throws(Refusal) {
        guard let closing = old.closes, (old.opens ?? now) <= now else { return }
        if let opened = old.opens, new.opens != opened {
            throw Refusal(
                .conflict, "call-opened", "征集已于 \(opened.local(in: Notice.zone).text) 开始，开始时间不能再改。",
                "The call opened at \(opened.local(in: Notice.zone).text); that can no longer be changed.", field: "opens")
        }
        guard let end = new.closes, end >= closing else {
            throw Refusal(
                .conflict, "call-shortened", "征集已经开始，截止时间只能延后，不能早于 \(closing.local(in: Notice.zone).text)。",
                "The call is open: its close can only be put off, not before \(closing.local(in: Notice.zone).text).", field: "closes")
        }
    }

    /// The same of the day by which one recommender must have decided, which is its own or else the close.
    static func mayMoveEarlier(_ old: (opens: Instant?, due: Instant?), to due: Instant?, at now: Instant) throws(Refusal) {
        guard let before = old.due, (old.opens ?? now) <= now, due.map({ $0 < before }) ?? true else { return }
        let text = before.local(in: Notice.zone).text
        throw Refusal(
            .conflict, "deadline-shortened", "征集已经开始，推荐单位自己的截止时间只能延后，不能早于 \(text)。",
            "The call is open: a recommender's own deadline can only be put off, not before \(text).", field: "deadlines")
    }
}

extension LocalTime {
    /// `2022-11-30 18:00`
    var text: String { "\(day.iso) \(clock)" }
}

extension Transaction {
    /// Sets the days of a call; a campaign file that says otherwise is told of as a difference at its next apply (design.md §6).
    func set(_ days: CallDays, of key: String, by identity: Identity) throws {
        let call = try requireCall(key)
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        guard call.state == .standing else {
            throw Refusal(.conflict, "call-ended", "这次征集已结束，时间不能再改。", "This call has ended; its days can no longer be changed.")
        }
        try days.check(against: call, at: now)
        guard case .record(var fields) = call.record.value else { throw DeclarationDefect("the call \(key) is no record") }
        (fields["opens"], fields["closes"]) = (days.opens.declaredValue, days.closes.declaredValue)
        let body = DeclaredValue.record(fields), (opens, closes) = days.moments
        if body == call.record.value { return }
        try execute("UPDATE calls_call SET body = \(body.json), opens_at = \(opens), closes_at = \(closes) WHERE id = \(call.id)")
        let payload = "{\"opens\":\"\(days.opens.iso)\",\"closes\":\"\(days.closes.iso)\"}"
        try record(LedgerEntry("calls.call-changed", "call", call.id, by: identity.account.id.number, payload: payload, visibility: .public))
    }
}
