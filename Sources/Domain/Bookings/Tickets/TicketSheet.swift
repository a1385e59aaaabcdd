import Formats
import Kernel
import Language

/// All tickets of a booking on paper, four to a sheet, with what the door needs of each and nothing of the person.
struct TicketSheet: Sendable {
    struct Place: Sendable {
        let code: String
        /// What the QR code carries.
        let carried: String
    }

    let title: String
    let when: String
    /// Empty where it is online alone.
    let placeName: String
    let booking: String
    let places: [Place]
    let language: Tongue

    private static let aSheet = 4

    func bytes(now: Instant) throws(FormatProblem) -> [UInt8] {
        let sheet = try PDFSheet(title: title + " " + booking, language: language, created: now)
        for (index, place) in places.enumerated() {
            if index > 0, index.isMultiple(of: Self.aSheet) { sheet.nextPage() }
            let column = index % 2, row = index % Self.aSheet / 2
            try draw(place, index + 1, on: sheet, x: column == 0 ? 0 : PDFSheet.width / 2, y: row == 0 ? 0 : PDFSheet.height / 2)
        }
        return try sheet.finish()
    }

    private func draw(_ place: Place, _ number: Int, on sheet: PDFSheet, x: Double, y: Double) throws(FormatProblem) {
        let side = 168.0, (left, width) = (x + 36, PDFSheet.width / 2 - 72)
        var top = y + 30
        top += sheet.text(title, PDFFace(.serif, 17, isBold: true), x: left, y: top, width: width, .start, most: 2) + 3
        top += sheet.text(when, PDFFace(.sans, 11.5, isBold: true), x: left, y: top, width: width, .start, most: 2) + 3
        if !placeName.isEmpty { top += sheet.text(placeName, PDFFace(.sans, 10), x: left, y: top, width: width, .start, most: 2) + 8 }
        sheet.code(try QRCode.svg(place.carried), x: left - 10, y: y + PDFSheet.height / 2 - side - 26, side: side)
        let beside = left + side + 4, room = width - side - 4
        var line = y + PDFSheet.height / 2 - side - 8
        let says = Phrase("第 \(number) 张，共 \(places.count) 张", "Ticket \(number) of \(places.count)")
        line += sheet.text(says(language), PDFFace(.sans, 11), x: beside, y: line, width: room, .start, most: 1) + 8
        line += sheet.text(Phrase("票码", "Ticket code")(language), PDFFace(.sans, 8.5, grey: 0.35), x: beside, y: line, width: room) + 1
        line += sheet.text(place.code.replacing("-", with: "-\n"), PDFFace(.sans, 13, isBold: true), x: beside, y: line, width: room, .start, most: 2) + 8
        line += sheet.text(Phrase("预约码 \(booking)", "Booking \(booking)")(language), PDFFace(.sans, 7.5, grey: 0.35), x: beside, y: line, width: room) + 8
        sheet.text(
            Phrase("每人一张，入场时扫码，不要折叠二维码。", "One for each person; scanned at the door. Do not fold the code.")(language), PDFFace(.sans, 8.5, grey: 0.25), x: beside, y: line,
            width: room)
    }
}
