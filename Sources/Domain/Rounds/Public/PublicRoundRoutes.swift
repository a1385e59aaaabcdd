import Formats
import Kernel
import Language
import Storage
import Venues
import Web

/// Rounds for everybody.
enum PublicRoundRoutes {
    static let routes: [Route] = [
        .get("/rounds", .anyone, filters: []) { visit in RoundListPage(rounds: try await visit.database.read { tx in try tx.rounds() }).answer(visit) },
        .get("/rounds/{key}", .anyone, filters: ["page"]) { visit in
            let key = visit.parameter("key")
            return try await visit.database.read { tx in try RoundPage(try tx.requireRound(key), visit, in: tx) }.answer(visit)
        },
        .get("/rounds/{key}/forms/{mark}", .anyone, filters: []) { visit in
            let (key, mark) = (visit.parameter("key"), visit.parameter("mark"))
            return try await visit.database.read { tx in try FormCheckPage(try tx.requireRound(key), mark: mark, in: tx) }.answer(visit)
        },
        .get("/rounds/{key}.csv", .anyone, filters: []) { visit in try await csv(visit) },
    ]

    private static func csv(_ visit: Visit) async throws -> Answer {
        let key = visit.parameter("key")
        let (round, rows) = try await visit.database.read { tx -> (Round, [ResultTable.Row]) in
            let round = try tx.requireRound(key)
            guard round.phase(at: tx.now).hasResult else { throw Refusal.notFound(Phrase("这个轮次的结果", "result of this round")) }
            return (round, try tx.resultRows(of: round.id, limit: 20_000, offset: 0))
        }
        var writer = CSVWriter(header: ["place", "unit_id", "unit", "region", "score", "place_in_province", "lot", "asked", "given", "waiting"])
        for row in rows {
            for want in row.wants {
                let unit: [Datum] = [.integer(Int64(row.place)), .text(row.unitID.text), .text(row.unit(visit.language)), .text(row.region ?? "")]
                let score: [Datum] = [.text(Points.text(row.score)), .integer(Int64(row.provincePlace)), .text(want.lot)]
                let sets: [Datum] = [.integer(Int64(want.asked)), .integer(Int64(want.given)), want.queue.map { Datum.integer(Int64($0)) } ?? .null]
                writer.row(unit + score + sets)
            }
        }
        return Answer(mediaType: "text/csv; charset=utf-8", body: writer.drain(), headers: [("content-disposition", "attachment; filename=\"round-\(round.key).csv\"")])
    }
}
