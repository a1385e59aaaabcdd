import Activities
import Kernel
import Language
package import Markup
import Rooms
import Storage
package import Web

/// Beside a session on the activity's page: places left, and the form to book them.
struct BookingPanel {
    let session: ActivitySession
    let rules: RulesInForce
    let booked: Int64
    /// Places that may be booked now, taken ones included; nil is unlimited.
    let released: Int?
    let visit: Visit

    static let panel = Panel(on: Activities.sessionPanels, order: 10) { visit, subject in
        let found = try await visit.database.read { tx -> (ActivitySession, RulesInForce, Int64, Int?)? in
            guard let session = try tx.session(anywhere: ID(subject)), let rules = try tx.rulesInForce(session) else { return nil }
            let released = (try? rules.released(session, at: tx.now, .china)).flatMap { $0 }
            return (session, rules, try tx.bookedPlaces(activity: session.activity, session: session.id), released)
        }
        // A cancelled session has no places left, however many were booked.
        guard let (session, rules, booked, released) = found, session.status != .cancelled else { return nil }
        return BookingPanel(session: session, rules: rules, booked: booked, released: released, visit: visit).html
    }

    private var left: Int? { released.map { max(0, $0 - session.taken) } }
    private var isFull: Bool { left == 0 }
    private var kind: KindRule { rules.kinds.first ?? KindRule(.individual, party: 1...BookingRule.usualMost) }

    var html: HTML {
        div(.class("stack")) {
            places
            if session.isOver(at: visit.now) {
                HTML()
            } else if !rules.isOpen {
                p(.class("meta")) { visit.say(Phrase("预约已关闭。", "Booking is closed.")) }
            } else if let closed {
                p(.class("meta")) { visit.say(closed) }
            } else if isFull && !rules.hasWaitingList {
                p(.class("meta")) { visit.say(waitingForRelease ?? Phrase("请选择其他场次。", "Please choose another session.")) }
            } else {
                if isFull, let waitingForRelease { p(.class("meta")) { visit.say(waitingForRelease) } }
                details {
                    summary { visit.say(isFull ? Phrase("加入候补", "Join the waiting list") : Phrase("预约这一场", "Book this session")) }
                    form
                }
                otherKinds
            }
            rulesLink
        }
    }

    /// Why the form is not shown at this moment.
    private var closed: Phrase? {
        if let opens = rules.of(kind.kind).opens(kind)?.instant(for: session), visit.now < opens {
            return Phrase("\(Dates.moment(opens, session.zone, .zh)) 起可预约。", "Booking opens \(Dates.moment(opens, session.zone, .en)).")
        }
        guard let closes = rules.of(kind.kind).closes(kind)?.instant(for: session), visit.now >= closes else { return nil }
        return Phrase("预约已于 \(Dates.moment(closes, session.zone, .zh)) 截止。", "Booking closed \(Dates.moment(closes, session.zone, .en)).")
    }

    private var waitingForRelease: Phrase? {
        rules.nextRelease(session, after: visit.now).map {
            Phrase("下一批名额 \(Dates.moment($0, session.zone, .zh)) 放出。", "More places are released \(Dates.moment($0, session.zone, .en)).")
        }
    }

    private var places: HTML {
        p(.class("places"), .data("left", isFull ? "none" : "some")) {
            if let left, let released {
                visit.say(Phrase("剩余 ", "Left: "))
                Figure.html("places-left", Int64(left), visit)
                visit.say(Phrase(" / \(released) · ", " of \(released) · "))
            }
            visit.say(Phrase("已预约 ", "booked: "))
            Figure.html("booked", booked, visit)
        }
    }

    private var path: String { "/activities/\(session.activity.text)/sessions/\(session.id.text)/bookings" }

    private var form: HTML {
        let reading = BookingForm.form(rules.of(kind.kind), kind).filled(["party": String(kind.party.lowerBound), "waiting": isFull ? "1" : ""]).marked("-" + session.id.text)
        return Markup.form(.method(.post), .action(.within(path)), .class("form")) {
            visit.csrfField
            visit.onceField
            input(.type("hidden"), .name("kind"), .value(kind.kind.rawValue))
            for field in reading.form.fields { visit.fieldHTML(field, in: reading) }
            button(.class("button", "button-primary"), .type("submit")) {
                visit.say(isFull ? Phrase("加入候补", "Join the waiting list") : Phrase("预约", "Book"))
            }
            BookingForm.promise(kind, visit)
        }
    }

    @HTMLBuilder private var otherKinds: HTML {
        if rules.kinds.count > 1 {
            p(.class("meta")) {
                for other in rules.kinds.dropFirst() {
                    a(.href(.within(path + "?kind=\(other.kind.rawValue)"))) { visit.say(Phrase("\(other.kind.title.zh)预约", "Book for \(other.kind.title.en.lowercased())")) }
                    HTML(text: " ")
                }
            }
        }
    }

    @HTMLBuilder private var rulesLink: HTML {
        if let key = rules.stated.first(where: { $0.level != .session })?.key {
            p(.class("meta")) { a(.href(.within("/rules/\(key)"))) { visit.say(Phrase("预约规则", "Booking rules")) } }
        }
    }
}

/// A number of the page that machines read too.
package enum Figure {
    package static func html(_ name: String, _ value: Int64, _ visit: Visit) -> HTML {
        element("data", .data("figure", name), .value(String(value))) { Numerals.count(value, visit.language) }
    }
}
