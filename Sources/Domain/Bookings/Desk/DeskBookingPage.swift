import Access
import Activities
import Files
import Kernel
import Language
import Markup
import Storage
import Web

/// One booking for its host: who comes, the letter, what was appealed.
struct DeskBookingPage: Sendable {
    let booking: Booking
    let session: ActivitySession
    let title: Wording
    let person: BookingPerson?
    let details: PartyDetails?
    let guests: [Guest]
    let strike: Strike?
    let consent: (given: Instant, revoked: Instant?)?

    init(_ tx: Transaction, _ booking: Booking) throws {
        self.booking = booking
        guard let session = try tx.session(booking.activity, booking.session) else { throw Refusal.notFound(ActivitySession.noun) }
        self.session = session
        (title, person, details) = (try tx.activityTitle(booking.activity), try tx.bookingPerson(booking.person), try tx.details(of: booking))
        (guests, strike, consent) = (try tx.guests(of: booking), try tx.strike(of: booking), try tx.consent(.names, for: booking))
    }

    private var list: String { "/desk/activities/\(booking.activity.text)/sessions/\(booking.session.text)/bookings" }
    private var path: String { "\(list)/\(booking.id.text)" }

    static let answerForm = Form(FormField("answer", "答复", "Answer", .longText(max: 1000), required: true))

    func answer(_ visit: Visit, wrong: FormReading? = nil, problem: Refusal? = nil, status: Int = 200) -> Answer {
        visit.desk(
            Phrase("预约", "Booking"), lede: title.phrase, trail: [("/desk/activities/\(booking.activity.text)", title.phrase), (list, Phrase("预约名单", "Bookings"))], status: status
        ) {
            div(.class("stack")) {
                if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
                facts(visit)
                if booking.state == .requested { DeskBookings.decision(path, visit) }
                if !guests.isEmpty { names(visit) }
                if let strike { missed(strike, visit, wrong) }
            }
        }
        .header("cache-control", "no-store")
    }

    private func facts(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            visit.fact(Phrase("场次", "Session"), session.words(visit.language))
            visit.fact(Phrase("状态", "State"), visit.say(booking.state.title))
            visit.fact(Phrase("人数", "Persons"), "\(booking.party) · \(visit.say(booking.kind.title))")
            if let details, !details.unit.isEmpty {
                visit.fact(Phrase("单位", "Unit"), details.unit)
                if details.adults > 0 { visit.fact(Phrase("老师或家长", "Grown-ups"), String(details.adults)) }
            }
            visit.fact(Phrase("联系人", "Contact person"), person.map { "\($0.name) · \($0.phone)" } ?? visit.say(Phrase("已清除", "Erased")))
            if let details, details.letter != nil {
                dt { visit.say(Phrase("公函", "Letter")) }
                dd { a(.href(.within(path + "/letter"))) { details.letterName } }
            }
            if let consent {
                visit.fact(
                    Phrase("监护人同意", "Guardians' consent"),
                    Dates.moment(consent.given, session.zone, visit.language) + (consent.revoked.map { visit.say(Phrase("；撤回于 ", "; withdrawn ")) + Dates.moment($0, session.zone, visit.language) } ?? ""))
            }
        }
    }

    private func names(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("参观者名单（\(guests.count) / \(booking.party)）", "Those who come (\(guests.count) of \(booking.party))")) }
            ol {
                for guest in guests {
                    li {
                        guest.name
                        if let number = IdentityNumber(guest.identity) { " · \(number.masked)" }
                    }
                }
            }
        }
    }

    private func missed(_ strike: Strike, _ visit: Visit, _ wrong: FormReading?) -> HTML {
        section(.class("stack"), .id("appeal")) {
            h2 { visit.say(strike.reason.title) }
            p { visit.say(strike.state.title) }
            if !strike.appeal.isEmpty { blockquote { strike.appeal } }
            if !strike.answer.isEmpty { p { visit.say(Phrase("答复：", "Answer: ")) + strike.answer } }
            if strike.state == .appealed {
                let reading = wrong ?? Self.answerForm.empty
                Markup.form(.method(.post), .action(.within(path + "/appeal")), .class("form")) {
                    visit.csrfField
                    visit.formSummary(reading)
                    for field in reading.form.fields { visit.fieldHTML(field, in: reading) }
                    div(.class("form-actions")) {
                        button(.class("button", "button-primary"), .type("submit"), .name("granted"), .value("1")) { visit.say(Phrase("申诉成立，不计爽约", "Grant it")) }
                        button(.class("button", "button-quiet"), .type("submit"), .name("granted"), .value("0")) { visit.say(Phrase("维持记录", "Keep it on record")) }
                    }
                }
            }
        }
    }
}
