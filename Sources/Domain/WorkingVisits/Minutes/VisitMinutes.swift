import Dispatch
import Formats
import Kernel
import Language
import Venues
import Web

/// The minutes on paper, in the languages that the visit asks for. People stand there by what they are, never by name.
struct VisitMinutes: Sendable {
    let page: VisitPage
    let now: Instant
    let origin: String

    private var record: WorkingVisit { page.record }

    /// Drawn on a thread of its own.
    func answer() async throws -> Answer {
        let bytes = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try drawn() }) }
        }
        return Answer(
            mediaType: "application/pdf", body: bytes,
            headers: [("content-disposition", "inline; filename=\"minutes-\(record.day.iso)-\(record.id.text).pdf\""), ("cache-control", "private, no-store")])
    }

    func drawn() throws -> [UInt8] {
        let title = Phrase("\(record.name(.zh))：纪要", "Minutes: \(record.name(.en))")
        let document = try PDFDocument(title: says(title), language: record.tongues == .en ? .en : .zh, author: says(Phrase("科普", "Kepu")), created: now)
        for line in each(title) { document.paragraph(line, line == each(title).first ? .title : .subheading) }
        document.paragraph(says(Phrase("状态：\(record.state.title.zh)", "State: \(record.state.title.en)")), .small)
        facts(on: document)
        if !record.agenda.isEmpty {
            head(Phrase("议程", "Agenda"), document)
            for (place, item) in record.agenda.enumerated() { numbered(place + 1, item.text, document) }
        }
        if let seen = record.seen {
            head(Phrase("看到的情况", "What was seen"), document)
            for text in texts(seen) { for line in text.split(whereSeparator: \.isNewline) { document.paragraph(String(line)) } }
        }
        conclusions(on: document)
        people(on: document)
        if let note = record.provenance.note { for line in texts(note) { document.paragraph(line, .small) } }
        document.paragraph("\(origin)/desk/visits/\(record.id.text) · \(Dates.moment(now, .china, .zh))", .small)
        return try document.finish()
    }

    private func facts(on document: PDFDocument) {
        document.beginTable([PDFColumn(says(Phrase("事项", "What")), share: 0.25), PDFColumn("", share: 0.75)])
        let clock = record.clock.map { " " + $0 } ?? ""
        row(Phrase("日期", "Day"), each(Phrase(Dates.day(record.day, .zh) + clock, Dates.day(record.day, .en) + clock)), document)
        row(Phrase("形式", "Kind"), [says(record.kind.title)], document)
        if let spot = record.spot { row(Phrase("地点", "Place"), texts(spot), document) }
        if let campaign = record.campaign { row(Phrase("活动项目", "Campaign"), texts(campaign.name), document) }
        for (place, body) in page.bodies.enumerated() {
            let said = body.agreedAt.map { Phrase("\(Dates.plain($0.day(in: .china), .zh))确认", "agreed on \(Dates.plain($0.day(in: .china), .en))") } ?? Phrase("尚未确认", "has not agreed yet")
            document.row([[PDFRun(place == 0 ? says(Phrase("参加单位", "Bodies")) : "", .strong)], texts(body.name).map { PDFRun($0) } + [PDFRun(says(said), .small)]])
        }
        document.endTable()
    }

    private func conclusions(on document: PDFDocument) {
        guard !page.conclusions.isEmpty else { return }
        head(Phrase("议定事项", "Conclusions"), document)
        document.beginTable([
            PDFColumn("", share: 0.07), PDFColumn(says(Phrase("事项", "What")), share: 0.48), PDFColumn(says(Phrase("负责单位", "Owed by")), share: 0.28),
            PDFColumn(says(Phrase("期限", "By")), share: 0.17),
        ])
        for (place, one) in page.conclusions.enumerated() {
            let owner = one.ownerID.flatMap { id in page.bodies.first { $0.id == id } }
            document.row([
                [PDFRun(String(place + 1))], texts(one.text).map { PDFRun($0) }, owner.map { texts($0.name).map { PDFRun($0) } } ?? [PDFRun("–")], [PDFRun(one.dueOn?.iso ?? "–")],
            ])
        }
        document.endTable()
    }

    private func people(on document: PDFDocument) {
        guard !page.people.isEmpty else { return }
        head(Phrase("出席人员（按职务）", "Who was there, by office"), document)
        document.beginTable([PDFColumn(says(Phrase("单位", "Body")), share: 0.5), PDFColumn(says(Phrase("职务", "Office")), share: 0.5)])
        for body in page.bodies {
            for one in page.people where one.bodyID == body.id { document.row([texts(body.name).map { PDFRun($0) }, [PDFRun(one.office)]]) }
        }
        document.endTable()
    }

    private func row(_ title: Phrase, _ values: [String], _ document: PDFDocument) { document.row([[PDFRun(says(title), .strong)], values.map { PDFRun($0) }]) }

    private func head(_ title: Phrase, _ document: PDFDocument) { document.paragraph(says(title), .heading) }

    private func numbered(_ number: Int, _ text: Wording, _ document: PDFDocument) {
        for (place, line) in texts(text).enumerated() { document.paragraph(place == 0 ? "\(number). \(line)" : line) }
    }

    /// A short text in one line: in the one language, or both with a stroke between.
    private func says(_ phrase: Phrase) -> String { each(phrase).joined(separator: " / ") }

    /// A text for each language, one alone where both are the same.
    private func each(_ phrase: Phrase) -> [String] {
        switch record.tongues {
        case .zh: [phrase.zh]
        case .en: [phrase.en]
        case .both: phrase.zh == phrase.en ? [phrase.zh] : [phrase.zh, phrase.en]
        }
    }

    private func texts(_ wording: Wording) -> [String] { each(wording.phrase) }
}
