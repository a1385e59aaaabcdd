import Formats
import Kernel
import Language
import Venues
import Web

/// One version of an application on paper: every page says which it is; the last is for signatures and seals.
struct PrintedForm: Sendable {
    let view: ApplicationView
    let print: FormPrint
    /// Where the site is reached, for the QR code.
    let origin: String
    let language: Tongue

    func bytes() throws -> [UInt8] {
        let document = try PDFDocument(title: say(title), language: language, author: view.name(language), created: print.printedAt)
        document.stamp = PDFStamp(lines: head, code: try QRCode.svg(address))
        document.paragraph(say(title), .title)
        document.paragraph(view.call.name(language), .subheading)
        facts(document)
        for field in view.fields where field.kind != .file { answer(field, document) }
        files(document)
        seals(document)
        return try document.finish()
    }

    /// Where anybody who holds the paper sees whether it still counts.
    var address: String { "\(origin)/forms/\(print.code)" }

    private func say(_ phrase: Phrase) -> String { phrase(language) }

    private var title: Phrase {
        let name = view.scheme.scheme.title.phrase
        return Phrase("\(name.zh)申报表", "Application: \(name.en)")
    }

    private var head: [String] {
        let number = view.application.number.map { Phrase("编号 \($0) · ", "Number \($0) · ") } ?? Phrase("", "")
        return [
            say(Phrase("\(number.zh)第 \(print.version) 版", "\(number.en)Version \(print.version)")),
            say(Phrase("表单码 \(print.code)，查验：", "Form \(print.code); check it at:")), address,
            "SHA-256 \(print.digest.prefix(32))", String(print.digest.dropFirst(32)),
        ]
    }

    private func facts(_ document: PDFDocument) {
        let rows: [(Phrase, String?)] = [
            (Phrase("申报单位", "Unit"), view.unit?.name(language)), (Phrase("场馆", "Venue"), view.venue?.name(language)),
            (Phrase("类别", "Category"), view.category?(language)), (Phrase("打印时间", "Printed"), Dates.moment(print.printedAt, .china, language)),
        ]
        document.beginTable([PDFColumn(say(Phrase("项目", "What")), share: 0.25), PDFColumn(say(Phrase("内容", "Says")), share: 0.75)])
        for (name, value) in rows { if let value, !value.isEmpty { document.row([say(name), value]) } }
        document.endTable()
    }

    private func answer(_ field: SchemeField, _ document: PDFDocument) {
        document.paragraph(field.name(language), .subheading)
        guard let text = view.body[field.key] else {
            document.paragraph(say(Phrase("（未填）", "(not given)")), .small)
            return
        }
        let unit = field.kind == .number ? " " + (field.unit?(language) ?? "") : ""
        for line in text.split(whereSeparator: \.isNewline) { document.paragraph(String(line) + unit) }
    }

    private func files(_ document: PDFDocument) {
        guard !view.attachments.isEmpty else { return }
        document.paragraph(say(Phrase("附件", "Files")), .heading)
        document.beginTable([
            PDFColumn(say(Phrase("文件", "File")), share: 0.32), PDFColumn(say(Phrase("页数", "Pages")), share: 0.1, alignment: .end), PDFColumn("SHA-256", share: 0.58),
        ])
        for one in view.attachments {
            let field = view.fields.first { $0.key == one.field }?.name(language) ?? one.field
            document.row([[PDFRun(one.name), PDFRun(field, .small)], [PDFRun(String(one.pages))], [PDFRun(one.digest, .small)]])
        }
        document.endTable()
    }

    /// On a page of its own: this is the one that is scanned.
    private func seals(_ document: PDFDocument) {
        document.pageBreak()
        document.paragraph(say(Phrase("签字盖章页", "Signatures and seals")), .heading)
        document.paragraph(
            say(
                Phrase(
                    "本单位承诺：本表第 \(print.version) 版所填内容及所附材料真实、准确，与页眉所列 SHA-256 对应的电子版一致。",
                    "We declare that what version \(print.version) of this form and its files say is true and exact, and is that of the electronic version whose SHA-256 stands above.")))
        block(Phrase("申报单位（盖章）", "The unit (seal)"), document)
        if view.scheme.scheme.recommendation.isNeeded { block(Phrase("推荐单位意见（盖章）", "The recommender's opinion (seal)"), document) }
    }

    private func block(_ title: Phrase, _ document: PDFDocument) {
        document.space(18)
        document.paragraph(say(title), .subheading)
        document.space(90)
        document.paragraph(say(Phrase("负责人签字：                              日期：        年    月    日", "Signature:                              Date:")))
        document.rule()
    }
}
