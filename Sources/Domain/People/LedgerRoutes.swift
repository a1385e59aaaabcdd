import Access
import Formats
import Kernel
import Language
import Rooms
import Storage
import Web

/// `/desk/ledger`, and the same as a table.
enum LedgerRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/ledger", .permitted(People.readLedger), filters: LedgerFilter.names) { visit in
                let filter = try await allowed(visit, house)
                guard filter.reading.isGood else { return LedgerPage(filter: filter, lines: [], next: nil, visit: visit).answer }
                let reading = LedgerReading(try visit.signedIn(), house)
                let (question, before) = (reading.asking(filter.question), filter.before)
                let (lines, next) = try await visit.database.read { tx in
                    let records = try tx.ledger(question, before: before, limit: LedgerPage.size + 1)
                    let shown = Array(records.prefix(LedgerPage.size))
                    return (try tx.lines(of: shown, house, for: reading), records.count > shown.count ? shown.last?.seq : nil)
                }
                return LedgerPage(filter: filter, lines: lines, next: next, visit: visit).answer
            },
            .get("/desk/ledger.csv", .permitted(People.readLedger), filters: LedgerFilter.names) { visit in
                let filter = try await allowed(visit, house)
                guard filter.reading.isGood else { return LedgerPage(filter: filter, lines: [], next: nil, visit: visit).answer }
                let reading = LedgerReading(try visit.signedIn(), house)
                return .stream(table(reading.asking(filter.question), reading, visit, house), mediaType: "text/csv; charset=utf-8")
                    .header("content-disposition", "attachment; filename=\"ledger.csv\"")
            },
        ]
    }

    /// The whole record is read by those only who may read all of it.
    private static func allowed(_ visit: Visit, _ house: House) async throws -> LedgerFilter {
        guard try visit.signedIn().may(People.readLedger, within: .all) else { throw Refusal.notYours(People.readLedger) }
        return try await LedgerFilter(visit, house)
    }

    /// All entries, the newest first, some hundred at a time: what is appended meanwhile is not among them.
    private static func table(_ question: LedgerQuestion, _ reading: LedgerReading, _ visit: Visit, _ house: House) -> BodyStream {
        let titles = [
            Phrase("序号", "Number"), Phrase("时间（UTC）", "When (UTC)"), Phrase("谁", "Who"), Phrase("做了什么", "What was done"), Phrase("种类", "Kind"),
            Phrase("对象", "To what"), Phrase("名称", "Name"), Phrase("标识", "Identity"), Phrase("原因", "Why"), Phrase("内容", "Content"),
        ]
        return BodyStream { sink in
            var writer = CSVWriter(header: titles.map(visit.say))
            var before: Int64?
            while true {
                let place = before
                let lines = try await visit.database.read { try $0.lines(of: $0.ledger(question, before: place, limit: 500), house, for: reading) }
                for line in lines { writer.row(cells(line, visit)) }
                try await sink.send(writer.drain())
                guard let last = lines.last else { break }
                before = last.seq
            }
        }
    }

    private static func cells(_ line: LedgerLine, _ visit: Visit) -> [Datum] {
        let hidden = visit.say(LedgerPage.sealed)
        let texts =
            line.content.map { one in
                [
                    line.at.iso, one.actor ?? "kepu", visit.say(one.says), one.entry.kind, visit.say(one.noun), one.subject?.name.map(visit.say) ?? "", one.id,
                    one.entry.reason, one.entry.payload,
                ]
            } ?? [line.at.iso, hidden, hidden, "", "", "", "", "", ""]
        return [.integer(line.seq)] + texts.map(Datum.text)
    }
}
