import Activities
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// What an address of `/figures` asks to see: one indicator of a campaign, laid out, perhaps beside another campaign or place.
struct FigureView: Sendable {
    static let names: Set = ["campaign", "region", "with", "with_region", "indicator", "by", "kind", "day"]

    /// One of what is compared.
    struct Side: Sendable {
        let campaign: Campaign
        let place: FigurePlace?

        /// `2023年科普日 · 陕西省`
        var name: Phrase {
            guard let place else { return campaign.name.phrase }
            return Phrase("\(campaign.name(.zh)) · \(place.name.zh)", "\(campaign.name(.en)), \(place.name.en)")
        }
    }

    let sides: [Side]
    let term: FigureTerm
    let kind: RollUp
    let activityKind: ActivityKind?
    let day: String?
    /// As it stands in the address, in one order, without what is empty.
    let query: Query

    /// Terms that can be laid out.
    static func terms(_ house: House) -> [FigureTerm] { FigureTerm.summed(in: house) + [.activities, .sessions, .booked] }

    /// Nil where no campaign is named. Refuses what it does not understand, by the name of the parameter.
    init?(_ visit: Visit, _ house: House, in tx: Transaction) throws {
        func text(_ name: String) -> String? { visit.query[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let key = text("campaign") else {
            if let name = Self.names.sorted().first(where: { text($0) != nil }) {
                throw Refusal(.invalid, "figures-campaign", "请先选择活动项目，再设“\(name)”。", "Choose a campaign first, then “\(name)”.", field: "campaign")
            }
            return nil
        }
        let first = try Self.side(key, text("region"), "campaign", tx)
        var sides = [first]
        if text("with") != nil || text("with_region") != nil { sides.append(try Self.side(text("with") ?? key, text("with_region"), "with", tx)) }
        let named = text("indicator") ?? "visits"
        guard let term = Self.terms(house).first(where: { $0.key == named }) else { throw Self.unknown("indicator", named) }
        guard let kind = RollUp(rawValue: text("by") ?? "region") else { throw Self.unknown("by", text("by") ?? "") }
        activityKind = try text("kind").map { name in
            guard let kind = ActivityKind(rawValue: name) else { throw Self.unknown("kind", name) }
            return kind
        }
        day = try text("day").map { name in
            guard Day(iso: name) != nil else { throw Self.unknown("day", name) }
            return name
        }
        (self.sides, self.term, self.kind) = (sides, term, kind)
        let order = ["campaign", "region", "with", "with_region", "indicator", "by", "kind", "day"]
        query = Query(order.compactMap { name in text(name).map { (name: name, value: $0) } })
    }

    /// What one side asks of the records.
    func question(_ side: Side) -> FigureQuestion {
        FigureQuestion(side.campaign.id, place: side.place.map { .within($0.code) }, kind: activityKind?.rawValue, day: day)
    }

    /// `.csv`, `.xlsx`: the same view as a file.
    func address(_ ending: String = "") -> Address { .within("/figures" + ending, query: query) }

    var title: Phrase {
        let names = sides.map(\.name)
        guard names.count > 1 else { return Phrase("\(term.title.zh)：\(names[0].zh)", "\(term.title.en): \(names[0].en)") }
        return Phrase("\(term.title.zh)：\(names[0].zh)与\(names[1].zh)", "\(term.title.en): \(names[0].en) and \(names[1].en)")
    }

    private static func side(_ key: String, _ region: String?, _ name: String, _ tx: Transaction) throws -> Side {
        guard let campaign = try tx.campaign(key: key) else { throw unknown(name, key) }
        let place = try region.map { code in
            guard let place = try tx.figurePlace(code) else { throw unknown(name == "with" ? "with_region" : "region", code) }
            return place
        }
        return Side(campaign: campaign, place: place)
    }

    private static func unknown(_ name: String, _ value: String) -> Refusal {
        let shown = value.prefix(40)
        return Refusal(
            .invalid, "filter-value", "筛选条件 \(name) 不认识“\(shown)”。请从页面上的选项中选择。", "The filter \(name) does not know “\(shown)”. Choose one of those on the page.",
            field: name)
    }
}
