import Access
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// `/desk/commendations`: a unit's own scores.
enum CommendationDeskRoutes {
    static let item = DeskItem("/desk/commendations", "表扬计分", "Commendations", permission: Commendations.see, in: .calls, order: 66)

    static let routes: [Route] = [
        .get("/desk/commendations", .permitted(Commendations.see), filters: []) { visit in try await visit.database.read { tx in try MyCommendationsPage(in: tx) }.answer(visit) },
        .get("/desk/commendations/{key}", .permitted(Commendations.see), filters: []) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            let page = try await visit.database.read { tx in try MyCommendationsPage(try tx.requireCommendation(key), for: identity, in: tx) }
            guard page.units.count == 1 else { return page.answer(visit) }
            return visit.see("/desk/commendations/\(key)/\(page.units[0].id.text)")
        },
        .get("/desk/commendations/{key}/{unit}", .permitted(Commendations.see), filters: []) { visit in
            let (identity, key, id) = (try visit.signedIn(), visit.parameter("key"), try visit.id("unit", of: Organisation.scoredNoun, Organisation.self))
            return try await visit.database.read { tx in
                let (one, unit) = try tx.ownScore(key, id, identity)
                return try UnitScorePage(one, unit, for: .unit, in: tx)
            }.answer(visit)
        },
        .get("/desk/commendations/{key}/{unit}/{indicator}", .permitted(Commendations.see), filters: ["page"]) { visit in try await line(visit).answer(visit) },
        .post("/desk/commendations/{key}/{unit}/{indicator}", .permitted(Commendations.see)) { visit in
            var page = try await line(visit)
            page.reading = page.reading.form.read(visit.posted)
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, key, says) = (try visit.signedIn(), page.indicator.key, page.reading.text("says")), (rule, unit) = (page.one.key, page.unit.id)
            do {
                try await visit.database.write { tx in try tx.stateMaterial(says, for: key, of: unit, in: try tx.requireCommendation(rule), by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see(page.path, saying: Phrase("材料已提交，由办理单位评定。", "It is handed in; the office judges it."))
        },
    ]

    private static func line(_ visit: Visit) async throws -> ScoreLinePage {
        let (identity, key, id) = (try visit.signedIn(), visit.parameter("key"), try visit.id("unit", of: Organisation.scoredNoun, Organisation.self))
        return try await visit.database.read { tx in
            let (one, unit) = try tx.ownScore(key, id, identity)
            return try ScoreLinePage(one, unit, visit.parameter("indicator"), for: .unit, visit, in: tx)
        }
    }
}

extension Transaction {
    /// A unit of somebody's own; another's score does not exist for them.
    fileprivate func ownScore(_ key: String, _ unit: ID<Organisation>, _ identity: Identity) throws -> (Commendation, Organisation) {
        let one = try requireCommendation(key)
        guard let found = try organisation(unit), identity.may(Commendations.see, within: try organisationScopes(found)) else { throw Refusal.notFound(Organisation.scoredNoun) }
        return (one, found)
    }
}
