package import Activities
import Formats
package import Kernel
package import Language
import Markup
import Rooms
package import Storage
import Web

/// What the holder of a booking's code sees.
struct BookingModel: Sendable {
    let booking: Booking
    let session: ActivitySession
    let title: Wording
    let tickets: [Ticket]
    /// The tickets as their QR codes carry them; empty before the installation has a key.
    let carried: [SignedTicket]
    /// Every ticket was scanned: nothing is left to give back.
    let haveAllCome: Bool
    /// Nil where it is online alone.
    let placeName: Wording?
    let person: BookingPerson?
    let rules: RulesInForce
    let details: PartyDetails?
    /// How many are named.
    let named: Int
    /// The place on the waiting list.
    let place: Int?
    let strike: Strike?
    let consent: (given: Instant, revoked: Instant?)?
    /// The sessions to which it could move.
    let others: [ActivitySession]

    init(_ tx: Transaction, _ code: PublicCode) throws {
        booking = try tx.requireBooking(code)
        guard let session = try tx.session(booking.activity, booking.session) else { throw Refusal.notFound(ActivitySession.noun) }
        self.session = session
        title = try tx.activityTitle(booking.activity)
        placeName = try tx.placeName(of: booking.activity)
        // No ticket of a cancelled session is shown: it opens no door. Where the session is restored they are the same ones.
        tickets = booking.state == .booked && session.status != .cancelled ? try tx.tickets(of: booking) : []
        carried = tickets.isEmpty ? [] : try tx.signedTickets(tickets, of: session) ?? []
        let came = try tx.scanned(tickets, of: session.id, in: booking.activity).count
        haveAllCome = booking.state == .booked && !tickets.isEmpty && came == tickets.count
        person = try tx.bookingPerson(booking.person)
        rules = (try tx.rulesInForce(session) ?? RulesInForce([])).of(booking.kind)
        (details, named) = (try tx.details(of: booking), try tx.guestCount(of: booking))
        (place, strike, consent) = (try tx.waitingPlace(booking), try tx.strike(of: booking), try tx.consent(.names, for: booking))
        let isMovable = came == 0 && [.booked, .held, .requested].contains(booking.state)
        others = isMovable ? try tx.sessionsToMove(booking) : []
    }

    var kind: KindRule { rules.kind(booking.kind) ?? KindRule(booking.kind, party: 1...max(1, booking.party)) }
    /// Whether it can still be changed.
    func isChangeable(at now: Instant) -> Bool { booking.state.isOpen && session.begin > now }
}

extension Transaction {
    /// The activity's name, as the public sees it.
    package func activityTitle(_ activity: ID<Activity>) throws -> Wording {
        let found = try row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(activity)") { row in
            Wording(try row.text("title_zh"), try row.textOrNil("title_en"))
        }
        guard let found else { throw Refusal.notFound(Activity.noun) }
        return found
    }
}

/// `/bookings/{code}`: where the booking stands, its tickets, what can be done; printable.
struct BookingPage {
    let model: BookingModel
    let visit: Visit
    /// One of the small forms as it was sent, with remarks.
    var wrong: (part: BookingChangeForms, reading: FormReading)?
    var letterProblem: Refusal?
    var status = 200
    /// What other rooms have for whoever holds the code.
    var panels = HTML()

    var booking: Booking { model.booking }
    var path: String { "/bookings/\(booking.code.text)" }

    /// The page as it stands now.
    static func answer(
        _ code: PublicCode, _ visit: Visit, _ house: House? = nil, wrong: (part: BookingChangeForms, reading: FormReading)? = nil, problem: (String, Refusal)? = nil, status: Int = 422
    ) async throws -> Answer {
        let model = try await BookingModel.load(code, visit)
        let panels = try await house?.panelsHTML(on: Bookings.bookingPanels, model.booking.id.number, visit) ?? HTML()
        return BookingPage(model: model, visit: visit, wrong: wrong, letterProblem: problem?.1, status: wrong == nil && problem == nil ? 200 : status, panels: panels).answer
            .header("cache-control", "private, no-store")
    }

