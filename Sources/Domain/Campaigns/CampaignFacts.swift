import Kernel
import Language
import Markup
import Venues
import Web

/// Beside a campaign: who is what in it, where and when.
struct CampaignFacts {
    let campaign: Campaign
    let roles: [CampaignRole]
    let organisations: [ID<Organisation>: Organisation]
    let parent: Campaign?

    func html(_ visit: Visit) -> HTML {
        HTML {
            dl(.class("facts")) {
                for kind in CampaignRole.Kind.allCases { names(of: kind, visit) }
                dt { visit.say(Phrase("时间", "When")) }
                dd { campaign.datesHTML(visit) }
                dt { visit.say(Phrase("范围", "Area")) }
                dd { visit.regionName(campaign.region) ?? visit.say(Phrase("全国", "The whole country")) }
                if let parent {
                    dt { visit.say(Phrase("隶属", "Part of")) }
                    dd { a(.href("/campaigns/\(parent.key)")) { visit.html(parent.name) } }
                }
            }
            visit.provenanceHTML(campaign.provenance, repaired: campaign.repaired?.says)
        }
    }

    @HTMLBuilder private func names(of kind: CampaignRole.Kind, _ visit: Visit) -> HTML {
        let bodies = roles.filter { $0.kind == kind }.compactMap { organisations[$0.organisationID] }
        if !bodies.isEmpty {
            dt { visit.say(kind.title) }
            dd { for (place, body) in bodies.enumerated() { name(body, isFirst: place == 0, visit) } }
        }
    }

    @HTMLBuilder private func name(_ body: Organisation, isFirst: Bool, _ visit: Visit) -> HTML {
        if !isFirst { br() }
        visit.html(body.name)
    }
}

extension Campaign {
    /// Its days; a Chinese span breaks between them, not inside one.
    @HTMLBuilder func datesHTML(_ visit: Visit) -> HTML {
        let parts = dates(visit.language).split(separator: "至", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() { span(.class("phrase")) { place == 0 ? String(part) : "至" + String(part) } }
    }
}

extension Campaign.Repaired {
    /// What a reader is told about a figure or date that was garbled in the source.
    var says: Phrase {
        switch self {
        case .confirmed:
            Phrase("原文中的数字有损坏，已按另一来源修复。", "Garbled in the document; repaired from another source.")
        case .inferred:
            Phrase("原文中的数字有损坏，已按上下文修复。", "Garbled in the document; repaired from the context.")
        }
    }
}
