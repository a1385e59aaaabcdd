import Formats
import Kernel
import Language
import Venues

/// What is printed: who holds which title, from whom, from when to when, under which number, and where anybody checks it.
///
/// It is drawn from the register each time it is asked for, so that no paper says what the register does not.
struct Certificate: Sendable {
    let record: TitleRecord
    /// `https://…/verify/CODE`: the QR code leads there.
    let address: String
    let now: Instant

    private static let side = 78.0
    private static let width = PDFSheet.width - 2 * side

    /// The sheet; refuses names for which no font has the characters.
    func bytes() throws(FormatProblem) -> [UInt8] {
        let (title, name) = (record.title, record.name)
        let sheet = try PDFSheet(title: "\(name.zh) \(title.number)", language: .zh, author: record.authority.name.zh, created: now)
        sheet.rosette(x: PDFSheet.width / 2, y: 262, radius: 205, waves: 18, bands: 9, ink: PDFInk.gold.tinted(0.72))
        sheet.frame(inset: 24, line: 3, ink: .cinnabar)
        sheet.ornateFrame(inset: 33, corner: 14, line: 0.9, ink: .gold)
        sheet.text("编号 No. \(title.number)", PDFFace(.sans, 10.5, grey: 0.3), x: Self.side, y: 60, width: Self.width, .end)
        var y = 72.0
        y += sheet.text("证　书", PDFFace(.serif, 46, isBold: true, ink: .cinnabar), x: Self.side, y: y, width: Self.width, .centre) + 1
        y += sheet.text("CERTIFICATE", PDFFace(.serif, 12, grey: 0.3), x: Self.side, y: y, width: Self.width, .centre) + 20
        y += sheet.text(record.holder.zh, PDFFace(.serif, 30, isBold: true), x: Self.side, y: y, width: Self.width, .centre, most: 1) + 1
        if let english = record.holder.en { y += sheet.text(english, PDFFace(.serif, 13, grey: 0.2), x: Self.side, y: y, width: Self.width, .centre, most: 1) }
        sheet.ornateRule(x: Self.side + 150, y: y + 13, width: Self.width - 300, ink: .gold)
        y += 26
        y += sheet.text("经申报、评审和公示，认定为", PDFFace(.serif, 15), x: Self.side, y: y, width: Self.width, .centre) + 9
        y += sheet.text(name.zh, PDFFace(.serif, 28, isBold: true, ink: .cinnabar), x: Self.side, y: y, width: Self.width, .centre, most: 2) + 2
        let english = [name.en, record.category.map { $0.en ?? $0.zh }].compactMap(\.self).joined(separator: " · ")
        if let category = record.category { y += sheet.text("（\(category.zh)）", PDFFace(.serif, 14), x: Self.side, y: y, width: Self.width, .centre, most: 1) + 2 }
        if name.en != nil { y += sheet.text(english, PDFFace(.serif, 13, grey: 0.2), x: Self.side, y: y, width: Self.width, .centre, most: 1) }
        try foot(sheet)
        return try sheet.finish()
    }

    /// The code to the left; the authority, the day and the validity to the right.
    private func foot(_ sheet: PDFSheet) throws(FormatProblem) {
        let side = 92.0, top = PDFSheet.height - 62 - side
        sheet.code(try QRCode.svg(address), x: Self.side - 8, y: top, side: side)
        sheet.text("扫码查验\nScan to verify", PDFFace(.sans, 8.5, grey: 0.3), x: Self.side + side - 2, y: top + 26, width: 110)
        let (title, right) = (record.title, PDFSheet.width - Self.side - 380)
        var y = top - 4
        y += sheet.text(record.authority.name.zh, PDFFace(.serif, 18, isBold: true), x: right, y: y, width: 380, .end, most: 1)
        if let english = record.authority.name.en { y += sheet.text(english, PDFFace(.serif, 11, grey: 0.2), x: right, y: y, width: 380, .end, most: 1) }
        y += 4
        y += sheet.text(Dates.plain(title.grantedOn, .zh) + "　" + Dates.plain(title.grantedOn, .en), PDFFace(.serif, 12), x: right, y: y, width: 380, .end)
        sheet.text(validity, PDFFace(.sans, 9.5, grey: 0.3), x: right, y: y + 3, width: 380, .end)
        sheet.text(address, PDFFace(.sans, 6.5, grey: 0.45), x: Self.side, y: PDFSheet.height - 56, width: Self.width, .start, most: 1)
    }

    private var validity: String {
        guard let until = record.title.validUntil else { return "长期有效，以查验结果为准　Until it is taken back; the check decides" }
        return "有效期至 \(Dates.plain(until, .zh))，以查验结果为准　Valid until \(Dates.plain(until, .en)); the check decides"
    }
}