    var answer: Answer {
        visit.page(
            Phrase("我的预约", "My booking"), lede: model.title.phrase,
            trail: [("/activities", Phrase("活动", "Activities")), ("/activities/\(booking.activity.text)", model.title.phrase)],
            status: status
        ) {
            div(.class("stack")) {
                state
                if booking.state == .offered, model.session.status != .cancelled { visit.postButton(Phrase("确认并预约", "Accept the places"), posts: path + "/acceptance") }
                papers
                facts
                if !model.tickets.isEmpty { ticketSection } else if isToCome { p(.class("actions")) { calendar } }
                panels
                changes
                if isToCome, !model.haveAllCome { visit.postButton(Phrase("取消整个预约", "Cancel the whole booking"), posts: path + "/cancellation", style: "button-danger") }
                missed
                person
            }
        }
    }

    private var state: HTML {
        let style = booking.state == .booked ? "notice-success" : booking.state == .offered ? "notice-warning" : "notice-info"
        return div(.class("notice", style)) {
            p { strong { visit.say(booking.state.title) } }
            p { visit.say(explanation) }
            if model.session.status == .cancelled {
                p { strong { visit.say(Phrase("主办单位已取消该场次。", "The organiser has cancelled this session.")) } }
            }
        }
    }

    private var explanation: Phrase {
        let isOff = model.session.status == .cancelled
        switch booking.state {
        case .booked where isOff:
            return Phrase(
                "门票暂不能使用，请不要前往。您的名额仍为您登记：如主办单位恢复该场次，本页会重新显示门票，无需重新预约。",
                "The tickets open no door now; please do not come. Your places stay on record: if the organiser restores the session, this page shows the tickets again, and you need not book anew."
            )
        case .waiting where isOff, .offered where isOff:
            return Phrase("如主办单位恢复该场次，候补继续有效。", "If the organiser restores the session, you keep your turn on the waiting list.")
        default: return usual
        }
    }

    private var usual: Phrase {
        switch booking.state {
        case .booked: Phrase("请保存本页网址或打印本页；入场时每人出示一张票。", "Keep this page's address or print it. Each person shows one ticket at the door.")
        case .waiting:
            Phrase(
                "您是第 \(model.place ?? 1) 位。有人退出时按先后轮到名额够全体同行的一方；不够的一方保留顺位。轮到时会通知您，本页出现确认按钮。",
                "You are number \(model.place ?? 1). Places that return go to the first party that fits whole; a party that does not fit keeps its turn. You are told, and a button appears on this page."
            )
        case .held:
            Phrase(
                "名额保留到 \(due(.zh))。请在此之前补齐下面的资料，否则名额退回。", "Your places are kept until \(due(.en)). Send what is missing below by then, or they go back.")
        case .requested: Phrase("名额已为您保留，主办单位确认后本页出现门票。", "Your places are kept. Once the host has confirmed, the tickets stand on this page.")
        case .declined: Phrase("主办单位未能接待，名额已退回。可选择其他场次。", "The host could not take you in; the places were given back. Try another session.")
        case .offered:
            Phrase(
                "已为您保留 \(booking.party) 个名额，请在 \(until(.zh)) 前确认。", "\(booking.party) places are kept for you. Accept them before \(until(.en)).")
        case .cancelled: Phrase("名额已退回。需要时请重新预约。", "The places were given back. Book again when you like.")
        case .lapsed: Phrase("没有在规定时间内确认，名额已给下一位。需要时请重新预约。", "The offer was not accepted in time and went to the next party. Book again when you like.")
        }
    }

    private func until(_ tongue: Tongue) -> String { booking.offeredUntil.map { Dates.moment($0, model.session.zone, tongue) } ?? "" }

    private func due(_ tongue: Tongue) -> String { booking.dueAt.map { Dates.moment($0, model.session.zone, tongue) } ?? "" }

