import Formats
import Kernel
import Language
import Storage
import Venues
import Web

/// Commendations for everybody.
enum CommendationRoutes {
    static let routes: [Route] = [
        .get("/commendations", .anyone, filters: []) { visit in CommendationListPage(all: try await visit.database.read { try $0.commendations() }).answer(visit) },
        .get("/commendations/{key}.csv", .anyone, filters: []) { visit in try await csv(visit) },
        .get("/commendations/{key}", .anyone, filters: ["page"]) { visit in
            let key = visit.parameter("key")
            return try await visit.database.read { tx in try CommendationPage(try tx.requireCommendation(key), visit, in: tx) }.answer(visit)
        },
        .get("/commendations/{key}/{unit}", .anyone, filters: []) { visit in
            let (key, id): (String, ID<Organisation>) = (visit.parameter("key"), try visit.id("unit", of: Organisation.scoredNoun))
            return try await visit.database.read { tx in
                let (one, unit) = try tx.commended(key, id)
                return try UnitScorePage(one, unit, for: .everybody, in: tx)
            }.answer(visit)
        },
        .get("/commendations/{key}/{unit}/{indicator}", .anyone, filters: ["page"]) { visit in
            let (key, id): (String, ID<Organisation>) = (visit.parameter("key"), try visit.id("unit", of: Organisation.scoredNoun))
            return try await visit.database.read { tx in
                let (one, unit) = try tx.commended(key, id)
                return try ScoreLinePage(one, unit, visit.parameter("indicator"), for: .everybody, visit, in: tx)
            }.answer(visit)
        },
    ]

    /// The list, a row for each line of each unit.
    private static func csv(_ visit: Visit) async throws -> Answer {
        let key = visit.parameter("key")
        let (one, items) = try await visit.database.read { tx -> (Commendation, [Standing]) in
            let one = try tx.requireCommendation(key)
            guard one.publishedAt != nil else { throw Refusal.notFound(Phrase("这份名单", "list")) }
            var items: [Standing] = [], page = 1
            while true {
                let some = try tx.standings(of: one, page: page, commendedOnly: true).items
                items += some
                guard some.count == Transaction.rankingPageSize else { return (one, items) }
                page += 1
            }
        }
        var writer = CSVWriter(header: ["place", "unit_id", "unit", "region", "score", "indicator", "amount", "points", "full_mark"])
        for item in items {
            for (indicator, line) in zip(one.rule.indicators, item.score.lines) {
                let amount: Datum = if case .known(let value, _) = line.amount { .integer(value) } else { .null }
                writer.row([
                    .integer(Int64(item.place)), .text(Crockford.text(item.unit)), .text(item.name(visit.language)), .text(item.region ?? ""), .text(ScorePoints.text(item.score.total)),
                    .text(indicator.key), amount, line.points.map { .text(ScorePoints.text($0)) } ?? .null, .text(ScorePoints.text(indicator.points)),
                ])
            }
        }
        return Answer(mediaType: "text/csv; charset=utf-8", body: writer.drain(), headers: [("content-disposition", "attachment; filename=\"commendation-\(one.key).csv\"")])
    }
}

extension Organisation {
    static let scoredNoun = Phrase("这个单位", "unit")
}

extension Transaction {
    /// A unit that is on a public list; whoever is not on it is not told of in public.
    fileprivate func commended(_ key: String, _ unit: ID<Organisation>) throws -> (Commendation, Organisation) {
        let one = try requireCommendation(key)
        let isListed = try number("SELECT 1 FROM commendations_standing s WHERE s.rule_id = \(one.id) AND s.organisation_id = \(unit) AND s.is_commended = 1") != nil
        guard one.publishedAt != nil, isListed, let found = try organisation(unit) else { throw Refusal.notFound(Organisation.scoredNoun) }
        return (one, found)
    }
}
