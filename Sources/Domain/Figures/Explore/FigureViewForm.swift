import Activities
import Campaigns
import Kernel
import Language
import Markup
import Regions
import Web

/// What can be chosen: indicator, campaign, place, layout, and with what it is compared.
struct FigureViewForm: Sendable {
    /// Those in which something is counted.
    let campaigns: [Campaign]
    let terms: [FigureTerm]

    func html(_ visit: Visit, chosen view: FigureView?) -> HTML {
        let form = FilterForm("/figures", isFiltered: view != nil, visit)
        let kind = view?.activityKind?.rawValue
        return form.html {
            choice("indicator", Phrase("指标", "Indicator"), terms.map { ($0.key, $0.title) }, view?.term.key ?? "visits", none: nil, visit)
            choice("campaign", Phrase("活动项目", "Campaign"), names, view?.sides[0].campaign.key, none: view == nil ? Phrase("请选择", "Choose one") : nil, visit)
            place("region", Phrase("地区", "Region"), view?.sides[0].place?.code, Phrase("全国", "The whole country"), visit)
            choice("by", Phrase("分列", "Laid out"), RollUp.allCases.map { ($0.rawValue, $0.title) }, view?.kind.rawValue ?? "region", none: nil, visit)
            choice("kind", Phrase("活动类型", "Kind of activity"), ActivityKind.allCases.map { ($0.rawValue, $0.title) }, kind, none: Phrase("全部", "All"), visit)
            choice(
                "with", Phrase("与之比较", "Compared with"), names, view.flatMap { $0.sides.count > 1 && $0.query["with"] != nil ? $0.sides[1].campaign.key : nil },
                none: Phrase("不比较", "Nothing"), visit)
            place("with_region", Phrase("比较的地区", "Compared region"), view.flatMap { $0.sides.count > 1 ? $0.sides[1].place?.code : nil }, Phrase("不另选", "None"), visit)
            div(.class("field")) {
                label(.for("filter-day")) { visit.say(Phrase("某一天", "On one day")) }
                input(.id("filter-day"), .type("date"), .name("day"), .value(view?.day ?? ""))
            }
        }
    }

    private var names: [(value: String, title: Phrase)] { campaigns.map { ($0.key, $0.name.phrase) } }

    private func choice(_ name: String, _ title: Phrase, _ options: [(value: String, title: Phrase)], _ chosen: String?, none: Phrase?, _ visit: Visit) -> HTML {
        div(.class("field")) {
            label(.for("filter-\(name)")) { visit.say(title) }
            select(.id("filter-\(name)"), .name(name)) {
                if let none { option(.value("")) { visit.say(none) } }
                for one in options { option(.value(one.value), .selected(one.value == chosen)) { visit.say(one.title) } }
            }
        }
    }

    /// The provinces, with what lies in the one that is chosen.
    private func place(_ name: String, _ title: Phrase, _ chosen: String?, _ none: Phrase, _ visit: Visit) -> HTML {
        let path = chosen.map { visit.regions.path(of: $0) } ?? []
        let below = path.last.map { visit.regions.children(of: $0.code) } ?? []
        let others = visit.regions.provinces.filter { $0.code != path.first?.code }
        return choice(name, title, (path + below + others).map { ($0.code, $0.name) }, chosen, none: none, visit)
    }
}
