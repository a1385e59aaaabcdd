import Access
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// `/desk/rankings`: the office that ranks, judges and publishes.
enum RankingRoutes {
    static let item = DeskItem("/desk/rankings", "表扬排名", "Rankings", permission: Commendations.run, in: .calls, order: 67)

    static let routes: [Route] = [
        .get("/desk/rankings", .permitted(Commendations.run), filters: []) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try RankingListPage(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/rankings/{key}", .permitted(Commendations.run), filters: ["page"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/rankings/{key}/reckoning", .permitted(Commendations.run)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            let one = try await visit.database.read { tx in try tx.ownCommendation(key, identity) }
            guard one.phase(at: visit.now) == .counting else {
                var page = try await page(visit)
                page.problem = Refusal(.conflict, "commendation-not-counting", "现在不在计分期内，排名不再计算。", "It is not being scored now, so nothing is worked out.")
                return page.answer(visit)
            }
            try await CommendationJobs.reckon(one, visit.database)
            return visit.see("/desk/rankings/\(key)", saying: Phrase("排名已更新。", "The ranking is worked out anew."))
        },
        .post("/desk/rankings/{key}/publication", .permitted(Commendations.run)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            let isSure = visit.posted.fields["understood"] == "1"
            do {
                guard isSure else {
                    throw Refusal(.invalid, "publication-unconfirmed", "没有公布：请先勾选“我知道公布不能撤销”。", "Nothing was published: tick “I know that this cannot be undone” first.", field: "understood")
                }
                try await visit.database.writeAlone { tx in try tx.publishCommendation(key, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/commendations/\(key)", saying: Phrase("名单已公布。", "The list is public."))
        },
        .get("/desk/rankings/{key}/{unit}", .permitted(Commendations.run), filters: []) { visit in
            let (identity, key, id) = (try visit.signedIn(), visit.parameter("key"), try visit.id("unit", of: Organisation.scoredNoun, Organisation.self))
            return try await visit.database.read { tx in
                let one = try tx.ownCommendation(key, identity)
                guard let unit = try tx.organisation(id) else { throw Refusal.notFound(Organisation.scoredNoun) }
                return try UnitScorePage(one, unit, for: .office, in: tx)
            }.answer(visit)
        },
        .get("/desk/rankings/{key}/{unit}/{indicator}", .permitted(Commendations.run), filters: ["page"]) { visit in try await line(visit).answer(visit) },
        .post("/desk/rankings/{key}/{unit}/{indicator}", .permitted(Commendations.run)) { visit in try await judge(visit) },
    ]

    private static func page(_ visit: Visit) async throws -> RankingPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try RankingPage(try tx.ownCommendation(key, identity), visit, in: tx) }
    }

    private static func line(_ visit: Visit) async throws -> ScoreLinePage {
        let (identity, key, id) = (try visit.signedIn(), visit.parameter("key"), try visit.id("unit", of: Organisation.scoredNoun, Organisation.self))
        return try await visit.database.read { tx in
            let one = try tx.ownCommendation(key, identity)
            guard let unit = try tx.organisation(id) else { throw Refusal.notFound(Organisation.scoredNoun) }
            return try ScoreLinePage(one, unit, visit.parameter("indicator"), for: .office, visit, in: tx)
        }
    }

    private static func judge(_ visit: Visit) async throws -> Answer {
        var page = try await line(visit)
        page.reading = page.reading.form.read(visit.posted)
        let typed = Typed.trimmed(Typed.number(page.reading.text("points")))
        if page.reading.isGood, ScorePoints.read(typed) == nil {
            page.reading.remark("points", Phrase("请填写不小于 0 的数，最多两位小数，例如 12.5。", "Give a number that is not below 0, with two decimals at most, such as 12.5."))
        }
        guard page.reading.isGood, let points = ScorePoints.read(typed) else { return page.answer(visit) }
        let (identity, key, says) = (try visit.signedIn(), page.indicator.key, page.reading.text("says")), (rule, unit) = (page.one.key, page.unit.id)
        do {
            try await visit.database.write { tx in try tx.judgeMaterial(points, because: says, for: key, of: unit, in: try tx.requireCommendation(rule), by: identity) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            page.reading.remark(refusal)
            return page.answer(visit)
        }
        return visit.see("/desk/rankings/\(rule)", saying: Phrase("评分已保存。", "The points are kept."))
    }
}

extension Transaction {
    /// A rule that somebody runs.
    fileprivate func ownCommendation(_ key: String, _ identity: Identity) throws -> Commendation {
        let one = try requireCommendation(key)
        try identity.require(Commendations.run, within: try commendationScopes(one))
        return one
    }
}
