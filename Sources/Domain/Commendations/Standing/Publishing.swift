import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

extension Transaction {
    /// Publishes the list: the first of the ranking, as many as there are places, who have the points that one needs. Nothing changes after.
    func publishCommendation(_ key: String, by identity: Identity) throws {
        var one = try requireCommendation(key)
        try identity.require(Commendations.run, within: try commendationScopes(one))
        try lock("commendations.\(key)")
        try takeNumbers(one)
        one = try requireCommendation(key)
        try CommendationRules.mayPublish(one, waiting: try materialsWaiting(one), at: now)
        let chosen = try rows(
            """
            SELECT s.organisation_id FROM commendations_standing s WHERE s.rule_id = \(one.id) AND s.total > 0 AND s.total >= \(one.rule.least)
            ORDER BY s.rank_key, s.organisation_id LIMIT \(one.rule.places ?? 0)
            """) { try $0.id("organisation_id", Organisation.self) }
        for begin in stride(from: 0, to: chosen.count, by: 500) {
            let some = Array(chosen[begin..<min(begin + 500, chosen.count)])
            try execute("UPDATE commendations_standing SET is_commended = 1 WHERE rule_id = \(one.id) AND organisation_id IN (\(list: some))")
        }
        try execute("UPDATE commendations_rule SET published_at = \(now) WHERE id = \(one.id)")
        try record(LedgerEntry("commendations.published", "commendation", one.id, by: identity.account.id.number, payload: "{\"units\":\(chosen.count)}", visibility: .public))
        let name = one.name.phrase
        for unit in chosen {
            for account in try holders(of: .host, exactlyOver: .organisation(unit.number)) where account != identity.account.id {
                try tell(
                    Message(
                        CommendationLetter.published, to: .account(account), subject: Phrase("名单已公布：\(name.zh)", "The list is public: \(name.en)"),
                        body: Phrase("贵单位在表扬名单中。得分的每一行都能打开，看到依据。", "Your unit is on the list. Each line of its score opens to what it rests on."), path: "/commendations/\(key)"))
            }
        }
    }

    /// What was stated by units of the ranking and not judged.
    func materialsWaiting(_ one: Commendation) throws -> Int64 {
        try number("SELECT COUNT(*) FROM commendations_material m WHERE m.rule_id = \(one.id) AND m.points IS NULL") ?? 0
    }
}

/// What units are told.
enum CommendationLetter {
    static let published = MessageKind("commendations.published", "表扬名单", "Lists of commendations")
}
