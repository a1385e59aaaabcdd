import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
package import Web

/// The 34 provincial units as squares, and beside them the reporting lines, which are no province: ministries, societies, the Production and
/// Construction Corps.
struct FigureMap: Sendable {
    /// The campaign's key.
    let key: String
    let provinces: [FigureLine]
    let reporting: [FigureLine]

    /// By visits; by activities, where no visits are counted.
    private var hasVisits: Bool { provinces.contains { $0.indicators["visits"] != nil } }

    private func amount(_ line: FigureLine?) -> Cartogram.Amount { line?.amount(byVisits: hasVisits) ?? (hasVisits ? .nothing : .known(0)) }

    private func unit(_ count: Int64) -> Phrase { hasVisits ? Phrase("人次", count == 1 ? "visit" : "visits") : Phrase("项活动", count == 1 ? "activity" : "activities") }

    func html(_ visit: Visit) -> HTML {
        div(.class("figure-map")) {
            cartogram.html(visit)
            // Where no organiser reports along a line there is nothing to lay out.
            if reporting.contains(where: { !$0.key.isEmpty }) { beside(visit) }
        }
    }

    private var cartogram: Cartogram {
        let found = Dictionary(provinces.filter { !$0.key.isEmpty }.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let address = FigureAddress(key: key)
        let link = { (code: String) in found[code] == nil ? nil : address.page(by: .region, of: code) }
        return hasVisits
            ? Cartogram(Phrase("各省级行政区的人次", "Visits in each province"), amounts: found.mapValues(amount), unit: unit, link: link)
            : Cartogram(Phrase("各省级行政区的活动数", "Activities in each province"), values: found.mapValues(\.activities), unit: unit, link: link)
    }

    private func beside(_ visit: Visit) -> HTML {
        let found = Dictionary(reporting.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = Organisation.Line.allCases.map { (key: $0.rawValue, name: $0.title) }
        let sorted = lines.sorted { (rank(found[$1.key]), $0.key) < (rank(found[$0.key]), $1.key) }
        let rest = amount(found[""])
        return section(.class("reporting-lines")) {
            h3 { hasVisits ? visit.say(Phrase("各系统的人次", "Visits by reporting line")) : visit.say(Phrase("各系统的活动", "Activities by reporting line")) }
            ul(.class("facet-list"), .role("list")) {
                for line in sorted { li { item(line.key, line.name, amount(found[line.key]), visit) } }
                if rank(found[""]) >= 0 { li { item("", FigureDimension.line.unknown, rest, visit) } }
            }
            p(.class("meta")) {
                visit.say(Phrase("系统按主办单位的归口，与地区并行，不是另外的地区；两边不能相加。", "By the line to which the organiser reports. Lines run beside the regions and are no further regions: the two are not added."))
            }
        }
    }

    /// By how much a line comes first: a number, then what is unknown, then where nothing takes place.
    private func rank(_ line: FigureLine?) -> Int64 {
        switch amount(line) {
        case .known(let value): value > 0 ? value : -1
        case .unknown: 0
        case .nothing: -2
        }
    }

    private func item(_ key: String, _ name: Phrase, _ amount: Cartogram.Amount, _ visit: Visit) -> HTML {
        let inner = HTML {
            span { visit.say(name) }
            span(.class("number")) {
                switch amount {
                case .known(let count): visit.lineHTML("line-\(key.isEmpty ? "unknown" : key)", count)
                case .unknown: visit.unknownHTML
                case .nothing: span(.class("meta"), .title(visit.say(Phrase("没有活动", "no activity")))) { "–" }
                }
            }
        }
        let isOpening = switch amount { case .known(let count): count > 0; case .unknown: true; case .nothing: false }
        guard isOpening else { return span(.class("facet-empty")) { inner } }
        let term = amount == .unknown || !hasVisits ? "activities" : "visits"
        return a(.href(FigureAddress(key: self.key).records(term, ("line", key.isEmpty ? "unknown" : key)))) { inner }
    }
}

extension FigureLine {
    /// What a map says of it: visits, which somebody has to state, or activities.
    package func amount(byVisits: Bool) -> Cartogram.Amount {
        guard byVisits else { return .known(activities) }
        if let visits = indicators["visits"] { return .known(visits.total) }
        return activities > 0 ? .unknown : .nothing
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
        var lines: [String: FigureLine] = [:]
        for term in visits ? [FigureTerm.activities, .visits] : [.activities] {
            let opening = FigureOpening(question: FigureQuestion(campaign), term: term, method: nil, children: [])
            for found in try recordLines(opening) where found.dimension == .line {
                var line = lines[found.key] ?? FigureLine(key: found.key)
                if term == .visits { line.indicators["visits"] = found.shares } else { line.activities = found.shares.total }
                lines[found.key] = line
            }
        }
        return lines.values.sorted { $0.key < $1.key }
    }
}
