import Formats
import Kernel
import Language

/// The poster for the wall: the code that leads to the three questions, in both languages, and nothing that hurries anybody.
struct FeedbackPoster: Sendable {
    let title: Phrase
    let when: Phrase
    /// Where the code leads.
    let address: String

    func bytes(now: Instant) throws(FormatProblem) -> [UInt8] {
        let sheet = try PDFSheet(title: title.zh, language: .zh, created: now)
        // Words on the left, the code on the right, large enough to be scanned from two metres.
        let side = 400.0, top = (PDFSheet.height - side) / 2, left = 54.0, width = PDFSheet.width - side - 54 - 54 - 30
        sheet.code(try QRCode.svg(address), x: PDFSheet.width - side - 54, y: top, side: side)
        var line = top + 14
        line += sheet.text("这次活动怎么样？", PDFFace(.serif, 42, isBold: true), x: left, y: line, width: width, .start, most: 1) + 4
        line += sheet.text("How did you find it?", PDFFace(.serif, 26), x: left, y: line, width: width, .start, most: 1) + 26
        line += sheet.text(title.zh, PDFFace(.sans, 17, isBold: true), x: left, y: line, width: width, .start, most: 2) + 3
        if title.en != title.zh { line += sheet.text(title.en, PDFFace(.sans, 13), x: left, y: line, width: width, .start, most: 2) + 3 }
        line += sheet.text(when.zh, PDFFace(.sans, 12, grey: 0.25), x: left, y: line, width: width, .start, most: 1) + 26
        line += sheet.text("扫一扫，三个问题，半分钟", PDFFace(.sans, 20, isBold: true), x: left, y: line, width: width, .start, most: 1) + 3
        line += sheet.text("Scan it: three questions, half a minute", PDFFace(.sans, 14), x: left, y: line, width: width, .start, most: 1) + 16
        line += sheet.text("不需要姓名、手机号或账号；只累计每个选项有几个人选。", PDFFace(.sans, 11, grey: 0.25), x: left, y: line, width: width, .start, most: 2) + 3
        line += sheet.text("No name, number or account; only how often each answer was chosen is kept.", PDFFace(.sans, 10, grey: 0.25), x: left, y: line, width: width, .start, most: 2) + 14
        sheet.text(address, PDFFace(.sans, 9, grey: 0.35), x: left, y: line, width: width, .start, most: 2)
        return try sheet.finish()
    }
}
