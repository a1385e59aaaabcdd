import API
import Formats
import Kernel
import Language
import Regions
import Storage
import Venues
import Web

/// `/register.csv` and `/register.json`: the whole register, or what a filter leaves of it, at the pace of whoever receives it.
struct RegisterFiles: Sendable {
    static let batch = 500
    let database: Database
    let condition: SQL
    let regions: RegionTable
    let language: Tongue
    let origin: String

    init(_ visit: Visit) throws(Refusal) {
        condition = try RegisterFilter(visit.query, regions: visit.regions).condition
        (database, regions, language, origin) = (visit.database, visit.regions, visit.language, visit.origin)
    }

    /// Hands over the titles, some at a time, in short transactions: nothing is held while they are sent.
    private func each(_ body: ([RegisterLine]) async throws -> Void) async throws {
        let schemes = try await database.read { tx in try tx.schemesByKey() }
        var last: Int64 = 0
        while true {
            let lines = try await database.read { [condition, last] tx in try tx.register(condition, after: last, limit: Self.batch, schemes) }
            try await body(lines)
            guard lines.count == Self.batch, let end = lines.last else { return }
            last = end.title.id.number
        }
    }

    /// For people: names in their language, and no cell that a spreadsheet program would run.
    func csv() -> Answer {
        let stream = BodyStream { sink in
            var writer = CSVWriter(header: Self.columns.map { $0.heading(language) })
            try await each { lines in
                for line in lines { writer.row(Self.columns.map { $0.value(line, self) }) }
                try await sink.send(writer.drain())
            }
            try await sink.send(writer.drain())
        }
        return answer(.stream(stream, mediaType: "text/csv"), "attachment", "csv")
    }

    /// For programs: each title as `/api/v1/titles` gives it.
    func json() -> Answer {
        let stream = BodyStream { sink in
            var count = 0
            try await sink.send(Array(#"{"titles":["#.utf8))
            try await each { lines in
                let texts = lines.map { TitleAPI.json.json($0) }
                let piece = (count > 0 && !texts.isEmpty ? "," : "") + texts.joined(separator: ",")
                count += texts.count
                try await sink.send(Array(piece.utf8))
            }
            try await sink.send(Array(#"],"count":\#(count)}"#.utf8))
        }
        return answer(.stream(stream, mediaType: "application/json"), "inline", "json")
    }

    private func answer(_ answer: Answer, _ disposition: String, _ ending: String) -> Answer {
        answer.header("content-disposition", "\(disposition); filename=\"register.\(ending)\"").header("access-control-allow-origin", "*")
            .header("cache-control", "no-cache")
    }

    private struct Column: Sendable {
        let heading: Phrase
        let value: @Sendable (RegisterLine, RegisterFiles) -> Datum

        init(_ zh: String, _ en: String, value: @escaping @Sendable (RegisterLine, RegisterFiles) -> Datum) {
            (heading, self.value) = (Phrase(zh, en), value)
        }
    }

    private static let columns: [Column] = [
        Column("持有者", "Holder") { line, file in .text(line.holder(file.language)) },
        Column("称号", "Title") { line, file in .text(line.scheme(file.language)) },
        Column("办法", "Scheme") { line, _ in .text(line.schemeKey) },
        Column("编号", "Number") { line, _ in .text(line.title.number) },
        Column("认定机关", "Authority") { line, file in .text(line.authority(file.language)) },
        Column("类别", "Category") { line, file in line.category.map { .text($0(file.language)) } ?? .null },
        Column("地区", "Region") { line, file in file.regionName(line.title.region) },
        Column("区划代码", "Region code") { line, _ in line.title.region.map { .text($0) } ?? .null },
        Column("批次", "Batch") { line, _ in line.title.batch.map { .integer(Int64($0)) } ?? .null },
        Column("授予日期", "Granted on") { line, _ in .text(line.title.grantedOn.iso) },
        Column("有效期至", "Valid until") { line, _ in day(line.title.validUntil) },
        Column("状态", "State") { line, file in .text(line.title.state.title(file.language)) },
        Column("终止日期", "Ended on") { line, _ in day(line.title.endedOn) },
        Column("理由", "Ground") { line, _ in .text(line.title.ground) },
        Column("条款", "Clause") { line, _ in .text(line.title.clause) },
        Column("查验网址", "Check") { line, file in .text(file.origin + "/verify/" + line.title.code) },
    ]

    private static func day(_ day: Day?) -> Datum { day.map { .text($0.iso) } ?? .null }

    private func regionName(_ code: String?) -> Datum {
        guard let code else { return .null }
        let path = regions.path(of: code)
        if path.isEmpty { return .text(code) }
        return .text(language == .zh ? path.map(\.nameZH).joined() : path.reversed().map(\.nameEN).joined(separator: ", "))
    }
}
