import Access
package import Activities
package import Kernel
import Language
import Outbox
package import Storage

/// What whoever booked is told of their own booking: the code to keep, an offer, the host's answer, a record of not coming.
enum BookingLetter {
    static let made = MessageKind("bookings.made", "预约的进展", "What became of a booking", channels: [.mail, .sms], mayWait: false, keptDays: 30)
    static let fromHost = MessageKind("bookings.from-host", "主办单位给预约者的通知", "What a host tells those who booked", channels: [.mail, .sms], mayWait: false, keptDays: 30)

    static let kinds = [made, fromHost]

    /// What is said in that state; nil where there is nothing to tell.
    static func words(_ booking: Booking, _ title: Phrase, _ session: ActivitySession) -> (subject: Phrase, body: Phrase)? {
        let when = Phrase(session.words(.zh), session.words(.en))
        let what = Phrase("“\(title.zh)”（\(when.zh)，\(booking.party) 人）", "“\(title.en)” (\(when.en), \(booking.party) persons)")
        func until(_ instant: Instant?) -> Phrase { instant.map { Phrase(Dates.moment($0, session.zone, .zh), Dates.moment($0, session.zone, .en)) } ?? Phrase(same: "") }
        switch booking.state {
        case .booked: return (Phrase("预约成功：\(title.zh)", "Booked: \(title.en)"), Phrase("您已预约\(what.zh)。预约码 \(booking.code.text)，入场时出示链接中的门票。", "You have booked \(what.en). Code \(booking.code.text); show the tickets behind the link at the door."))
        case .held: return (Phrase("请补齐资料：\(title.zh)", "Papers missing: \(title.en)"), Phrase("已为您保留\(what.zh)的名额，请在\(until(booking.dueAt).zh)前补齐资料。", "Places for \(what.en) are kept for you until \(until(booking.dueAt).en). Please send what is missing."))
        case .requested: return (Phrase("待确认：\(title.zh)", "Asked for: \(title.en)"), Phrase("您申请的\(what.zh)待主办单位确认。", "You asked for \(what.en). The host will answer."))
        case .waiting: return (Phrase("已加入候补：\(title.zh)", "On the waiting list: \(title.en)"), Phrase("您已加入\(what.zh)的候补。轮到时会通知您。", "You are on the waiting list of \(what.en). You will be told when it is your turn."))
        case .offered: return (Phrase("有名额了：\(title.zh)", "Places for you: \(title.en)"), Phrase("为您保留了\(what.zh)的名额，请在\(until(booking.offeredUntil).zh)前确认。", "Places for \(what.en) are kept for you. Accept them before \(until(booking.offeredUntil).en)."))
        case .declined: return (Phrase("未能确认：\(title.zh)", "Not confirmed: \(title.en)"), Phrase("主办单位未能接待\(what.zh)，名额已退回。", "The host could not take you in for \(what.en)."))
        case .lapsed: return (Phrase("名额已退回：\(title.zh)", "Lapsed: \(title.en)"), Phrase("\(what.zh)的名额没有按时确认，已退回。", "The places for \(what.en) were not accepted in time and went back."))
        case .cancelled: return nil
        }
    }
}

extension Transaction {
    /// Tells whoever booked where their booking stands now.
    func tellHolder(_ booking: Booking, _ session: ActivitySession) throws {
        guard let person = try bookingPerson(booking.person) else { return }
        try tell(person, booking, session)
    }

    /// As `tellHolder`, where the person is known.
    func tell(_ person: BookingPerson, _ booking: Booking, _ session: ActivitySession) throws {
        guard let recipient = MessageRecipient(address: LoginName.folded(person.phone), .zh),
            let words = BookingLetter.words(booking, try activityTitle(booking.activity).phrase, session)
        else { return }
        try tell(Message(BookingLetter.made, to: recipient, subject: words.subject, body: words.body, path: "/bookings/\(booking.code.text)"))
    }

    /// Tells whoever booked that not coming is on record, and that one may appeal.
    func tellMissed(_ booking: Booking, _ rules: RulesInForce, zone: Zone) throws {
        guard let recipient = try holder(booking), let title = try latestVersion(of: booking.activity)?.content.title.phrase else { return }
        let (open, rule) = (try openStrikes(booking, rules, zone: zone), rules.noShows)
        // None is open once they have led to a bar.
        let count = open == 0 ? Phrase("达到次数，暂不能预约。", "That is as often as the rule allows: the number cannot book for now. ") : Phrase("现已累计 \(open) 次。", "There are \(open) on record now. ")
        try tell(
            Message(
                BookingLetter.made, to: recipient, subject: Phrase("爽约记录：\(title.zh)", "Not used: \(title.en)"),
                body: Phrase("您预约的“\(title.zh)”没有使用，已记录。如有特殊原因，请在预约页面申诉。", "Your booking of “\(title.en)” was not used; this is on record. If there was a reason, appeal on the booking's page. ") + count + (rule?.sentence ?? Phrase(same: "")),
                path: "/bookings/\(booking.code.text)"))
    }

    private func holder(_ booking: Booking) throws -> MessageRecipient? {
        try bookingPerson(booking.person).flatMap { MessageRecipient(address: LoginName.folded($0.phone), .zh) }
    }

    /// A host's word to those of a session who booked or wait; gives how many are told. The first are told at once, the others by a job.
    package func tellAll(_ text: String, states: [Booking.State], activity: ID<Activity>, session id: ID<ActivitySession>, by actor: Int64) throws -> Int {
        guard (1...500).contains(text.count) else {
            throw Refusal(.invalid, "message-empty", "请填写通知内容（500 字以内）。", "Write what to tell, in at most 500 letters.", field: "text")
        }
        guard let title = try latestVersion(of: activity)?.content.title.phrase else { throw Refusal.notFound(Activity.noun) }
        let told = try number(
            """
            SELECT COUNT(*) FROM bookings_booking b JOIN bookings_person p ON p.id = b.person_id
            WHERE b.activity_id = \(activity) AND b.session_id = \(id) AND b.state IN (\(list: states)) AND p.person_key IS NOT NULL
            """)
        try tell(
            SessionLetter(
                kind: BookingLetter.fromHost.name, subject: Phrase("主办单位通知：\(title.zh)", "From the host: \(title.en)"), body: Phrase(same: text), activity: activity, session: id,
                states: states.map(\.rawValue)))
        try record(LedgerEntry("bookings.told", "session", id, by: actor, payload: "{\"activity\":\"\(activity.text)\",\"told\":\(told ?? 0)}", visibility: .unit))
        return Int(told ?? 0)
    }
}
