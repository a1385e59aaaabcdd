import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// The 34 provincial units as squares, and beside them the reporting lines, which are no province: ministries, societies, the Production and
/// Construction Corps.
struct FigureMap: Sendable {
    /// The campaign's key.
    let key: String
    let provinces: [FigureLine]
    let reporting: [FigureLine]

    /// By visits; by activities, where no visits are counted.
    private var hasVisits: Bool { provinces.contains { $0.indicators["visits"] != nil } }

    private func value(_ line: FigureLine) -> Int64 { hasVisits ? line.indicators["visits"]?.total ?? 0 : line.activities }

    private func unit(_ count: Int64) -> Phrase { hasVisits ? Phrase("人次", count == 1 ? "visit" : "visits") : Phrase("项活动", count == 1 ? "activity" : "activities") }

    func html(_ visit: Visit) -> HTML {
        div(.class("figure-map")) {
            cartogram.html(visit)
            // Where no organiser reports along a line there is nothing to lay out.
            if reporting.contains(where: { !$0.key.isEmpty }) { beside(visit) }
        }
    }

    private var cartogram: Cartogram {
        let values = Dictionary(provinces.filter { !$0.key.isEmpty }.map { ($0.key, value($0)) }, uniquingKeysWith: { first, _ in first })
        let address = FigureAddress(key: key)
        return Cartogram(
            hasVisits ? Phrase("各省级行政区的人次", "Visits in each province") : Phrase("各省级行政区的活动数", "Activities in each province"), values: values, unit: unit,
            link: { values[$0] == nil ? nil : address.page(by: .region, of: $0) })
    }

    private func beside(_ visit: Visit) -> HTML {
        let found = Dictionary(reporting.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = Organisation.Line.allCases.map { (key: $0.rawValue, name: $0.title) }
        let sorted = lines.sorted { (found[$1.key].map(value) ?? 0, $0.key) < (found[$0.key].map(value) ?? 0, $1.key) }
        let rest = found[""].map(value) ?? 0
        return section(.class("reporting-lines")) {
            h3 { hasVisits ? visit.say(Phrase("各系统的人次", "Visits by reporting line")) : visit.say(Phrase("各系统的活动", "Activities by reporting line")) }
            ul(.class("facet-list"), .role("list")) {
                for line in sorted { li { item(line.key, line.name, found[line.key].map(value) ?? 0, visit) } }
                if rest > 0 { li { item("", FigureDimension.line.unknown, rest, visit) } }
            }
            p(.class("meta")) {
                visit.say(Phrase("系统按主办单位的归口，与地区并行，不是另外的地区；两边不能相加。", "By the line to which the organiser reports. Lines run beside the regions and are no further regions: the two are not added."))
            }
        }
    }

    private func item(_ key: String, _ name: Phrase, _ count: Int64, _ visit: Visit) -> HTML {
        let inner = HTML {
            span { visit.say(name) }
            span(.class("number")) { visit.lineHTML("line-\(key.isEmpty ? "unknown" : key)", count) }
        }
        guard count > 0 else { return span(.class("facet-empty")) { inner } }
        return a(.href(FigureAddress(key: self.key).records(hasVisits ? "visits" : "activities", ("line", key.isEmpty ? "unknown" : key)))) { inner }
    }
}

extension Transaction {
    /// A campaign's map; nil where it reaches one province at most.
    func figureMap(_ campaign: Campaign, provinces: [FigureLine]) throws -> FigureMap? {
        guard provinces.filter({ !$0.key.isEmpty }).count > 1 else { return nil }
        return FigureMap(key: campaign.key, provinces: provinces, reporting: try reportingLines(campaign.id, visits: provinces.contains { $0.indicators["visits"] != nil }))
    }

    /// What counts by reporting line; of the records as far as the page shows it, before the roll-ups are made.
    private func reportingLines(_ campaign: ID<Campaign>, visits: Bool) throws -> [FigureLine] {
        if try rollUpsAreBuilt() { return try linesByReporting(campaign) }
        let opening = FigureOpening(question: FigureQuestion(campaign), term: visits ? .visits : .activities, method: nil, children: [])
        return try recordLines(opening).filter { $0.dimension == .line }.map { found in
            var line = FigureLine(key: found.key)
            if visits { line.indicators["visits"] = found.shares } else { line.activities = found.shares.total }
            return line
        }
    }
}
