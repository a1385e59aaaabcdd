import Calls
import Formats
import Kernel
import Language
import Venues
import Web

/// A declaration on paper, to be signed and sealed: every page says its version and the SHA-256 of what it says, with a code that leads to where
/// anybody checks it.
struct PrintedDeclaration: Sendable {
    let page: DeclarationPage
    /// Where the site is reached, for the QR code.
    let origin: String
    let language: Tongue
    let now: Instant

    func bytes() throws -> [UInt8] {
        let document = try PDFDocument(title: say(title), language: language, author: page.unit?.name(language) ?? "", created: page.declaration.submittedAt ?? now)
        let digest = page.declaration.digest
        document.stamp = PDFStamp(
            lines: [
                say(Phrase("第 \(page.declaration.number ?? 0) 号 · 第 \(page.declaration.version) 版", "Number \(page.declaration.number ?? 0) · Version \(page.declaration.version)")),
                say(Phrase("查验：", "Check it at:")), address, "SHA-256 \(digest.prefix(32))", String(digest.dropFirst(32)),
            ], code: try QRCode.svg(address))
        document.paragraph(say(title), .title)
        document.paragraph(page.round.name(language), .subheading)
        if let unit = page.unit { document.paragraph(unit.name(language)) }
        wants(document)
        for question in page.round.rule.questions {
            document.paragraph(question.name(language), .subheading)
            document.paragraph(answer(question))
        }
        seal(document)
        return try document.finish()
    }

    /// Says whether the paper is of the present text, and nothing else.
    private var address: String { "\(origin)/rounds/\(page.round.key)/forms/\(page.declaration.number ?? 0)-\(page.declaration.digest.prefix(16))" }

    private func say(_ phrase: Phrase) -> String { phrase(language) }

    private var title: Phrase { Phrase("实体资源申报表", "Declaration of physical resources") }

    private func wants(_ document: PDFDocument) {
        document.beginTable([
            PDFColumn(say(Phrase("资源", "What")), share: 0.5), PDFColumn(say(Phrase("套数", "Sets")), share: 0.2, alignment: .end),
            PDFColumn(say(Phrase("参考价（元）", "Price in yuan")), share: 0.3, alignment: .end),
        ])
        for want in page.declaration.body.wants {
            let lot = page.round.rule.lot(want.lot)
            document.row([lot?.name(language) ?? want.lot, String(want.sets), lot?.price.map { Numerals.count($0 * want.sets, language) } ?? "–"])
        }
        document.endTable()
        if let days = page.declaration.body.period?.says(language) { document.paragraph(say(Phrase("想用的日期：", "Days of use wished: ")) + days) }
        if let price = page.declaration.body.price(under: page.round.rule) {
            document.paragraph(say(Phrase("合计参考价 \(Numerals.count(price, .zh)) 元", "In all \(Numerals.count(price, .en)) yuan")))
        }
    }

    private func answer(_ question: Question) -> String {
        guard let text = page.declaration.body.answers[question.key] else { return say(Phrase("（未填）", "(not given)")) }
        if question.kind == .yes { return say(text == "1" ? Phrase("是", "Yes") : Phrase("否", "No")) }
        guard question.kind == .number else { return text }
        return (Int64(text).map { Numerals.count($0, language) } ?? text) + " " + (question.unit?(language) ?? "")
    }

    private func seal(_ document: PDFDocument) {
        document.space(24)
        document.paragraph(say(Phrase("本单位承诺以上内容真实、准确。", "We declare that the above is true and exact.")))
        document.paragraph(say(Phrase("申报单位（盖章）：", "The unit (seal):")), .subheading)
        document.space(80)
        document.paragraph(say(Phrase("负责人签字：                              日期：        年    月    日", "Signature:                              Date:")))
    }
}

extension RoundDeclaration {
    /// Of what it says and which it is, SHA-256: what the printed form carries.
    var digest: String { Digest.of([id.text, String(version), body.json]) }
}
