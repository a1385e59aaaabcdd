import Kernel
import Language
import Markup
import Venues
import Web

/// A campaign in a list: the dates strongest, in its own colour.
struct CampaignCard {
    let campaign: Campaign
    /// The campaigns that stand below it.
    var parts: [Campaign] = []

    private static let mostParts = 4

    func html(_ visit: Visit, heading: Heading = .third) -> HTML {
        let phase = campaign.phase(on: visit.now.day(in: campaign.zone))
        return article(.class("card"), .data("accent", campaign.accent.rawValue)) {
            div(.class("card-motif")) {
                motif(seed: campaign.id.number, accent: campaign.accent.rawValue, theme: campaign.motto?.zh ?? campaign.name.zh)
            }
            div(.class("card-body")) {
                CampaignDates(campaign, visit.language).html(datetime: campaign.begin)
                heading.html { a(.href("/campaigns/\(campaign.key)")) { visit.title(campaign.name) } }
                if let motto = campaign.motto { p { visit.html(motto) } }
                p(.class("card-place")) { visit.regionName(campaign.region) ?? visit.say(Phrase("全国", "The whole country")) }
                div(.class("card-foot")) {
                    span(.class("tag")) { visit.say(campaign.kind.title) }
                    if phase != .over { span(.class("badge", phase == .running ? "badge-success" : "badge-info")) { visit.say(phase.title) } }
                    if !parts.isEmpty {
                        span(.class("meta")) { visit.say(Phrase("含 \(parts.count) 个子项目", Plural.en(parts.count, "part", "parts"))) }
                    }
                }
                if !parts.isEmpty, parts.count <= Self.mostParts {
                    ul(.class("card-parts"), .role("list")) {
                        for part in parts { li { a(.href("/campaigns/\(part.key)")) { visit.html(part.name) } } }
                    }
                }
            }
        }
    }

    /// Which rank the name has among the page's headings.
    enum Heading {
        case third, fourth

        func html(@HTMLBuilder _ content: () -> HTML) -> HTML {
            switch self {
            case .third: h3(.class("card-title")) { content() }
            case .fourth: h4(.class("card-title")) { content() }
            }
        }
    }
}
