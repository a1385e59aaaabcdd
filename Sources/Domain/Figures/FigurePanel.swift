import Campaigns
import Kernel
import Markup
import Rooms
import Storage
import Web

/// The headline figures on a campaign's page.
enum FigurePanel {
    static let onCampaign = Panel(on: Campaigns.campaignPanels, order: 30) { visit, subject in
        let id = ID<Campaign>(subject)
        guard let (key, answer, map) = try await visit.database.read({ tx -> (String, FigureAnswer, FigureMap?)? in
            guard let campaign = try tx.campaign(id) else { return nil }
            let question = FigureQuestion(id), answer = try tx.withoutSmallGroups(try tx.figures(question), question)
            // Where nothing has been counted yet, the page's other parts say more.
            guard answer.visits != nil || answer.hidden["visits"] != nil else { return (campaign.key, answer, nil) }
            return (campaign.key, answer, try tx.figureMap(campaign, provinces: try tx.withoutSmallGroups(try tx.rollUp(question, by: .region), by: .region, question).lines))
        }), !answer.isEmpty else { return nil }
        let terms = FigureTerm.panel
        return section(.class("stack")) {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("数字", "Figures")) }
                a(.href("/figures/\(key)")) { visit.say(Phrase("每个数字的由来", "Where every number comes from")) }
            }
            FigureTiles(key: key, answer: answer, terms: terms).html(visit)
            if let map { map.html(visit) }
        }
    }
}
