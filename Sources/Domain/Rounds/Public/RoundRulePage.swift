import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/rules/{key}`: the rule of a round by itself, with its worked example.
enum RoundRulePage {
    static let page = RulePage { visit, key in
        let found = try await visit.database.read { tx -> (Round, [String: Int64])? in
            guard let round = try tx.round(key: key) else { return nil }
            return (round, try tx.lotResources(of: round.id))
        }
        guard let (round, resources) = found else { return nil }
        return visit.page(Phrase("规则", "Rules")) {
            p {
                strong { a(.href("/rounds/\(round.key)")) { visit.html(round.name) } }
                " · "
                visit.say(Phrase("规则第 \(round.version) 版", "version \(round.version) of the rule"))
            }
            RuleView(round: round, resources: resources, visit: visit).html
        }
    }
}
