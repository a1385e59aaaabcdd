import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues
import Web

/// What the form of a visit offers: bodies for which one may write, campaigns of the last two years and to come.
struct VisitChoices: Sendable {
    static let most = 300

    var units: [(id: ID<Organisation>, name: Wording)] = []
    let campaigns: [(id: ID<Campaign>, name: Wording)]

    init(for identity: Identity, keeping visit: WorkingVisit? = nil, in tx: Transaction) throws {
        if visit == nil {
            let reach = try OrganisationReach.condition("o.id", identity.scopes(of: WorkingVisits.keep))
            units = try tx.rows("SELECT o.id, o.name_zh, o.name_en FROM view_venues_organisation o WHERE \(sql: reach) ORDER BY o.name_zh, o.id LIMIT \(Self.most)") {
                (try $0.id("id"), try $0.wording("name"))
            }
        }
        let since = tx.now.day(in: .china).adding(days: -730)
        campaigns = try tx.rows(
            """
            SELECT c.id, c.name_zh, c.name_en FROM view_campaigns_campaign c WHERE c.end_day >= \(since) OR c.id = \(visit?.campaign?.id)
            ORDER BY c.begin_day DESC, c.id LIMIT \(Self.most)
            """) { (try $0.id("id"), try $0.wording("name")) }
    }
}

extension Transaction {
    /// The visit that a form describes.
    ///
    /// - old: the one that is changed, with its bodies, whose names are known.
    func visitDraft(_ reading: FormReading, keeper: ID<Organisation>, old: [VisitBody] = []) throws -> VisitDraft {
        guard let name = reading.wording("name"), let kind = WorkingVisit.Kind(rawValue: reading.text("kind")), let day = reading.day("day") else {
            throw Refusal(.invalid, "visit-form", "请把表单填写完整。", "Fill in the form.")
        }
        var draft = VisitDraft(name: name, kind: kind, day: day, keeper: keeper, bodies: [keeper])
        draft.bodies += try bodies(named: reading.text("bodies"), old: old).filter { $0 != keeper }
        draft.clock = reading.textOrNil("clock").flatMap { VisitForms.clock($0) }
        draft.campaign = ID(reading.text("campaign"))
        let place = reading.text("place")
        draft.venue = try venue(named: place)
        draft.place = draft.venue == nil ? place : ""
        draft.tongues = WorkingVisit.Tongues(rawValue: reading.text("tongues")) ?? .both
        draft.agenda = AgendaItem.lines(reading.text("agenda"))
        draft.seen = reading.wording("seen")
        return draft
    }

    /// Organisations by their names or keys, one a line; refuses the first that nobody knows, or that several are called.
    private func bodies(named text: String, old: [VisitBody]) throws -> [ID<Organisation>] {
        let names = text.split(whereSeparator: \.isNewline).map { Typed.trimmed(String($0)) }.filter { !$0.isEmpty }
        guard names.count < VisitBody.most else {
            throw Refusal(.invalid, "bodies-many", "最多 \(VisitBody.most) 家单位。", "\(VisitBody.most) bodies at most.", field: "bodies")
        }
        guard !names.isEmpty else { return [] }
        let found = try rows(
            """
            SELECT o.id, o.key, o.name_zh, o.name_en FROM view_venues_organisation o
            WHERE o.name_zh IN (\(list: names)) OR o.name_en IN (\(list: names)) OR o.key IN (\(list: names)) ORDER BY o.id LIMIT 200
            """) { (id: try $0.id("id", Organisation.self), words: [try $0.text("key"), try $0.text("name_zh"), try $0.textOrNil("name_en") ?? ""]) }
        return try names.map { name in
            if let known = old.first(where: { $0.name.zh == name || $0.name.en == name || $0.key == name }) { return known.id }
            let all = try found.filter { $0.words.contains(name) }.map(\.id).filter { try mergedInto($0) == nil }
            let shown = String(name.prefix(40))
            guard let first = all.first else {
                throw Refusal(
                    .invalid, "body-unknown", "没有找到单位“\(shown)”。请写它在系统中的全称，或先请管理员登记。",
                    "There is no organisation “\(shown)”. Give its full name in the register, or have it registered first.", field: "bodies")
            }
            guard all.count == 1 else {
                throw Refusal(
                    .invalid, "body-several", "有 \(all.count) 家单位叫“\(shown)”。请改写它的标识（单位页面的网址或活动文件中的 key）。",
                    "\(all.count) organisations are called “\(shown)”. Give its key instead.", field: "bodies")
            }
            return first
        }
    }

    /// The one venue of that name; nil where none or several are called so.
    private func venue(named text: String) throws -> ID<Venue>? {
        guard !text.isEmpty else { return nil }
        let found = try rows("SELECT p.id FROM view_venues_venue p WHERE p.name_zh = \(text) OR p.name_en = \(text) OR p.key = \(text) ORDER BY p.id LIMIT 2") { try $0.id("id", Venue.self) }
        return found.count == 1 ? found[0] : nil
    }
}
