import Kernel
import Language
import Markup
import Venues
import Web

/// On the page of the campaign to which it belongs: the main event with its parts, its zones and what is said of its exhibits.
struct MainEventView {
    struct Event: Sendable {
        let campaign: Campaign
        let parts: CampaignParts
    }

    let events: [Event]

    @HTMLBuilder func html(_ visit: Visit) -> HTML { for event in events { one(event, visit) } }

    private func one(_ event: Event, _ visit: Visit) -> HTML {
        section(.class("main-event"), .id("event-\(event.campaign.key)"), .data("accent", event.campaign.accent.rawValue)) {
            p(.class("kicker")) { visit.say(event.campaign.kind.title) }
            h2 { a(.href("/campaigns/\(event.campaign.key)")) { visit.html(event.campaign.name) } }
            p(.class("main-event-when")) {
                Markup.time(.datetime(event.campaign.begin.iso)) { event.campaign.datesHTML(visit) }
                if let place = visit.regionName(event.campaign.region) { " · " + place }
            }
            numbers(event.parts.announced, visit)
            div(.class("main-event-blocks")) {
                for kind in [Block.Kind.part, .zone, .block, .module] { blocks(event.parts.blocks.filter { $0.kind == kind }, kind.heading, visit) }
            }
        }
    }

    /// As the source announces them: never counted.
    @HTMLBuilder private func numbers(_ figures: [AnnouncedFigure], _ visit: Visit) -> HTML {
        if !figures.isEmpty {
            ul(.class("main-event-numbers"), .role("list")) {
                for figure in figures.prefix(4) {
                    li {
                        element("data", .value("\(figure.value)"), .data("announced", figure.key)) {
                            visit.say(figure.bound.pattern).replacing("#", with: Numerals.short(figure.value, visit.language))
                        }
                        span { visit.html(visit.language == .zh ? figure.label : figure.unit) }
                    }
                }
            }
            p(.class("meta")) { visit.say(Phrase("数字由来源公布，未经本平台统计。", "As announced by the source; not counted here.")) }
        }
    }

    @HTMLBuilder private func blocks(_ blocks: [Block], _ heading: Phrase, _ visit: Visit) -> HTML {
        if !blocks.isEmpty {
            div {
                h3 { visit.say(heading) }
                ol(.class("main-event-list")) { for block in blocks { li { visit.html(block.name) } } }
            }
        }
    }
}
