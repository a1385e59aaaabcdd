import Activities
import Kernel
import Rooms
import Storage
import Web

/// The forms of the room.
enum BookingForm {
    /// What a party fills in: three fields, all on one small screen.
    static func form(_ rule: BookingRule) -> Form {
        var fields = [
            FormField("party", "人数", "Persons", .choice((1...rule.mostPerBooking).map { .init(String($0), Phrase(same: String($0))) }), required: true),
            FormField("name", "联系人", "Contact person", .text(max: 60), required: true, autocomplete: "name"),
            FormField("phone", "手机", "Telephone", .phone, required: true, autocomplete: "tel"),
        ]
        if rule.hasWaitingList {
            fields.append(FormField("waiting", "没有名额时加入候补", "Join the waiting list if there is no place", .checkbox))
        }
        return Form(fields)
    }

    static func wish(_ reading: FormReading) -> BookingWish? {
        guard reading.isGood, let party = reading.integer("party") else { return nil }
        let person = BookingPerson(name: reading.text("name"), phone: reading.text("phone"))
        return BookingWish(party: Int(party), person: person, waits: reading.isChecked("waiting"))
    }

    /// The rule of a session, on the desk's form of the session.
    static let rulePart = FormPart(
        on: Activities.sessionForm,
        form: Form(
            FormField("bookings", "接受网上预约", "Takes bookings", .checkbox),
            FormField(
                "most_per_booking", "每个预约最多人数", "Most persons in one booking", .integer(1...Int64(BookingRule.highestMost)),
                hint: Phrase("不填为 \(BookingRule.usualMost)", "Empty is \(BookingRule.usualMost)")),
            FormField("waiting_list", "约满后可候补", "Waiting list when full", .checkbox)
        ),
        values: { tx, subject in
            let id = ID<ActivitySession>(subject)
            guard let session = try tx.session(anywhere: id) else { return ["waiting_list": "1"] }
            guard let rule = try tx.bookingRule(activity: session.activity, session: id) else { return ["waiting_list": "1"] }
            var values = ["most_per_booking": String(rule.mostPerBooking)]
            if rule.isOpen { values["bookings"] = "1" }
            if rule.hasWaitingList { values["waiting_list"] = "1" }
            return values
        },
        save: { tx, subject, reading, actor in
            let id = ID<ActivitySession>(subject)
            guard let session = try tx.session(anywhere: id) else { throw Refusal.notFound(ActivitySession.noun) }
            let isOpen = reading.isChecked("bookings")
            if !isOpen, try tx.bookingRule(activity: session.activity, session: id) == nil { return }
            let rule = BookingRule(
                isOpen: isOpen, mostPerBooking: reading.integer("most_per_booking").map { Int($0) } ?? BookingRule.usualMost,
                hasWaitingList: reading.isChecked("waiting_list"))
            try tx.setBookingRule(rule, activity: session.activity, session: id, by: actor)
        })
}
