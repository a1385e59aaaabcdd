import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// On a campaign's page: what it states of its exhibits.
enum DeclaredPanel {
    static let panel = Panel(on: Campaigns.campaignPanels, order: 42) { visit, subject in
        let found = try await visit.database.read { tx in try tx.declaredExhibits(of: ID(subject)) }
        guard !found.isEmpty else { return nil }
        return section(.class("stack"), .id("exhibits")) {
            h2 { visit.say(Phrase("展品", "Exhibits")) }
            for one in found { part(one, visit) }
        }
    }

    @HTMLBuilder private static func part(_ one: DeclaredExhibits, _ visit: Visit) -> HTML {
        h3 { visit.html(one.name) }
        if let announced = one.announced {
            p { visit.say(Phrase("来源公布：\(Numerals.count(announced, .zh)) 件", "As its source says: \(Numerals.count(announced, .en)) exhibits")) }
        }
        if !one.kinds.isEmpty { p { visit.say(Phrase("种类：", "Kinds: ")) + listed(one.kinds, visit) } }
        if !one.fields.isEmpty { p { visit.say(Phrase("每件填写：", "Stated of each: ")) + listed(one.fields, visit) } }
        if !one.steps.isEmpty {
            details {
                summary { visit.say(Phrase("步骤", "Steps")) }
                ol { for step in one.steps { li { visit.html(step) } } }
            }
        }
    }

    private static func listed(_ words: [Phrase], _ visit: Visit) -> String {
        words.map { visit.say($0) }.joined(separator: visit.say(Phrase("、", ", ")))
    }
}
