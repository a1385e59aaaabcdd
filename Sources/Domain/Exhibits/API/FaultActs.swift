import API
import Access
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Things and their faults at `/api/v1`, for those who keep them.
enum FaultActs {
    static let operations = [pieces, report, faults, item]

    private static let pieces = APIOperation.list(
        APIAct(
            "/pieces", name: "listPieces", Phrase("实物", "Things"),
            says: Phrase("令牌主人所代表的单位的，不含已退役的，按登记的先后排列。", "Those of the units of the token's owner, without what is retired, in the order in which they were entered."), [Exhibits.see],
            [APIParameter(FormField("exhibit", "展品（资源）的标识", "An exhibit, by the identity of its resource", .text(max: 13)))],
            examples: [APIActExample(Phrase("全部", "All of them")) { _ in ([], nil) }]), of: piece
    ) { request, tx in
        let call = request.call, text = call.filters["exhibit"].flatMap { $0.isEmpty ? nil : $0 }
        let owned = try OrganisationReach.condition("p.owner_id", request.identity.scopes(of: Exhibits.see))
        let exhibit: SQL = text.map { "p.resource_id = \(ID<Resource>($0) ?? ID(0))" } ?? "1 = 1"
        let found = try tx.rows(
            """
            SELECT p.*, r.name_zh, r.name_en FROM exhibits_piece p JOIN view_resources_resource r ON r.id = p.resource_id
            WHERE p.state <> \(Piece.State.retired) AND \(sql: owned) AND \(sql: exhibit) AND p.id > \(call.afterNumber ?? 0) ORDER BY p.id LIMIT \(call.limit + 1)
            """, Piece.init)
        return APIPage(upTo: call.limit, of: found, total: nil) { [String($0.id.number)] }
    }

    private static let piece = APIObject<Piece>("ExhibitPiece") {
        APIField("id", .id, "标识", "Its identity") { $0.id.text }
        APIField("number", .text, "编号", "Its number") { $0.number }
        APIField("exhibit", .id, "展品（资源）的标识", "Its exhibit, by the identity of the resource") { $0.resourceID.text }
        APIField("name", .wording, "名称", "Its name") { $0.name }
        APIField("owner", .id, "所属单位的标识", "The identity of its owner") { $0.ownerID.text }
        APIField("set", .orNull(.id), "所属的一套", "The set to which it belongs") { $0.setID?.text }
        APIField("state", .choice(Piece.State.self), "状态", "Its state") { $0.state }
        APIField("holder", .id, "现在在哪个单位", "The identity of the unit where it is now") { $0.holderID.text }
        APIField("place", .text, "存放位置", "Where it lies there") { $0.place }
        APIField("loan", .orNull(.id), "借在外面：哪次借展", "With which loan it is out") { $0.loanID?.text }
        APIField("label", .address, "二维码所指的页面", "The page to which its label leads") { "/exhibits/" + $0.id.text }
    }

    private static let form = APIForm(FaultForm.report)

    private static let report = APIOperation.make(
        APIAct(
            "/pieces/{id}/faults", name: "reportFault", Phrase("报修", "Report a fault"),
            says: Phrase("由所属单位或现在使用它的单位；在查看之前不再出借。", "By the unit that owns it or has it now; it is lent no more until somebody has looked at it."), [Exhibits.keep],
            [.path("id", "实物的标识", "The thing's identity")],
            examples: [
                APIActExample(Phrase("一件在用的", "One in service")) { tx in
                    try tx.row("SELECT id FROM exhibits_piece WHERE state = \(Piece.State.inService) AND loan_id IS NULL ORDER BY id DESC LIMIT 1") { try $0.id("id", Piece.self) }.map {
                        ([("id", $0.text)], "{\"says\":\"手柄转不动 The handle is stuck\"}")
                    }
                }
            ]),
        APIBodySchema(form.schema("NewFault", isNew: true), form: form), record
    ) { request, tx in
        let id: ID<Piece> = try request.id("id", of: Piece.noun)
        let reading = try form.reading(request.body)
        guard let piece = try tx.piece(id) else { throw Refusal.notFound(Piece.noun) }
        try request.identity.require(Exhibits.keep, within: try tx.scopesAround(piece))
        let fault = try tx.addFault(FaultDraft(piece: id, source: .use, says: reading.text("says")), by: request.identity.account.id)
        guard let made = try tx.fault(fault) else { throw Refusal.notFound(Fault.noun) }
        return (made, "/faults/\(fault.text)")
    }

    private static let faults = APIOperation.list(
        APIAct(
            "/faults", name: "listFaults", Phrase("没有了结的故障单", "Open faults"),
            says: Phrase("令牌主人所代表的单位的实物的，先报的在前。", "Of the things of the token's owner's units, the first reported first."), [Exhibits.see],
            examples: [APIActExample(Phrase("全部", "All of them")) { _ in ([], nil) }]), of: json
    ) { request, tx in
        let owned = try OrganisationReach.condition("p.owner_id", request.identity.scopes(of: Exhibits.see))
        let found = try tx.rows(
            "\(sql: Transaction.faults) WHERE f.closed_on IS NULL AND \(sql: owned) AND f.id > \(request.call.afterNumber ?? 0) ORDER BY f.id LIMIT \(request.call.limit + 1)", Fault.init)
        return APIPage(upTo: request.call.limit, of: found, total: nil) { [String($0.id.number)] }
    }

    private static let item = APIOperation.read(
        APIAct(
            "/faults/{id}", name: "readFault", Phrase("一张故障单", "One fault"), [Exhibits.see], [.path("id", "故障单的标识", "The fault's identity")],
            examples: [
                APIActExample(Phrase("一张故障单", "One fault")) { tx in
                    try tx.row("SELECT id FROM exhibits_fault ORDER BY id LIMIT 1") { try $0.id("id", Fault.self) }.map { ([("id", $0.text)], nil) }
                }
            ]), record)

    private static let record = APIRecord<Fault>(
        json, version: { [$0.id.text, $0.state.rawValue, String($0.changedAt.microseconds), String($0.reports)] },
        find: { request, tx in try tx.deskFault(try request.id("id", of: Fault.noun), for: request.identity) })

    private static let json = APIObject<Fault>("ExhibitFault") {
        APIField("id", .id, "标识", "Its identity") { $0.id.text }
        APIField("piece", .id, "实物的标识", "The thing's identity") { $0.pieceID.text }
        APIField("number", .text, "实物的编号", "The thing's number") { $0.number }
        APIField("name", .wording, "展品", "The exhibit") { $0.name }
        APIField("loan", .orNull(.id), "在哪次借展中发现", "The loan in which it was found") { $0.loanID?.text }
        APIField("source", .choice(Fault.Source.self), "怎样发现", "How it was found") { $0.source }
        APIField("says", .text, "哪里坏了", "What is broken") { $0.says }
        APIField("state", .choice(FaultState.self), "进展", "How far the repair has come") { $0.state }
        APIField("reported_on", .day, "报修日期", "The day on which it was reported") { $0.reportedOn }
        APIField("due_on", .orNull(.day), "预计修好的日期", "By when it is to be mended; null: nobody has said") { $0.dueOn }
        APIField("closed_on", .orNull(.day), "了结的日期", "The day on which it was over") { $0.closedOn }
        APIField("reports", .integer, "报修次数", "How often it was reported") { $0.reports }
        APIField("remark", .text, "说明", "What was said with the last step") { $0.remark }
        APIField("page", .address, "网页，登录后打开", "Its page for those who are signed in") { "/desk/faults/" + $0.id.text }
    }
}
