import API
import Access
import Formats
import Kernel
import Resources
import Storage
import Venues
import Web

/// Asking for an exhibit, reserving it, and the simple steps of a loan at `/api/v1`.
enum LoanActs {
    static let operations = [list, item, ask, reserve, step]

    static let id = APIParameter.path("id", "借展的标识", "The loan's identity")
    static let both = [Exhibits.lend, Exhibits.borrow]

    /// A loan in this state, to show an operation with.
    static func example(_ zh: String, _ en: String, _ state: LoanState?, _ body: @escaping @Sendable (LoanTold) -> String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            let condition: SQL = state.map { "l.state = \($0)" } ?? "1 = 1"
            guard let loan = try tx.row("\(sql: Transaction.loans) WHERE \(sql: condition) ORDER BY l.id LIMIT 1", Loan.init) else { return nil }
            return ([("id", loan.id.text)], body(try LoanTold(loan, for: Self.nobody, in: tx)))
        }
    }

    private static let nobody = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [])

    private static let list = APIOperation.list(
        APIAct(
            "/loans", name: "listLoans", Phrase("借展", "Loans"),
            says: Phrase("令牌主人所代表的单位借出和借入的，按申请的先后排列。", "What the units of the token's owner lend and borrow, in the order in which it was asked for."), [Exhibits.see],
            [
                APIParameter(FormField("side", "借出或借入", "Lent or borrowed", .choice(LoanSide.allCases.map { .init($0.rawValue, $0.title) })), example: "lent"),
                APIParameter(FormField("state", "进展", "How far", .choice(LoanState.allCases.map { .init($0.rawValue, $0.title) })), example: "asked"),
            ], examples: [APIActExample(Phrase("全部", "All of them")) { _ in ([], nil) }]), of: LoanLine.json
    ) { request, tx in
        let call = request.call
        let found = try tx.loans(
            for: request.identity, side: call.filters["side"].flatMap { LoanSide(rawValue: $0) }, state: call.filters["state"].flatMap { LoanState(rawValue: $0) },
            after: call.afterNumber ?? 0, most: call.limit + 1)
        return APIPage(upTo: call.limit, of: found.map { LoanLine(loan: $0) }, total: nil) { [String($0.loan.id.number)] }
    }

    private static let item = APIOperation.read(
        APIAct("/loans/{id}", name: "readLoan", Phrase("一次借展", "One loan"), [Exhibits.see], [id], examples: [example("一次借展", "One loan", nil) { _ in nil }]), LoanTold.record)

    private static let request = APIForm(
        Form([FormField("resource", "展品（资源）的标识", "The exhibit, by the identity of its resource", .text(max: 13), required: true)] + LoanForm.form([]).fields),
        ids: ["resource", "borrower"], begins: ["wanted": "1"])

    private static let ask = APIOperation.make(
        APIAct(
            "/loans", name: "askForLoan", Phrase("申请借展", "Ask for an exhibit"), says: Phrase("提供单位会收到通知。", "Its unit is told."), [Exhibits.borrow],
            examples: [
                APIActExample(Phrase("借三天", "For three days")) { tx in
                    guard let exhibit = try tx.listedExhibits(of: nil, after: 0, most: 1).first,
                        let unit = try tx.units(within: [.all], most: 5).first(where: { $0.id != exhibit.ownerID })
                    else { return nil }
                    let first = tx.now.day(in: Loan.zone).adding(days: 60)
                    let members = [
                        ("resource", exhibit.id.text), ("borrower", unit.id.text), ("from", first.iso), ("to", first.adding(days: 2).iso), ("purpose", "科普日展览 Science Day"),
                        ("place", "一层大厅 Hall on the ground floor"),
                    ].map { ($0.0, JSONText.quote($0.1)) }
                    return ([], JSONText.object(members + [("site_indoor", "true"), ("despite", "true")]))
                }
            ]),
        APIBodySchema(request.schema("NewLoan", isNew: true), form: request), LoanTold.record
    ) { asked, tx in
        let form = request
        let reading = try form.reading(asked.body, onto: form.begins)
        guard let exhibit = ID<Resource>(reading.text("resource")), let draft = LoanForm.draft(reading) else { throw APIRefusal.body(form.flaws(of: reading)) }
        guard try tx.organisation(draft.borrower) != nil else {
            throw APIRefusal.body([APIFlaw("/borrower", "没有这个单位。", "There is no such unit.")])
        }
        do {
            let id = try tx.ask(draft, for: exhibit, by: asked.identity)
            return (try LoanTold(try tx.deskLoan(id, for: asked.identity), for: asked.identity, in: tx), "/loans/\(id.text)")
        } catch let misfits as LoanMisfits {
            throw APIRefusal.body(misfits.misfits.map { APIFlaw(form.pointer($0.field.rawValue), $0.says) })
        }
    }

    private static let reservation: APIForm = {
        let days = FormField.Kind.integer(0...Int64(ExhibitSheet.mostDays))
        return APIForm(
            Form(
                FormField("days_before", "前留天数", "Days before", days), FormField("days_after", "后留天数", "Days behind", days),
                FormField("misfit_reason", "场地不符仍借出的理由", "Why it is lent though the place does not fit", .longText(max: 1000)),
                FormField("remark", "给借用单位的话", "A word to the borrower", .longText(max: 1000))))
    }()

    private static let reserve = APIOperation.act(
        APIAct(
            "/loans/{id}/reservation", name: "reserveLoan", Phrase("预留", "Reserve"),
            says: Phrase("选定实物；与其他借展或维修重叠的被拒。不写天数则按展品登记表。", "Chooses the things; what overlaps another loan or a repair is refused. Without days it is held as the exhibit's form says."), [Exhibits.lend], [id],
            examples: [
                APIActExample(Phrase("一件空闲的", "One that is free")) { tx in
                    guard let loan = try tx.row("\(sql: Transaction.loans) WHERE l.state = \(LoanState.asked) ORDER BY l.id LIMIT 1", Loan.init) else { return nil }
                    let free = try tx.occupation(of: loan.resourceID, from: loan.holdFrom, to: loan.holdTo).free(from: loan.holdFrom, to: loan.holdTo)
                    guard let piece = free.first else { return nil }
                    let reason = loan.misfits.isEmpty ? [] : [("misfit_reason", JSONText.quote("已核实 It was checked"))]
                    return ([("id", loan.id.text)], JSONText.object([("pieces", JSONText.list([JSONText.quote(ID<Piece>(piece).text)]))] + reason))
                }
            ]),
        APIBodySchema(
            reservation.schema(
                "LoanReservation", isNew: true,
                adding: [.init("pieces", Phrase("借出哪几件", "Which things go"), APIForm.idList)])
        ) { $0 == "pieces" ? "/pieces" : reservation.pointer($0) }, LoanTold.record
    ) { asked, told, tx in
        var flaws: [APIFlaw] = []
        let pieces = APIForm.ids(asked.body["pieces"], at: "/pieces", most: Loan.mostWanted, Piece.self, &flaws)
        let loan = told.loan
        let usual = ["days_before": String(loan.holdFrom.days(until: loan.from)), "days_after": String(loan.to.days(until: loan.holdTo))]
        let reading = try APIRefusal.gather(&flaws) { try reservation.reading(asked.body, onto: usual, beside: ["pieces"]) }
        guard let reading, flaws.isEmpty else { throw APIRefusal.body(flaws) }
        let draft = ReservationDraft(
            pieces: pieces, daysBefore: Int(reading.integer("days_before") ?? 0), daysAfter: Int(reading.integer("days_after") ?? 0), misfitReason: reading.text("misfit_reason"),
            remark: reading.text("remark"))
        try tx.reserve(loan.id, draft, by: asked.identity)
    }

    /// Steps of which nothing more is said than a remark.
    private static let simple: [LoanEvent] = [.decline, .cancel, .unpack, .send, .withdraw, .open, .giveBack]

    private static let stepping = APIForm(
        Form(
            FormField("event", "做什么", "What is done", .choice(simple.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("remark", "说明", "Remark", .longText(max: 1000), hint: Phrase("不同意和取消时必填。", "Needed to decline and to cancel."))))

    private static let step = APIOperation.act(
        APIAct(
            "/loans/{id}/steps", name: "stepLoan", Phrase("不同意、撤回、取消、发出、投入使用、送还", "Decline, withdraw, cancel, send, put to use, send back"),
            says: Phrase("各由提供单位或借用单位来做；“steps”列出现在可以做的。", "Some are the owner's, some the borrower's; “steps” of the loan names those there are now."), both, [id],
            examples: [example("装好的发出", "What is packed is sent", .packed) { _ in "{\"event\":\"send\"}" }]),
        APIBodySchema(stepping.schema("LoanStep", isNew: true), form: stepping), LoanTold.record
    ) { asked, told, tx in
        let reading = try stepping.reading(asked.body)
        guard let event = LoanEvent(rawValue: reading.text("event")) else { throw APIRefusal.body(stepping.flaws(of: reading)) }
        try tx.step(told.loan.id, event, remark: reading.text("remark"), by: asked.identity)
    }
}
