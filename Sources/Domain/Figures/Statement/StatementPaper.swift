import Campaigns
import Dispatch
import Formats
import Kernel
import Language
import Web

/// The statement on paper.
struct StatementPaper: Sendable {
    let statement: Statement
    let language: Tongue
    let now: Instant
    let origin: String

    /// Drawn on a thread of its own.
    func answer() async throws -> Answer {
        let bytes = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try drawn() }) }
        }
        return Answer(
            mediaType: "application/pdf", body: bytes, headers: [("content-disposition", "inline; filename=\"statement-\(statement.campaign.key).pdf\"")])
    }

    func drawn() throws -> [UInt8] {
        let campaign = statement.campaign
        let title = Phrase("\(campaign.name(.zh))年终总结", "\(campaign.name(.en)): year-end statement")
        let document = try PDFDocument(title: say(title), language: language, author: say(Phrase("科普", "Kepu")), created: now)
        document.paragraph(say(title), .title)
        let moment = Dates.moment(now, campaign.zone, language), address = "\(origin)/figures/\(campaign.key)/statement"
        document.paragraph(say(Phrase("\(moment)由记录得出；每个数字的来处见 \(address)", "From the records as of \(moment); where each number comes from: \(address)")), .small)
        if let at = statement.lockedAt {
            document.paragraph(
                say(
                    Phrase(
                        "场次、线下、线上、媒体各行为\(Dates.moment(at, campaign.zone, .zh))的锁定值。", "Sessions, on site, online and media are the values locked on \(Dates.moment(at, campaign.zone, .en)).")),
                .small)
        }
        document.beginTable([
            PDFColumn(say(Phrase("项目", "Line")), share: 0.5), PDFColumn(say(Phrase("记录得出", "From the records")), share: 0.3, alignment: .end),
            PDFColumn(say(StatementPage.announcedTitle), share: 0.2, alignment: .end),
        ])
        for line in StatementLine.allCases {
            let value = statement.values[line] ?? .unknown
            let unit = say(line.unit)
            var number = [PDFRun(value.text(language) + (unit.isEmpty || value == .unknown || value == .notApplicable ? "" : " " + unit), .strong)]
            if let shares = statement.shares[line] {
                number.append(PDFRun(CountingMethod.allCases.map { "\(say($0.title)) \(Numerals.count(shares[$0], language))" }.joined(separator: " · "), .small))
            }
            let announced = statement.announced[line].map { StatementAnnounced.text($0, language) } ?? "–"
            document.row([[PDFRun(say(line.title), .strong), PDFRun(say(line.definition), .small)], number, [PDFRun(announced)]])
        }
        document.endTable()
        if !statement.issues.isEmpty { issues(on: document) }
        document.paragraph(say(StatementPage.note), .small)
        return try document.finish()
    }

    private func issues(on document: PDFDocument) {
        document.paragraph(say(Phrase("逐期", "Issue by issue")), .heading)
        let heads = StatementIssueColumn.allCases
        document.beginTable([PDFColumn(say(Phrase("主题", "Theme")), share: 0.3)] + heads.map { PDFColumn(say($0.title), share: 0.1, alignment: .end) })
        for issue in statement.issues {
            document.row(
                [[PDFRun(issue.name(language), .strong), PDFRun(StatementWords.when(issue, language), .small)]] + heads.map { [PDFRun(Numerals.count($0.value(issue), language))] })
        }
        document.endTable()
    }

    private func say(_ phrase: Phrase) -> String { phrase(language) }
}
