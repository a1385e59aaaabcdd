import Activities
import Bookings
import Kernel
import Language
import Web

/// The form by which a party enters.
enum BallotForm {
    static func form(_ page: BallotView) -> Form {
        let kinds = page.kinds
        let sessions = page.sessions.map { FormField.Choice($0.id.text, Phrase($0.words(.zh), $0.words(.en))) }
        var fields = [
            FormField("name", "联系人姓名", "Your name", .text(max: 40), required: true, autocomplete: "name"),
            FormField("phone", "手机号", "Telephone", .phone, required: true, autocomplete: "tel"),
            FormField("party", "人数", "How many persons", .integer(1...500), required: true, hint: Phrase("整体抽取：要么都中，要么都不中", "All of you are drawn together, or none")),
        ]
        if kinds.count > 1 { fields.append(FormField("kind", "谁来参观", "Who comes", .choice(kinds.map { .init($0.rawValue, $0.title) }), required: true)) }
        if sessions.count > 1 {
            fields.append(FormField("session", "首选场次", "The session that you want most", .choice(sessions), required: true))
            fields.append(FormField("others", "其他场次也可以", "Any of the other sessions will do", .checkbox))
        }
        fields.append(FormField("waits", "没抽中时加入候补", "If not drawn, join the waiting list", .checkbox, hint: Phrase("按抽出的顺序候补", "in the drawn order")))
        return Form(fields)
    }

    static func wish(_ reading: FormReading, _ page: BallotView) -> (wish: BookingWish, sessions: [ID<ActivitySession>])? {
        guard reading.isGood, let party = reading.integer("party") else { return nil }
        let kind = PartyKind(rawValue: reading.text("kind")) ?? page.kinds.first ?? .individual
        var sessions = page.sessions.map(\.id)
        if sessions.count > 1 {
            guard let first = ID<ActivitySession>(reading.text("session")) else { return nil }
            sessions = reading.isChecked("others") ? [first] + sessions.filter { $0 != first } : [first]
        }
        let person = BookingPerson(name: reading.text("name"), phone: reading.text("phone"))
        return (BookingWish(kind, party: Int(party), person: person, waits: reading.isChecked("waits")), sessions)
    }
}
