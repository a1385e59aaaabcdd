import Files
import Kernel
import Language
import Markup
import Web

/// What somebody fills in who objects.
enum ObjectionForm {
    /// The name of the field of papers.
    static let papers = "papers"

    /// Where the measure hears objections without a name, none is asked for.
    static func form(_ items: [Notice.Item], anonymous: Bool) -> Form {
        Form(
            FormField("position", "对哪一项", "To which item", .choice(items.map { .init(String($0.position), Phrase("\($0.position). \($0.name.zh)", "\($0.position). \($0.name(.en))")) }), required: true),
            FormField("kind", "以谁的名义", "In whose name", .choice(Objection.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("name", "真实姓名或单位全称", "Real name, or the unit's full name", .text(max: 100), required: !anonymous),
            FormField("contact", "联系方式", "How to reach you", .text(max: 200), required: !anonymous, hint: Phrase("电话或邮箱，用于核实和答复。", "A telephone number or e-mail address, to ask back and to answer.")),
            FormField(
                "facts", "事实与依据", "Facts and evidence", .longText(max: 10_000), required: true,
                hint: Phrase("时间、地点、经过，以及可以核实的线索。", "When, where, what happened, and how it can be checked.")),
            FormField(
                "seal", "单位盖章页", "The unit's sealed page", .file(accept: Document.accept),
                hint: Phrase(
                    "以单位名义提出异议时必须上传：加盖公章或由法定代表人签字的异议书，扫描或拍照。",
                    "Needed where a unit objects: the objection with its seal or its legal representative's signature, scanned or photographed.")))
    }

    static func draft(_ reading: FormReading, papers: [ObjectionEnclosure], from network: String) -> ObjectionDraft? {
        guard reading.isGood, let position = reading.integer("position"), let kind = Objection.Kind(rawValue: reading.text("kind")) else { return nil }
        var draft = ObjectionDraft(
            position: Int(position), kind: kind, name: reading.text("name"), contact: reading.text("contact"), facts: reading.text("facts"))
        (draft.papers, draft.network) = (papers, network)
        return draft
    }

    /// The papers that came with the form, each read by its bytes. Refuses, beside its field, the first that is none, and what is too much.
    static func enclosures(_ posted: Posted) async throws -> [ObjectionEnclosure] {
        let files = posted.uploads.filter { $0.field == papers }
        let seals = posted.uploads.filter { $0.field == "seal" }
        guard files.count <= ObjectionPaper.most, seals.count <= 1 else { throw tooMany }
        guard (files + seals).map(\.bytes.count).reduce(0, +) <= ObjectionPaper.mostBytes else { throw tooLarge }
        var found: [ObjectionEnclosure] = []
        for file in seals { found.append(.init(document: try await Document.read(file.bytes, field: "seal"), name: file.fileName, isSeal: true)) }
        for file in files {
            do {
                found.append(.init(document: try await Document.read(file.bytes, field: papers), name: file.fileName))
            } catch let refusal as Refusal where files.count > 1 {
                let name = String(file.fileName.prefix(60))
                throw Refusal(refusal.kind, refusal.code, Phrase("“\(name)”：\(refusal.phrase.zh)", "“\(name)”: \(refusal.phrase.en)"), field: papers)
            }
        }
        return found
    }

    private static let tooMany = Refusal(
        .invalid, "objection-papers", "最多附 \(ObjectionPaper.most) 份材料。请合并或挑选后重新选择。",
        "\(ObjectionPaper.most) papers at most. Put some together, or choose those that matter.", field: papers)
    private static let tooLarge = Refusal(
        .invalid, "objection-papers-large", "全部文件共大于 \(ObjectionPaper.mostBytes >> 20) MB，没有保存。请压缩后重新选择。",
        "The files have more than \(ObjectionPaper.mostBytes >> 20) MB in all; nothing was kept. Make them smaller and choose them again.", field: papers)

    /// The field of papers, which takes several files; forms know one file a field.
    static func paperField(_ reading: FormReading, _ visit: Visit) -> HTML {
        let remark = reading.remark(on: papers)
        let described = [reading.id(papers, "hint"), remark == nil ? "" : reading.id(papers, "remark")].filter { !$0.isEmpty }.joined(separator: " ")
        return div(.class("field", remark == nil ? "" : "field-wrong")) {
            label(.for(reading.id(papers))) {
                visit.say(Phrase("证明材料", "Papers that show it"))
                small(.class("optional")) { visit.say(Phrase("（选填）", " (optional)")) }
            }
            p(.class("hint"), .id(reading.id(papers, "hint"))) { visit.say(limits) }
            if let remark { p(.class("remark"), .id(reading.id(papers, "remark"))) { visit.say(remark) } }
            input(
                .type("file"), .id(reading.id(papers)), .name(papers), .multiple(), .accept(Document.accept), .aria("describedby", described),
                .aria("invalid", true).when(remark != nil))
            if !reading.isGood, !reading.posted.uploads.isEmpty {
                p(.class("hint")) { visit.say(Phrase("刚才选择的文件没有保存，请重新选择。", "The files that you chose were not kept: choose them again.")) }
            }
        }
    }

    private static let limits = Phrase(
        "PDF、JPEG 或 PNG，最多 \(ObjectionPaper.most) 份，每份最大 \(Document.mostBytes >> 20) MB，共 \(ObjectionPaper.mostBytes >> 20) MB 以内。与您的姓名一样加密保存，只有监督部门可以打开。",
        "PDF, JPEG or PNG: \(ObjectionPaper.most) at most, \(Document.mostBytes >> 20) MB each, \(ObjectionPaper.mostBytes >> 20) MB in all. They are kept sealed as your name is; only the supervision office opens them.")
}