    private var facts: HTML {
        dl(.class("facts")) {
            visit.fact(Phrase("场次", "Session"), model.session.words(visit.language))
            if let placeName = model.placeName { visit.fact(Phrase("地点", "Where"), placeName(visit.language)) }
            visit.fact(Phrase("人数", "Persons"), Numerals.count(booking.party, visit.language))
            dt { visit.say(Phrase("预约码", "Booking code")) }
            dd(.class("ticket-code")) { booking.code.text }
            if booking.kind != .individual { visit.fact(Phrase("类别", "Kind"), visit.say(booking.kind.title)) }
            if let details = model.details, !details.unit.isEmpty { visit.fact(Phrase("单位", "Unit"), details.unit) }
            if let person = model.person { visit.fact(booking.kind.isLed ? Phrase("领队", "Who leads") : Phrase("联系人", "Contact person"), person.name) }
            if model.kind.names != .contact { visit.fact(Phrase("已填名单", "Named"), "\(model.named) / \(booking.party)") }
        }
    }

    private var isToCome: Bool { booking.state.isOpen && model.session.begin > visit.now }

    private var calendar: HTML { a(.class("button", "button-quiet"), .href(.within(path + ".ics"))) { visit.say(Phrase("加入日历", "Add to calendar")) } }

    private var ticketSection: HTML {
        section(.class("stack"), .id("tickets")) {
            h2 { visit.say(Phrase("门票", "Tickets")) }
            p(.class("meta", "no-print")) {
                visit.say(
                    Phrase(
                        "入场时把屏幕调到最亮，二维码完整显示、不放大；也可以打印。", "At the door turn the screen's brightness up and show the whole code, not zoomed in; paper does as well."))
            }
            div(.class("actions")) {
                a(.class("button", "button-quiet"), .href(.within(path + ".pdf"))) { visit.say(Phrase("下载全部门票（PDF）", "All tickets as a PDF")) }
                if isToCome { calendar }
            }
            for (index, ticket) in model.tickets.enumerated() { ticketHTML(ticket, index + 1) }
        }
    }

    private func ticketHTML(_ ticket: Ticket, _ number: Int) -> HTML {
        div(.class("ticket")) {
            div(.class("stack")) {
                p(.class("meta")) { visit.say(Phrase("第 \(number) 张，共 \(model.tickets.count) 张", "Ticket \(number) of \(model.tickets.count)")) }
                p(.class("ticket-when")) { model.session.words(visit.language) }
                p { strong { model.title(visit.language) } }
                if let placeName = model.placeName { p { placeName(visit.language) } }
                p(.class("ticket-code")) { code { ticket.code.text } }
            }
            div(.class("ticket-qr"), .data("carried", carried(ticket, number - 1))) { drawing(ticket, number - 1) }
        }
    }

    private func carried(_ ticket: Ticket, _ place: Int) -> String {
        model.carried.indices.contains(place) ? model.carried[place].text : ticket.code.text
    }

    private func drawing(_ ticket: Ticket, _ place: Int) -> HTML {
        guard let code = try? QRCode.svg(carried(ticket, place)) else { return HTML() }
        return visit.drawing(code, saying: Phrase("门票 \(ticket.code.text) 的二维码", "QR code of ticket \(ticket.code.text)"))
    }

    private var person: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("我的信息", "My data")) }
            if model.person == nil {
                p { visit.say(Phrase("姓名和电话已清除，无法恢复。", "Name and telephone are erased and cannot be brought back.")) }
            } else {
                p {
                    visit.say(
                        Phrase(
                            "我们只保存联系人的姓名和电话，并加密。清除后预约和门票仍然有效，但主办单位无法联系您。",
                            "Only the contact person's name and telephone are kept, encrypted. After erasing, booking and tickets stay valid, but nobody can reach you."))
                }
                if let consent = model.consent, consent.revoked == nil {
                    p {
                        visit.say(
                            Phrase(
                                "\(Dates.moment(consent.given, model.session.zone, .zh)) 已确认监护人同意保存儿童姓名，仅用于本次参观；可随时撤回，名单随即清空，名额保留。",
                                "On \(Dates.moment(consent.given, model.session.zone, .en)) the guardians' consent to children's names was given, for this visit alone. It can be withdrawn at any time: the names are emptied, the places stay."))
                    }
                    visit.postButton(Phrase("撤回同意并清空名单", "Withdraw the consent and empty the names"), posts: path + "/consent-withdrawal", style: "button-quiet")
                }
                visit.postButton(Phrase("清除我的信息", "Erase my data"), posts: path + "/erasure", style: "button-quiet")
            }
        }
    }
}
