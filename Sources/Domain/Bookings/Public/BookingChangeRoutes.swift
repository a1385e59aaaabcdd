import Activities
import Files
import Kernel
import Storage
import Web

/// What the holder of a booking's code can still change of it.
enum BookingChangeRoutes {
    static let routes: [Route] = [
        .post("/bookings/{code}/names", .anyone) { visit in
            try await change(visit, BookingChangeForms.names) { tx, code, reading in
                let booking = try tx.nameGuests(code, reading.text("guests"), hasConsent: reading.isChecked("consent"))
                return booking.state == .held
                    ? Phrase("名单已保存，还有人未填。", "The names are kept; some are still missing.") : Phrase("名单已保存。", "The names are kept.")
            }
        },
        .post("/bookings/{code}/contact", .anyone) { visit in
            try await change(visit, BookingChangeForms.contact) { tx, code, reading in
                try tx.changeContact(code, to: BookingPerson(name: reading.text("name"), phone: reading.text("phone")))
                return Phrase("联系人已更换。", "The contact person is changed.")
            }
        },
        .post("/bookings/{code}/size", .anyone) { visit in
            try await change(visit, BookingChangeForms.size) { tx, code, reading in
                try tx.reduceBooking(code, to: Int(reading.integer("party") ?? 0))
                return Phrase("人数已减少，多余的名额已退回。", "The party is smaller; the other places are given back.")
            }
        },
        .post("/bookings/{code}/session", .anyone) { visit in
            try await change(visit, BookingChangeForms.session) { tx, code, reading in
                guard let session = ID<ActivitySession>(reading.text("session")) else { throw Refusal.notFound(ActivitySession.noun) }
                try tx.moveBooking(code, to: session)
                return Phrase("已改到另一场；原来的门票作废，新门票在下面。", "Moved to another session: the old tickets are void, the new ones are below.")
            }
        },
        .post("/bookings/{code}/letter", .anyone, bodyLimit: Document.formBytes) { visit in
            let code = try BookingRoutes.code(visit)
            let upload = visit.posted.uploads.first { $0.field == "letter" }
            do {
                let document = try await Document.read(upload?.bytes ?? [], field: "letter"), name = upload?.fileName ?? ""
                try await visit.database.write { try $0.sendLetter(code, document, named: name) }
            } catch let refusal as Refusal where refusal.kind != .notFound { return try await BookingPage.answer(code, visit, problem: ("letter", refusal)) }
            return visit.see("/bookings/\(code.text)", saying: Phrase("公函已收到。", "The letter has arrived."))
        },
        .post("/bookings/{code}/appeal", .anyone) { visit in
            try await change(visit, BookingChangeForms.appeal) { tx, code, reading in
                try tx.appeal(code, saying: reading.text("appeal"))
                return Phrase("申诉已提交，主办单位将答复。", "Your appeal is sent; the host will answer.")
            }
        },
        .post("/bookings/{code}/consent-withdrawal", .anyone) { visit in
            let code = try BookingRoutes.code(visit)
            try await visit.database.write { try $0.revokeConsent(code) }
            return visit.see("/bookings/\(code.text)", saying: Phrase("已撤回同意，名单已清空；名额保留。", "The consent is withdrawn and the names are emptied; the places stay."))
        },
    ]

    private static func change(
        _ visit: Visit, _ part: BookingChangeForms, _ act: @escaping @Sendable (Transaction, PublicCode, FormReading) throws -> Phrase
    ) async throws -> Answer {
        let code = try BookingRoutes.code(visit)
        let reading = part.form.read(visit.posted)
        guard reading.isGood else { return try await BookingPage.answer(code, visit, wrong: (part, reading)) }
        do {
            let said = try await visit.database.write { try act($0, code, reading) }
            return visit.see("/bookings/\(code.text)", saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var reading = reading
            reading.remark(refusal)
            return try await BookingPage.answer(code, visit, wrong: (part, reading), status: refusal.kind == .conflict ? 409 : 422)
        }
    }
}

/// The small forms of a booking's page.
enum BookingChangeForms: String, Sendable {
    case names, contact, size, session, appeal

    var form: Form {
        switch self {
        case .names: Form(BookingForm.names(KindRule(.school, party: 1...1), required: true))
        case .contact:
            Form(
                FormField("name", "联系人", "Contact person", .text(max: 60), required: true, autocomplete: "name"),
                FormField("phone", "手机", "Telephone", .phone, required: true, autocomplete: "tel"))
        case .size: Form(FormField("party", "来几个人", "How many come", .integer(1...10_000), required: true))
        case .session: Form(FormField("session", "改到", "Move to", .text(max: 20), required: true))
        case .appeal: Form(FormField("appeal", "没有到场的原因", "Why you did not come", .longText(max: 1000), required: true))
        }
    }
}
