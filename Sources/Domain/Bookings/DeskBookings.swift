import Access
import Activities
import Kernel
import Language
import Markup
import Storage
import Web

/// `/desk/activities/{id}/sessions/{session}/bookings`: who booked, for the host whose scope covers it.
enum DeskBookings {
    static let routes: [Route] = [
        .get("/desk/activities/{id}/sessions/{session}/bookings", .permitted(Bookings.see)) { visit in
            let identity = try visit.signedIn()
            let activity: ID<Activity> = try visit.id("id", of: Activity.noun)
            let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
            let (model, lines) = try await visit.database.read { tx in
                try identity.require(Bookings.see, within: tx.entryScopes(activity))
                let lines = try tx.bookings(activity: activity, session: id).map { Line(booking: $0, person: try tx.bookingPerson($0.person)) }
                return (try DoorModel(tx, activity, id), lines)
            }
            return page(model, lines, visit)
        }
    ]

    struct Line: Sendable {
        let booking: Booking
        let person: BookingPerson?
    }

    private static func page(_ model: DoorModel, _ lines: [Line], _ visit: Visit) -> Answer {
        let session = model.session
        return visit.desk(
            Phrase("预约名单", "Bookings"), lede: model.title.phrase,
            trail: [
                ("/desk/activities", Phrase("我的活动", "My activities")), ("/desk/activities/\(session.activity.text)", model.title.phrase),
                ("/desk/activities/\(session.activity.text)/sessions/\(session.id.text)", Phrase("场次", "Session")),
            ]
        ) {
            p(.class("meta")) { session.words(visit.language) }
            p {
                visit.say(Phrase("已预约 ", "Booked: "))
                Figure.html("booked", model.booked, visit)
                if let capacity = session.capacity { " / \(capacity)" }
            }
            if lines.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("还没有预约。", "There are no bookings yet.")) } }
            } else {
                table(lines, session.zone, visit)
            }
        }
        .header("cache-control", "no-store")
    }

    private static func table(_ lines: [Line], _ zone: Zone, _ visit: Visit) -> HTML {
        let heads = [
            Phrase("时间", "Made"), Phrase("人数", "Persons"), Phrase("状态", "State"), Phrase("联系人", "Contact person"), Phrase("电话", "Telephone"),
        ]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody { for line in lines { row(line, zone, visit) } }
            }
        }
    }

    private static func row(_ line: Line, _ zone: Zone, _ visit: Visit) -> HTML {
        tr {
            td { Dates.moment(line.booking.madeAt, zone, visit.language) }
            td { String(line.booking.party) }
            td { span(.class("badge")) { visit.say(line.booking.state.title) } }
            if let person = line.person {
                td { person.name }
                td { person.phone }
            } else {
                td(.colspan(2)) { visit.say(Phrase("已清除", "Erased")) }
            }
        }
    }
}
