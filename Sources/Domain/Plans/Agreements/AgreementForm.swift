import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/agreements/new`: an agreement written down by whoever steers for one of its parties. The others are told.
enum AgreementForm {
    static let title = Phrase("登记协议", "Write down an agreement")
    static let mostCommitments = 100

    static let form = Form(
        FormField("name_zh", "协议名称", "Name in Chinese", .text(max: 200), required: true), FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
        FormField("parties", "签约方", "Parties", .longText(max: 4000), required: true, hint: Phrase("一行一家，登记的全名或编号；至少两家，其中一家由您管理。", "One a line, by full name or identity; two at least, one of them yours.")),
        FormField("signed", "签订日期", "Signed on", .day, required: true), FormField("term_zh", "期限", "Term in Chinese", .text(max: 300), hint: Phrase("例如：三年。", "Such as: three years.")),
        FormField("term_en", "期限（英文）", "Term in English", .text(max: 300)), FormField("text_zh", "约定的内容", "What was agreed, in Chinese", .longText(max: 8000), required: true),
        FormField("text_en", "约定的内容（英文）", "What was agreed, in English", .longText(max: 8000)),
        FormField("commitments", "各项约定", "Commitments", .longText(max: 20_000), hint: Phrase("一行一项：共建科普基地 / Build a base together。每一方可把它立为自己的任务。", "One a line: 共建科普基地 / Build a base together. Each side can make it a task of its own.")),
        FormField("reviews", "检查日期", "Looked at on", .longText(max: 1000), hint: Phrase("双方检查落实情况的日期，一行一个，例如 2026-06-30；届时提醒各方。", "Days on which the parties look at what has come of it, one a line, such as 2026-06-30; they are reminded.")))

    static func page(_ visit: Visit, _ reading: FormReading) -> Answer {
        visit.desk(
            title, lede: Phrase("协议在各方的页面上公开。登记后，其他各方会收到通知，各自把约定立为任务。", "It is public on the parties' pages. The other parties are told, and each makes tasks of its commitments."),
            trail: [("/desk/agreements", AgreementListPage.title)], status: reading.isGood ? 200 : 422
        ) { visit.formHTML(reading, action: "/desk/agreements/new", submit: Phrase("保存", "Save"), makes: true) }
    }

    static func receive(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        var reading = form.read(visit.posted)
        for name in ["name", "term", "text"] { reading.demandChinese(of: name) }
        guard reading.isGood else { return page(visit, reading) }
        do {
            let read = reading
            return try await visit.making { tx in
                let new = try agreement(read, for: identity, in: tx)
                try tx.save(new, by: identity.account.id.number)
                try tx.tellParties(of: new, by: identity)
                return Made(at: "/desk/agreements/\(new.id.text)", saying: Phrase("协议已登记，其他各方会收到通知。", "The agreement is written down; the other parties are told."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return page(visit, reading)
        }
    }

    /// The agreement as it was entered. Refuses what cannot be kept, the field named.
    static func agreement(_ reading: FormReading, for identity: Identity, in tx: Transaction) throws -> Agreement {
        let parties = try UnitNames(in: tx).units(reading.text("parties"), field: "parties", in: tx)
        guard parties.count >= 2 else { throw Refusal(.invalid, "parties-few", "协议至少有两方，请写上另一方。", "An agreement has two parties at least. Name the other one.", field: "parties") }
        guard try parties.contains(where: { identity.may(Plans.steer, within: try tx.organisationScopes($0)) }) else {
            throw Refusal(.invalid, "parties-other", "签约方里没有由您管理的单位，您不能代它们登记协议。", "None of the parties is a body for which you may act, so you cannot write this down for them.", field: "parties")
        }
        guard let name = reading.wording("name"), let text = reading.wording("text"), let day = reading.day("signed"), let signed = RoughDay(day.iso) else {
            throw Refusal(.invalid, "agreement-form", "表单不完整，请补全后再提交。", "The form is not complete. Fill it in and send it again.")
        }
        let id: ID<Agreement> = tx.newID()
        var new = Agreement(id: id, key: "a-\(id.text.lowercased())", name: name, signed: signed, text: text)
        (new.parties, new.term) = (parties, reading.wording("term"))
        new.commitments = try commitments(reading.text("commitments"))
        new.reviews = try reviews(reading.text("reviews"), signed: day)
        return new
    }

    private static func commitments(_ text: String) throws -> [Agreement.Commitment] {
        let lines = text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks).filter { !$0.isEmpty }
        guard lines.count <= mostCommitments else {
            throw Refusal(.invalid, "commitments-many", "最多 \(mostCommitments) 项约定。", "\(mostCommitments) commitments at most.", field: "commitments")
        }
        return try lines.enumerated().map { place, line in
            guard let words = PlanCells.name(line), words.zh.count <= 500, (words.en ?? "").count <= 500 else {
                throw Refusal(
                    .invalid, "commitments", "“\(line.harmless(40))”看不懂或太长。请一行写一项：“共建科普基地 / Build a base together”，每种语言最多 500 字。",
                    "“\(line.harmless(40))” cannot be read, or is too long. Write one a line: “共建科普基地 / Build a base together”, 500 signs in each language at most.", field: "commitments")
            }
            return Agreement.Commitment(key: "c-\(place + 1)", text: words)
        }
    }

    private static func reviews(_ text: String, signed: Day) throws -> [Day] {
        var out: Set<Day> = []
        for part in Typed.number(text).split(whereSeparator: { "；;，,、\n ".contains($0) || $0.isNewline }).map(\.trimmingBlanks) where !part.isEmpty {
            guard let day = PlanCells.day(part), Day.plannedYears.contains(day.year) else {
                throw Refusal(.invalid, "reviews", "“\(part.harmless(30))”不是日期。请一行写一个，例如 2026-06-30。", "“\(part.harmless(30))” is no date. Write one a line, such as 2026-06-30.", field: "reviews")
            }
            guard day >= signed else { throw Refusal(.invalid, "reviews", "检查日期 \(day.iso) 早于签订日期。", "The day \(day.iso) is before it was signed.", field: "reviews") }
            out.insert(day)
        }
        return out.sorted()
    }
}
