import Access
import Files
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
import Web

/// Asking for an exhibit, and every step of a loan but the handovers.
enum LoanRoutes {
    static func routes(_ house: House) -> [Route] { [
        .get("/desk/loans/new", .permitted(Exhibits.borrow), filters: ["resource"]) { visit in
            let choices = try await choices(visit, visit.query["resource"])
            var values = LoanForm.values(choices.last)
            if choices.units.count == 1 { values["borrower"] = choices.units.first?.id.text }
            return newPage(visit, choices, LoanForm.form(choices.units).filled(values))
        },
        .post("/desk/loans", .permitted(Exhibits.borrow)) { visit in try await ask(visit) },
        .get("/desk/loans/{id}", .permitted(Exhibits.see), filters: []) { visit in try await page(visit, house).answer(visit) },
        .get("/desk/loans/{id}/photos/{photo}", .permitted(Exhibits.see), filters: []) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
            let photo: ID<Photo> = try visit.id("photo", of: Photo.noun)
            let found = try await visit.database.read { tx -> ShelvedFile? in
                _ = try tx.deskLoan(id, for: identity)
                return try tx.photo(photo, [.accepted, .inspected], of: id.number)?.file
            }
            guard let found else { throw Refusal.notFound(Photo.noun) }
            return try await Answer.file(found, named: "photo", as: .inline, to: visit)
        },
        .post("/desk/loans/{id}/lending", .permitted(Exhibits.lend)) { visit in try await step(visit, house, isBorrower: false) },
        .post("/desk/loans/{id}/borrowing", .permitted(Exhibits.borrow)) { visit in try await step(visit, house, isBorrower: true) },
        .post("/desk/loans/{id}/reservation", .permitted(Exhibits.lend)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
            let posted = visit.posted.fields
            guard let before = Int(posted["days_before"] ?? ""), let after = Int(posted["days_after"] ?? "") else {
                throw Refusal(
                    .invalid, "loan-days", "前后预留的天数应为 0 到 60 的整数。", "The days before and behind are whole numbers, 0 to 60.", field: "days_before")
            }
            let draft = ReservationDraft(
                pieces: posted.all("pieces").compactMap { ID<Piece>($0) }, daysBefore: before, daysAfter: after,
                misfitReason: text(visit, "misfit_reason"), remark: text(visit, "remark"))
            return try await changing(visit, house, saying: Phrase("已预留，借用单位会收到通知。", "It is reserved; the borrower is told.")) { tx in
                try tx.reserve(id, draft, by: identity)
            }
        },
    ] }

    static func text(_ visit: Visit, _ name: String) -> String { String((visit.posted.fields[name] ?? "").prefix(1000)).trimmed }

    static func page(_ visit: Visit, _ house: House) async throws -> LoanPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
        var page = try await visit.database.read { tx in try LoanPage(id, for: identity, in: tx) }
        page.panels = try await house.panelsHTML(on: Exhibits.loanPanels, id.number, visit)
        return page
    }

    /// Makes the change; what a rule has against it is shown above the loan.
    static func changing(_ visit: Visit, _ house: House, saying: Phrase, _ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> Answer {
        do { try await visit.database.write(unit) } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit, house)
            page.problem = refusal
            page.posted = visit.posted.fields
            return page.answer(visit)
        }
        return visit.see("/desk/loans/\(visit.parameter("id"))", saying: saying)
    }

    private static func step(_ visit: Visit, _ house: House, isBorrower: Bool) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
        let known: [LoanEvent] = isBorrower ? [.withdraw, .open, .giveBack] : [.decline, .cancel, .unpack, .send]
        guard let event = known.first(where: { $0.rawValue == visit.posted.fields["event"] }) else {
            throw Refusal(.invalid, "loan-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")
        }
        let remark = text(visit, "remark")
        return try await changing(visit, house, saying: Phrase("已记下，对方会收到通知。", "Noted; the other unit is told.")) { tx in
            try tx.step(id, event, remark: remark, by: identity)
        }
    }

    struct Choices: Sendable {
        let exhibit: Exhibit
        let units: [Organisation]
        let last: (place: String, site: SiteFacts)?
    }

    private static func choices(_ visit: Visit, _ resource: String?) async throws -> Choices {
        let identity = try visit.signedIn()
        guard let id = ID<Resource>(resource ?? "") else { throw Refusal.notFound(Exhibit.noun) }
        return try await visit.database.read { tx in
            guard let exhibit = try tx.exhibit(id), exhibit.isListed else { throw Refusal.notFound(Exhibit.noun) }
            let units = try tx.units(within: identity.scopes(of: Exhibits.borrow), most: 200)
            return Choices(exhibit: exhibit, units: units, last: units.count == 1 ? try tx.knownPlace(of: units[0].id) : nil)
        }
    }

    private static func ask(_ visit: Visit) async throws -> Answer {
        let (identity, choices) = (try visit.signedIn(), try await choices(visit, visit.posted.fields["resource"]))
        var reading = LoanForm.form(choices.units).read(visit.posted)
        if let draft = LoanForm.draft(reading) {
            let id = choices.exhibit.id
            do {
                return try await visit.making { tx in
                    let loan = try tx.ask(draft, for: id, by: identity)
                    return Made(at: "/desk/loans/\(loan.text)", saying: Phrase("申请已提交，提供单位会收到通知。", "It is asked for; its unit is told."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
            } catch let misfits as LoanMisfits {
                for one in misfits.misfits { reading.remark(one.field.rawValue, one.says) }
            }
        }
        return newPage(visit, choices, reading)
    }

    private static func newPage(_ visit: Visit, _ choices: Choices, _ reading: FormReading) -> Answer {
        let exhibit = choices.exhibit
        return visit.desk(
            Phrase("申请借展：\(exhibit.name.zh)", "Ask for: \(exhibit.name(.en))"),
            lede: Phrase("提供单位：\(exhibit.owner.zh)", "Offered by \(exhibit.owner(.en))"),
            trail: [("/resources", Phrase("资源", "Resources")), ("/resources/\(exhibit.id.text)", exhibit.name.phrase)],
            status: reading.isGood ? 200 : 422
        ) {
            p { a(.href("/resources/\(exhibit.id)/availability")) { visit.say(Phrase("先看档期", "See when it is free")) } }
            visit.formHTML(
                reading, action: "/desk/loans", submit: Phrase("提交申请", "Ask for it"), makes: true,
                before: { input(.type("hidden"), .name("resource"), .value(exhibit.id.text)) })
        }
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
