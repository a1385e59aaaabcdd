import API
import Access
import Formats
import Kernel
import Storage
import Web

/// Packing, accepting and inspecting at `/api/v1`.
enum HandoverActs {
    static let operations = [pack, accept, inspect]

    private static let packing = APIForm(
        Form(
            FormField("close", "装箱完成", "It is packed: close the crates", .checkbox),
            FormField("missing_reason", "有不装的，写明原因", "Why, where something stays", .longText(max: 1000))))

    private static let pack = APIOperation.act(
        APIAct(
            "/loans/{id}/packing", name: "packLoan", Phrase("装箱", "Pack"),
            says: Phrase("packed 是装箱单上全部已装的；close 为 true 则装箱完成。", "“packed” is all that is in the crates by now; with “close” they are closed."), [Exhibits.lend], [LoanActs.id],
            examples: [
                LoanActs.example("全部装好", "All of it", .reserved) { loan in
                    JSONText.object([("packed", JSONText.list(loan.pieces.map { JSONText.quote($0.piece.id.text) })), ("close", "true")])
                }
            ]),
        APIBodySchema(packing.schema("LoanPacking", isNew: true, adding: [.init("packed", Phrase("已装箱的实物", "What is packed"), APIForm.idList)])) {
            $0 == "packed" ? "/packed" : packing.pointer($0)
        }, LoanTold.record
    ) { asked, told, tx in
        var flaws: [APIFlaw] = []
        let listed = Set(told.pieces.map(\.piece.id))
        let packed = APIForm.ids(asked.body["packed"], at: "/packed", most: 5000, Piece.self, &flaws)
        if let stranger = packed.first(where: { !listed.contains($0) }), flaws.isEmpty {
            flaws.append(APIFlaw("/packed", "装箱单上没有 \(stranger.text)。", "\(stranger.text) is not on the packing list."))
        }
        let reading = try APIRefusal.gather(&flaws) { try packing.reading(asked.body, beside: ["packed"]) }
        guard let reading, flaws.isEmpty else { throw APIRefusal.body(flaws) }
        try tx.tick(packed, of: told.loan.id, by: asked.identity)
        try tx.tick(Array(listed.subtracting(packed)), packed: false, of: told.loan.id, by: asked.identity)
        if reading.isChecked("close") { try tx.pack(told.loan.id, missing: reading.text("missing_reason"), by: asked.identity) }
    }

    private static let finding = APIForm(
        Form(
            FormField("piece", "实物的标识", "The thing's identity", .text(max: 13), required: true),
            FormField("condition", "状况", "How it was found", .choice(Condition.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("remark", "哪里损坏、缺什么", "What is broken or missing", .longText(max: 500))), ids: ["piece"])

    private static let acceptance = APIForm(
        Form(FormField("site_checked", "场地已检查", "The place is checked", .checkbox), FormField("remark", "说明", "Remark", .longText(max: 1000))))
    private static let inspection = APIForm(Form(FormField("remark", "说明", "Remark", .longText(max: 1000))))

    private static func body(_ form: APIForm, _ name: String) -> APIBodySchema {
        let findings = APISchema.Member(
            "findings", Phrase("装箱的每一件各一项", "One for each thing that was packed"), .list(finding.schema("LoanFinding", isNew: true)))
        return APIBodySchema(form.schema(name, isNew: true, adding: [findings])) {
            $0 == "findings" || $0.hasPrefix("remark-") ? "/findings" : form.pointer($0)
        }
    }

    private static func read(_ datum: Datum?, _ flaws: inout [APIFlaw]) throws -> [Finding] {
        guard case .list(let items) = datum ?? .null, items.count <= 5000 else {
            flaws.append(APIFlaw("/findings", "请列出装箱的每一件。", "List each thing that was packed."))
            return []
        }
        var all: [Finding] = []
        for (number, item) in items.enumerated() {
            guard let one = try APIRefusal.gather(&flaws, { try finding.reading(item, in: "/findings/\(number)") }) else { continue }
            guard let piece = ID<Piece>(one.text("piece")), let condition = Condition(rawValue: one.text("condition")) else { continue }
            all.append(Finding(piece: piece, condition: condition, remark: one.text("remark")))
        }
        return all
    }

    private static func good(_ loan: LoanTold) -> String {
        JSONText.list(
            loan.pieces.filter(\.isPacked).map { JSONText.object([("piece", JSONText.quote($0.piece.id.text)), ("condition", JSONText.quote(Condition.good.rawValue))]) })
    }

    private static let accept = APIOperation.act(
        APIAct(
            "/loans/{id}/acceptance", name: "acceptLoan", Phrase("验收", "Accept"),
            says: Phrase("借用单位逐件查看；损坏和缺失的成为故障单。", "By the borrower, who has looked at each thing; what is broken or missing becomes a fault."), [Exhibits.borrow], [LoanActs.id],
            examples: [LoanActs.example("全部完好", "All in good order", .underWay) { JSONText.object([("findings", good($0)), ("site_checked", "true")]) }]),
        body(acceptance, "LoanAcceptance"), LoanTold.record
    ) { asked, told, tx in
        var flaws: [APIFlaw] = []
        let findings = try read(asked.body["findings"], &flaws)
        let reading = try APIRefusal.gather(&flaws) { try acceptance.reading(asked.body, beside: ["findings"]) }
        guard let reading, flaws.isEmpty else { throw APIRefusal.body(flaws) }
        try tx.accept(told.loan.id, findings, siteChecked: reading.isChecked("site_checked"), remark: reading.text("remark"), by: asked.identity)
    }

    private static let inspect = APIOperation.act(
        APIAct(
            "/loans/{id}/inspection", name: "inspectLoan", Phrase("查验入库", "Inspect and store"),
            says: Phrase("提供单位逐件查看；这次借展结束，余下的天数空出来。", "By the owner, who has looked at each thing; the loan is over, and the rest of its days are free."), [Exhibits.lend], [LoanActs.id],
            examples: [LoanActs.example("全部完好", "All in good order", .returned) { JSONText.object([("findings", good($0))]) }]),
        body(inspection, "LoanInspection"), LoanTold.record
    ) { asked, told, tx in
        var flaws: [APIFlaw] = []
        let findings = try read(asked.body["findings"], &flaws)
        let reading = try APIRefusal.gather(&flaws) { try inspection.reading(asked.body, beside: ["findings"]) }
        guard let reading, flaws.isEmpty else { throw APIRefusal.body(flaws) }
        try tx.inspect(told.loan.id, findings, remark: reading.text("remark"), by: asked.identity)
    }
}
