import Access
import Calls
import Formats
import Kernel
import Language
import Storage
import Venues

/// What proves that an expert gave a talk: drawn from the record each time it is asked for, so that no paper says what the record does not.
struct ServiceCertificate: Sendable {
    let expert: String
    let title: Wording
    let unit: Wording
    let begin: Instant
    let end: Instant
    let code: String
    let recordedAt: Instant

    static let noun = Phrase("服务证明", "certificate of service")

    static func newCode() -> String { String(Token().text.prefix(20)).uppercased() }

    var minutes: Int { Int(end.seconds(since: begin) / 60) }
    var day: Day { begin.day(in: .china) }

    /// - Parameter address: where anybody checks it; the QR code leads there.
    func pdf(address: String, now: Instant) throws(FormatProblem) -> [UInt8] {
        let side = 78.0, width = PDFSheet.width - 2 * side
        let sheet = try PDFSheet(title: "\(expert) \(code)", language: .zh, author: unit.zh, created: now)
        sheet.rosette(x: PDFSheet.width / 2, y: 262, radius: 205, waves: 18, bands: 9, ink: PDFInk.gold.tinted(0.72))
        sheet.frame(inset: 24, line: 3, ink: .cinnabar)
        sheet.ornateFrame(inset: 33, corner: 14, line: 0.9, ink: .gold)
        var y = 76.0
        y += sheet.text("科普服务证明", PDFFace(.serif, 42, isBold: true, ink: .cinnabar), x: side, y: y, width: width, .centre) + 1
        y += sheet.text("CERTIFICATE OF SERVICE", PDFFace(.serif, 12, grey: 0.3), x: side, y: y, width: width, .centre) + 22
        y += sheet.text(expert, PDFFace(.serif, 30, isBold: true), x: side, y: y, width: width, .centre, most: 1) + 4
        sheet.ornateRule(x: side + 150, y: y + 13, width: width - 300, ink: .gold)
        y += 28
        y += sheet.text("于\(Dates.plain(day, .zh))在\(unit(.zh))作科普报告（\(minutes)分钟）", PDFFace(.serif, 15), x: side, y: y, width: width, .centre, most: 2) + 9
        y += sheet.text("《\(title(.zh))》", PDFFace(.serif, 26, isBold: true, ink: .cinnabar), x: side, y: y, width: width, .centre, most: 2) + 2
        y += sheet.text(
            "gave the talk “\(title(.en))” at \(unit(.en)) on \(Dates.plain(day, .en)), \(minutes) minutes", PDFFace(.serif, 12, grey: 0.2), x: side, y: y, width: width, .centre,
            most: 2)
        let box = 92.0, top = PDFSheet.height - 62 - box
        sheet.code(try QRCode.svg(address), x: side - 8, y: top, side: box)
        sheet.text("扫码查验\nScan to verify", PDFFace(.sans, 8.5, grey: 0.3), x: side + box - 2, y: top + 26, width: 110)
        let right = PDFSheet.width - side - 380
        y = top + 8
        y += sheet.text("由接待单位确认，依据归档记录开具", PDFFace(.serif, 13), x: right, y: y, width: 380, .end)
        y += sheet.text("Confirmed by the receiving unit, drawn from the record", PDFFace(.serif, 10, grey: 0.2), x: right, y: y, width: 380, .end)
        let filed = recordedAt.day(in: .china)
        sheet.text(Dates.plain(filed, .zh) + "　" + Dates.plain(filed, .en), PDFFace(.serif, 12), x: right, y: y + 4, width: 380, .end)
        sheet.text(address, PDFFace(.sans, 6.5, grey: 0.45), x: side, y: PDFSheet.height - 56, width: width, .start, most: 1)
        return try sheet.finish()
    }
}

extension Transaction {
    /// Nil where there is no such code, or the expert asked to be forgotten.
    func serviceCertificate(code: String) throws -> ServiceCertificate? {
        let found = try row(
            """
            SELECT q.*, e.name AS expert_name, o.name_zh AS unit_zh, o.name_en AS unit_en, COALESCE(s.begin_at, q.begin_at) AS begins, COALESCE(s.end_at, q.end_at) AS ends
            FROM talks_request q JOIN view_calls_expert e ON e.id = q.expert_id JOIN view_venues_organisation o ON o.id = q.unit_id
                LEFT JOIN view_activities_session s ON s.activity_id = q.activity_id AND s.session_id = q.session_id
            WHERE q.code = \(code) AND q.state = \(TalkState.recorded)
            """) { row in
            (talk: try TalkRequest(row), name: try row.text("expert_name"), unit: try row.wording("unit"), begin: try row.instant("begins"), end: try row.instant("ends"))
        }
        guard let found, !found.name.isEmpty else { return nil }
        // The talk, not the whole of a longer session in which it was held.
        let begin = max(found.begin, found.talk.begin ?? found.begin), end = min(found.end, found.talk.end ?? found.end)
        let held = begin < end ? (begin: begin, end: end) : (begin: found.begin, end: found.end)
        return ServiceCertificate(
            expert: found.name, title: try talkTitle(found.talk), unit: found.unit, begin: held.begin, end: held.end, code: code, recordedAt: found.talk.changedAt)
    }
}
