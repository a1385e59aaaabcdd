import Dispatch
import Formats
import Kernel
import Language
import Regions
import Venues
import Web

/// The printed programme: by day, time, title and place, on A4.
extension ListingSource {
    static let mostPrinted = 2_000

    func pdf() async throws -> Answer {
        guard ids.count <= Self.mostPrinted else { throw Self.tooMuchToPrint(total) }
        var sessions: [(record: ListedRecord, session: ActivitySession)] = []
        var others: [ListedRecord] = []
        try await each(ids) { records in
            for record in records where !record.isCancelled {
                let held = record.sessions.filter { $0.status != .cancelled && (!filter.days.isOpen || !$0.isOver(at: now)) }
                sessions += held.map { (record, $0) }
                if record.sessions.isEmpty { others.append(record) }
            }
            guard sessions.count + others.count <= Self.mostPrinted else { throw Self.tooMuchToPrint(sessions.count + others.count) }
        }
        sessions.sort { ($0.session.begin, $0.record.id) < ($1.session.begin, $1.record.id) }
        let programme = PrintedProgramme(source: self, sessions: sessions, others: others)
        // Drawing takes its time, and waits for nobody: not on the threads that everybody else's requests need.
        let bytes = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try programme.bytes() }) }
        }
        return Answer(mediaType: "application/pdf", body: bytes)
    }

    private static func tooMuchToPrint(_ count: Int) -> Refusal {
        Refusal(
            .invalid, "too-much-to-print", "打印版最多 \(mostPrinted) 场，现有 \(count) 项以上。请选择县区或日期，再打印。",
            "A printed programme holds \(mostPrinted) sessions at most; there are more than \(min(count, mostPrinted)). Choose a county or days, and print again.",
            field: "region")
    }
}

/// What is on the paper.
struct PrintedProgramme: Sendable {
    let source: ListingSource
    let sessions: [(record: ListedRecord, session: ActivitySession)]
    let others: [ListedRecord]

    func bytes() throws -> [UInt8] {
        let document = try PDFDocument(title: source.say(title), language: source.language, author: source.say(Phrase("科普", "Kepu")), created: source.now)
        document.paragraph(source.say(title), .title)
        document.paragraph(source.say(note), .small)
        var day: Day?
        for (record, session) in sessions {
            if day != session.day {
                if day != nil { document.endTable() }
                day = session.day
                document.paragraph(Dates.day(session.day, source.language), .heading)
                document.beginTable(columns)
            }
            document.row(cells(record, session))
        }
        if day != nil { document.endTable() }
        if !others.isEmpty {
            document.paragraph(source.say(Phrase("时间另定", "Times not announced")), .heading)
            document.beginTable(columns)
            for record in others { document.row([[PDFRun(source.say(ActivityWords.period(record.content.period)))], what(record), place(record)]) }
            document.endTable()
        }
        if sessions.isEmpty, others.isEmpty { document.paragraph(source.say(Phrase("没有符合条件的活动。", "Nothing fits these filters."))) }
        return try document.finish()
    }

    private var title: Phrase {
        guard let region = source.filter.region else { return Phrase("科普活动节目单", "Programme of science activities") }
        let name = RegionWords.full(region, in: source.regions)
        return Phrase("\(name.zh)科普活动节目单", "Science activities in \(name.en)")
    }

    private var note: Phrase {
        let made = source.now, count = sessions.count + others.count
        let moment = Phrase(Dates.moment(made, .china, .zh), Dates.moment(made, .china, .en))
        let address = source.origin + "/activities" + source.question
        return Phrase("共 \(count) 场，\(moment.zh)打印；最新情况见 \(address)", "\(count) sessions, printed \(moment.en); for the latest see \(address)")
    }

    private var columns: [PDFColumn] {
        [
            PDFColumn(source.say(Phrase("时间", "Time")), share: 0.17), PDFColumn(source.say(Phrase("活动", "Activity")), share: 0.48),
            PDFColumn(source.say(Phrase("地点", "Place")), share: 0.35),
        ]
    }

    private func cells(_ record: ListedRecord, _ session: ActivitySession) -> [[PDFRun]] {
        var time = source.say(Phrase("时间未公布", "Hours not announced"))
        if session.hoursAnnounced { time = "\(session.begin.local(in: session.zone).clock)–\(session.end.local(in: session.zone).clock)" }
        return [[PDFRun(time, .strong)], what(record, session), place(record)]
    }

    private func what(_ record: ListedRecord, _ session: ActivitySession? = nil) -> [PDFRun] {
        var facts = [record.content.kind.title]
        if record.content.isFree == true { facts.append(Phrase("免费", "Free")) }
        if let ages = ActivityWords.ages(record.content) { facts.append(ages) }
        if let session, session.capacity != nil { facts.append(Phrase("须预约", "Book a place")) }
        for need in AccessNeed.allCases where record.content.access.contains(need) { facts.append(need.title) }
        return [
            PDFRun(record.content.title(source.language), .strong), PDFRun(record.content.summary(source.language), .small),
            PDFRun(facts.map(source.say).joined(separator: " · "), .small),
        ]
    }

    private func place(_ record: ListedRecord) -> [PDFRun] {
        let name = record.placeName?(source.language) ?? (record.content.mode == .online ? source.say(Phrase("线上", "Online")) : "")
        let address = record.address?(source.language) ?? RegionWords.short(record.region, in: source.regions).map(source.say) ?? ""
        return [PDFRun(name), PDFRun(address, .small), PDFRun(record.organiser?.name(source.language) ?? "", .small)]
    }
}
