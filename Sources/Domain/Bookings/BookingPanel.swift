import Activities
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// Beside a session on the activity's page: places left, and the form to book them.
struct BookingPanel {
    let session: ActivitySession
    let rule: BookingRule
    let booked: Int64
    let visit: Visit

    static let panel = Panel(on: Activities.sessionPanels, order: 10) { visit, subject in
        let found = try await visit.database.read { tx -> (ActivitySession, BookingRule, Int64)? in
            guard let session = try tx.session(anywhere: ID(subject)),
                let rule = try tx.bookingRule(activity: session.activity, session: session.id)
            else { return nil }
            return (session, rule, try tx.bookedPlaces(activity: session.activity, session: session.id))
        }
        // A cancelled session has no places left, however many were booked.
        guard let (session, rule, booked) = found, session.status != .cancelled else { return nil }
        return BookingPanel(session: session, rule: rule, booked: booked, visit: visit).html
    }

    var html: HTML {
        div(.class("stack")) {
            places
            if session.isOver(at: visit.now) {
                HTML()
            } else if !rule.isOpen {
                p(.class("meta")) { visit.say(Phrase("预约已关闭。", "Booking is closed.")) }
            } else if session.isFull && !rule.hasWaitingList {
                p(.class("meta")) { visit.say(Phrase("请选择其他场次。", "Please choose another session.")) }
            } else {
                details {
                    summary { visit.say(session.isFull ? Phrase("加入候补", "Join the waiting list") : Phrase("预约这一场", "Book this session")) }
                    form
                }
            }
        }
    }

    private var places: HTML {
        p(.class("places"), .data("left", session.isFull ? "none" : "some")) {
            if let left = session.left, let capacity = session.capacity {
                visit.say(Phrase("剩余 ", "Left: "))
                Figure.html("places-left", Int64(max(0, left)), visit)
                visit.say(Phrase(" / \(capacity) · ", " of \(capacity) · "))
            }
            visit.say(Phrase("已预约 ", "booked: "))
            Figure.html("booked", booked, visit)
        }
    }

    private var form: HTML {
        let mark = session.id.text
        return Markup.form(.method(.post), .action("/activities/\(session.activity)/sessions/\(session.id)/bookings"), .class("form")) {
            visit.csrfField
            visit.onceField
            field("party-\(mark)", Phrase("人数", "Persons")) {
                select(.id("party-\(mark)"), .name("party")) {
                    for number in 1...rule.mostPerBooking { option(.value(String(number))) { String(number) } }
                }
            }
            field("name-\(mark)", Phrase("联系人", "Contact person")) {
                input(.type("text"), .id("name-\(mark)"), .name("name"), .autocomplete("name"), .maxlength(60), .required())
            }
            field("phone-\(mark)", Phrase("手机", "Telephone")) {
                input(.type("tel"), .id("phone-\(mark)"), .name("phone"), .autocomplete("tel"), .required())
            }
            if rule.hasWaitingList {
                label(.class("check")) {
                    input(.type("checkbox"), .name("waiting"), .value("1"), .checked(session.isFull))
                    span { visit.say(Phrase("没有名额时加入候补", "Join the waiting list if there is no place")) }
                }
            }
            button(.class("button", "button-primary"), .type("submit")) {
                visit.say(session.isFull ? Phrase("加入候补", "Join the waiting list") : Phrase("预约", "Book"))
            }
            p(.class("hint")) {
                visit.say(
                    Phrase(
                        "只需一位联系人，不收集证件号；信息加密保存，您可随时清除。",
                        "One contact person, no identity numbers; kept encrypted, and you can erase it at any time."))
            }
        }
    }

    private func field(_ id: String, _ title: Phrase, @HTMLBuilder control: () -> HTML) -> HTML {
        div(.class("field")) {
            label(.for(id)) { visit.say(title) }
            control()
        }
    }
}

/// A number of the page that machines read too.
enum Figure {
    static func html(_ name: String, _ value: Int64, _ visit: Visit) -> HTML {
        element("data", .data("figure", name), .value(String(value))) { Numerals.count(value, visit.language) }
    }
}
