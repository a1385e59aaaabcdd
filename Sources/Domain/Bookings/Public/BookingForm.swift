import Activities
import Kernel
import Markup
import Rooms
import Storage
import Web

/// The forms of the room.
enum BookingForm {
    /// What a party of that kind fills in: for most three fields, all on one small screen.
    static func form(_ rules: RulesInForce, _ kind: KindRule) -> Form {
        var fields = [party(kind)]
        if kind.kind.isLed {
            fields.append(FormField("unit", "学校或单位", "School or unit", .text(max: 120), required: true, autocomplete: "organization"))
        }
        if let ratio = kind.ratio {
            fields.append(
                FormField(
                    "adults", "其中老师或家长", "Grown-ups among them", .integer(0...Int64(kind.party.upperBound)), required: true,
                    hint: Phrase("每 \(ratio.pupils) 个孩子至少一位", "At least one for \(ratio.pupils) children")))
            if ratio.preschool != nil { fields.append(FormField("preschool", "学龄前儿童", "Children before school", .checkbox)) }
        }
        fields += [
            FormField("name", kind.kind.isLed ? "领队" : "联系人", kind.kind.isLed ? "Who leads" : "Contact person", .text(max: 60), required: true, autocomplete: "name"),
            FormField("phone", "手机", "Telephone", .phone, required: true, autocomplete: "tel"),
        ]
        if kind.names != .contact { fields += names(kind, required: rules.holdMinutes == nil) } else if let age = kind.ageFrom { fields.append(youngest(age)) }
        if rules.hasWaitingList {
            fields.append(FormField("waiting", "没有名额时加入候补", "Join the waiting list if there is no place", .checkbox))
        }
        return Form(fields)
    }

    /// What becomes of what one enters.
    static func promise(_ kind: KindRule, _ visit: Visit) -> HTML {
        p(.class("hint")) {
            visit.say(
                kind.names == .identified
                    ? Phrase(
                        "实名信息加密保存，仅用于本次入场核对，结束后 \(BookingPersonErasure.keptDays) 天清除；您可随时清除。",
                        "Names and numbers are kept encrypted for this visit alone and erased \(BookingPersonErasure.keptDays) days after it; you can erase them at any time.")
                    : Phrase(
                        "只需一位联系人，不收集证件号；信息加密保存，您可随时清除。",
                        "One contact person, no identity numbers; kept encrypted, and you can erase it at any time."))
        }
    }

    private static func party(_ kind: KindRule) -> FormField {
        guard kind.party.count <= 30 else {
            let hint = Phrase("\(kind.party.lowerBound) 至 \(kind.party.upperBound) 人，含领队", "\(kind.party.lowerBound) to \(kind.party.upperBound), those who lead included")
            return FormField("party", "人数", "Persons", .integer(Int64(kind.party.lowerBound)...Int64(kind.party.upperBound)), required: true, hint: hint)
        }
        return FormField("party", "人数", "Persons", .choice(kind.party.map { .init(String($0), Phrase(same: String($0))) }), required: true)
    }

    private static func youngest(_ age: Int) -> FormField {
        FormField("youngest", "最小年龄", "Age of the youngest", .integer(0...120), required: true, hint: Phrase("须年满 \(age) 岁", "From \(age) years of age"))
    }

    /// Names, one a line, and the guardians' consent where children may be among them.
    static func names(_ kind: KindRule, required: Bool) -> [FormField] {
        let hint = kind.names == .identified
            ? Phrase("每行一人：姓名 证件号码", "One person in each line: name, blank, identity number") : Phrase("每行一个姓名", "One name in each line")
        return [
            FormField("guests", "参观者名单", "Those who come", .longText(max: 40_000), required: required, hint: required ? hint : hint + Phrase("；也可稍后补填", ". They may also follow later")),
            FormField("consent", "名单中有未满 14 周岁的儿童时：监护人已同意提供其信息，仅用于本次参观", "Where children under 14 are named: their guardians agree that this is kept for the visit alone", .checkbox),
        ]
    }

    static func wish(_ reading: FormReading, _ kind: KindRule) -> BookingWish? {
        guard reading.isGood, let party = reading.integer("party") else { return nil }
        let person = BookingPerson(name: reading.text("name"), phone: reading.text("phone"))
        let has = Set(reading.form.fields.map(\.name))
        var wish = BookingWish(kind.kind, party: Int(party), person: person, waits: has.contains("waiting") && reading.isChecked("waiting"))
        if has.contains("unit") || has.contains("adults") {
            wish.unit = .init(
                name: has.contains("unit") ? reading.text("unit") : "", adults: has.contains("adults") ? Int(reading.integer("adults") ?? 0) : 0,
                isPreschool: has.contains("preschool") && reading.isChecked("preschool"))
        }
        if has.contains("guests") { (wish.guests, wish.hasConsent) = (reading.text("guests"), reading.isChecked("consent")) }
        if has.contains("youngest") { wish.youngest = reading.integer("youngest").map { Int($0) } }
        return wish
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
