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
        let left = 60.0, width = PDFSheet.width - 120
        var top = 70.0
        top += sheet.text("这次活动怎么样？", PDFFace(.serif, 40, isBold: true), x: left, y: top, width: width, .centre, most: 1) + 6
        top += sheet.text("How did you find it?", PDFFace(.serif, 26), x: left, y: top, width: width, .centre, most: 1) + 26
        top += sheet.text(title.zh, PDFFace(.sans, 17, isBold: true), x: left, y: top, width: width, .centre, most: 2) + 3
        if title.en != title.zh { top += sheet.text(title.en, PDFFace(.sans, 14), x: left, y: top, width: width, .centre, most: 2) + 3 }
        top += sheet.text(when.zh, PDFFace(.sans, 12, grey: 0.25), x: left, y: top, width: width, .centre, most: 1) + 22
        let side = 300.0
        sheet.code(try QRCode.svg(address), x: (PDFSheet.width - side) / 2, y: top, side: side)
        top += side + 14
        top += sheet.text("扫一扫，三个问题，半分钟", PDFFace(.sans, 18, isBold: true), x: left, y: top, width: width, .centre, most: 1) + 3
        top += sheet.text("Scan it: three questions, half a minute", PDFFace(.sans, 14), x: left, y: top, width: width, .centre, most: 1) + 14
        top += sheet.text("不需要姓名、手机号或账号；只累计每个选项有几个人选。", PDFFace(.sans, 11, grey: 0.25), x: left, y: top, width: width, .centre, most: 2) + 2
        top += sheet.text("No name, number or account; only how often each answer was chosen is kept.", PDFFace(.sans, 10, grey: 0.25), x: left, y: top, width: width, .centre, most: 2) + 10
        sheet.text(address, PDFFace(.sans, 9, grey: 0.35), x: left, y: top, width: width, .centre, most: 2)
        return try sheet.finish()
    }
}
