import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/agreements/new` and `…/edit`: an agreement written down, and changed, by whoever steers for one of its parties. The others are asked to agree.
enum AgreementForm {
    static let title = Phrase("登记协议", "Write down an agreement")
    static let mostCommitments = 100

    static let form = Form(
        FormField("name_zh", "协议名称", "Name in Chinese", .text(max: 200), required: true), FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
        FormField("parties", "签约方", "Parties", .longText(max: 4000), required: true, hint: Phrase("一行一家，登记的全名或编号；至少两家，其中一家由您管理。", "One a line, by full name or identity; two at least, one of them yours.")),
        FormField("signed", "签订日期", "Signed on", .day, required: true), FormField("term_zh", "期限", "Term in Chinese", .text(max: 300), hint: Phrase("例如：三年。", "Such as: three years.")),
        FormField("term_en", "期限（英文）", "Term in English", .text(max: 300)), FormField("text_zh", "约定的内容", "What was agreed, in Chinese", .longText(max: 8000), required: true),
        FormField("text_en", "约定的内容（英文）", "What was agreed, in English", .longText(max: 8000)),
        FormField("commitments", "各项约定", "Commitments", .longText(max: 20_000), hint: Phrase("一行一项：共建科普基地 / Build a base together。写上期限和负责的一方，各方都确认后就成为它的任务：共建科普基地 | 2026-12-31 | 市科技馆。", "One a line: 共建科普基地 / Build a base together. With a day and the side that answers for it, it becomes a task of that side once all parties have agreed: 共建科普基地 | 2026-12-31 | 市科技馆.")),
        FormField("reviews", "检查日期", "Looked at on", .longText(max: 1000), hint: Phrase("双方检查落实情况的日期，一行一个，例如 2026-06-30；届时提醒各方。", "Days on which the parties look at what has come of it, one a line, such as 2026-06-30; they are reminded.")),
        FormField("resources", "共享的资源", "Shared resources", .longText(max: 4000), hint: Phrase("一行一个：资源的名称，或它页面的地址。", "One a line: a resource's name, or the address of its page.")),
        FormField("experts", "共享的专家团队", "Shared teams of experts", .longText(max: 2000), hint: Phrase("一行一个团队的名称。", "One a line, by the team's name.")), SeenForm.field)

    /// - id: of the one that is changed; nil for a new one.
    static func page(_ visit: Visit, _ reading: FormReading, changing id: ID<Agreement>? = nil) -> Answer {
        let path: Address = id.map { .within("/desk/agreements/\($0.text)/edit") } ?? "/desk/agreements/new"
        return visit.desk(
            id == nil ? title : Phrase("更改协议", "Change the agreement"),
            lede: id == nil
                ? Phrase(
                    "登记后请其他各方确认；各方都确认以后，协议在各方场馆的页面上公开，各自把约定立为任务。",
                    "The other parties are asked to agree. Once all have, it is public on the pages of the parties' venues, and each makes tasks of its commitments.")
                : Phrase(
                    "更改后请其他各方重新确认，确认以前不公开。已经立为任务的约定，任务不受影响。",
                    "The other parties are asked to agree anew, and it is not public until they have. Tasks that have come of a commitment stay as they are."),
            trail: [("/desk/agreements", AgreementListPage.title)], status: reading.isGood ? 200 : 422
        ) { visit.formHTML(reading, action: path.text, submit: Phrase("保存", "Save"), makes: id == nil) }
    }

    static func receive(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        var reading = form.read(visit.posted)
        for name in ["name", "term", "text"] { reading.demandChinese(of: name) }
        guard reading.isGood else { return page(visit, reading) }
        do {
            let read = reading
            return try await visit.making { tx in
                let entry = try AgreementEntry(read, over: nil, for: identity, in: tx)
                let state = try tx.keep(entry, by: identity)
                return Made(at: "/desk/agreements/\(entry.agreement.id.text)", saying: Self.said(Phrase("协议已登记", "The agreement is written down"), state))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return page(visit, reading)
        }
    }

    /// The form as the agreement stands, for whoever may change it.
    static func filled(_ visit: Visit, _ id: ID<Agreement>) async throws -> Answer {
        let identity = try visit.signedIn()
        let values = try await visit.database.read { tx in try AgreementEntry.values(of: tx.changeableAgreement(id, for: identity), in: tx) }
        return page(visit, form.filled(SeenForm.marked(values)), changing: id)
    }

    static func receive(_ visit: Visit, changing id: ID<Agreement>) async throws -> Answer {
        let identity = try visit.signedIn()
        var reading = form.read(visit.posted)
        for name in ["name", "term", "text"] { reading.demandChinese(of: name) }
        guard reading.isGood else { return page(visit, reading, changing: id) }
        do {
            let read = reading
            let state = try await visit.database.write { tx in
                try tx.lockAgreement(id)
                let old = try tx.changeableAgreement(id, for: identity)
                try SeenForm.check(read, against: AgreementEntry.values(of: old, in: tx))
                return try tx.keep(AgreementEntry(read, over: old, for: identity, in: tx), by: identity)
            }
            let saying = state == nil ? Phrase("没有更改。", "Nothing was changed.") : said(Phrase("协议已更改", "The agreement is changed"), state)
            return visit.see("/desk/agreements/\(id.text)", saying: saying)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return page(visit, reading, changing: id)
        }
    }

    /// What was done, and whose turn it is.
    private static func said(_ done: Phrase, _ state: AgreementState?) -> Phrase {
        state == .agreed
            ? done + Phrase("，已代表各方确认。", "; all parties are agreed for.") : done + Phrase("，已请其他各方确认；各方都确认以后公开。", "; the other parties are asked to agree, and it is public once all have.")
    }
}
