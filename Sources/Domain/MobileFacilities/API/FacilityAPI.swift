import API
import Access
import Kernel
import Language
import Storage
import Venues
import Web

/// The register of mobile facilities at `/api/v1`, for everybody.
enum FacilityAPI {
    static let resources = [list, item]

    private static func choice<Choice: CaseIterable & RawRepresentable>(_ name: String, _ zh: String, _ en: String, _: Choice.Type, _ title: (Choice) -> Phrase) -> FormField
    where Choice.RawValue == String { FormField(name, zh, en, .choice(Choice.allCases.map { .init($0.rawValue, title($0)) })) }

    private static let list = APIResource.list(
        "/facilities", name: "listFacilities", Phrase("流动科普设施", "Mobile facilities"), says: Phrase("按登记的先后排列。", "In the order in which they were registered."),
        [
            APIParameter(choice("kind", "种类", "Kind", FacilityContent.Kind.self) { $0.title }, example: "caravan"),
            APIParameter(choice("state", "状态", "State", FacilityState.self) { $0.title }, example: "in-service"),
            APIParameter(FormField("region", "行政区划代码", "A region's code", .text(max: 6)), isOpen: true, example: "610000"),
            APIParameter(FormField("q", "编号、名称或车牌", "A number, a name or a plate", .text(max: FacilityFilter.longestWords))),
        ], of: FacilityTold.json, examples: [APIExample("大篷车", "Caravans", ("kind", "caravan"), ("limit", "5"))]
    ) { call in
        let filter = try FacilityFilter(call.filters)
        let (after, limit) = (call.afterNumber ?? 0, call.limit)
        return try await call.visit.database.read { tx in
            let found = try tx.facilities(filter, after: after, most: limit + 1).map { FacilityTold(facility: $0.facility, owner: $0.owner, today: tx.now.day(in: .china)) }
            let total = after == 0 ? try tx.facilities(filter, page: 1, size: 1).total : nil
            return APIPage(upTo: limit, of: found, total: total) { [String($0.facility.id.number)] }
        }
    }

    private static let item = APIResource.item(
        "/facilities/{id}", name: "readFacility", Phrase("一个流动科普设施", "One mobile facility"), [.path("id", "设施的标识", "The facility's identity")], of: FacilityTold.json,
        examples: [
            APIExample(Phrase("一个设施", "One facility")) { tx in
                try tx.facilities(try FacilityFilter(Query()), after: 0, most: 1).first.map { [("id", $0.facility.id.text)] }
            }
        ]
    ) { call in
        let id: ID<Facility> = try call.visit.id("id", of: Facility.noun)
        return try await call.visit.database.read { tx in
            guard let facility = try tx.facility(id) else { throw Refusal.notFound(Facility.noun) }
            return try FacilityTold(facility, in: tx)
        }
    }
}

/// A facility as the register tells it.
struct FacilityTold: Sendable {
    let facility: Facility
    let owner: Wording
    let today: Day

    init(facility: Facility, owner: Wording, today: Day) { (self.facility, self.owner, self.today) = (facility, owner, today) }

    init(_ facility: Facility, in tx: Transaction) throws {
        self.init(facility: facility, owner: try tx.organisation(facility.content.ownerID)?.name ?? Wording(""), today: tx.now.day(in: .china))
    }

    /// For those who keep it.
    static let record = APIRecord<FacilityTold>(
        json, version: { [$0.facility.id.text, $0.facility.state.rawValue, String($0.facility.changedAt.microseconds)] },
        find: { request, tx in
            let id: ID<Facility> = try request.id("id", of: Facility.noun)
            if tx.isWriting { try tx.lock("mobile:\(id.number)") }
            return try FacilityTold(try tx.requireFacility(id, for: request.identity), in: tx)
        })

    static let json = APIObject<FacilityTold>("Facility") {
        APIField("id", .id, "标识", "Its identity") { $0.facility.id.text }
        APIField("number", .text, "登记编号", "The number by which it is registered") { $0.facility.number }
        APIField("kind", .choice(FacilityContent.Kind.self), "种类", "What it is") { $0.facility.content.kind }
        APIField("type", .orNull(.choice(FacilityContent.VehicleType.self)), "大篷车的车型", "The type of a caravan") { $0.facility.content.type }
        APIField("name", .wording, "名称", "Its name") { $0.facility.content.name }
        APIField("owner", .id, "所有单位的标识", "The identity of its owner") { $0.facility.content.ownerID.text }
        APIField("owner_name", .wording, "所有单位", "Its owner") { $0.owner }
        APIField("operator", .id, "运行单位的标识", "The identity of who runs it") { ($0.facility.content.operatorID ?? $0.facility.content.ownerID).text }
        APIField("operator_kind", .choice(FacilityContent.OperatorKind.self), "运行方式", "How it is run") { $0.facility.content.operatorKind }
        APIField("region", .text, "行政区划代码", "The code of the region where it stands") { $0.facility.content.region }
        APIField("plate", .orNull(.text), "车牌", "Its plate") { $0.facility.content.plate }
        APIField("year", .orNull(.integer), "配发年份", "The year in which it was allocated") { $0.facility.content.year }
        APIField("state", .choice(FacilityState.self), "状态：配发、在用、退役分别计数", "Allocated, in service and retired are counted apart") { $0.facility.state }
        APIField("state_since", .day, "自哪天起", "Since when") { $0.facility.stateSince }
        APIField("kilometres", .orNull(.integer), "累计里程（公里）；从未读过为 null", "What it ran in all (km); null: never read") { $0.facility.kilometres.map { Int($0) } }
        APIField("may_be_renewed", .boolean, "按公布的规则可以更新", "Whether the published rules let it be renewed") { !RenewalRule.published.renewal(of: $0.facility, on: $0.today).isEmpty }
        APIField("may_be_refreshed", .boolean, "按公布的规则可以更新展品", "Whether they let its exhibits be refreshed") { RenewalRule.published.mayRefresh($0.facility) }
        APIField("page", .address, "公开页面", "Its page") { "/facilities/" + $0.facility.id.text }
    }
}

extension Transaction {
    /// In the order of their identities.
    func facilities(_ filter: FacilityFilter, after: Int64, most: Int) throws -> [FacilityLine] {
        try rows(
            """
            SELECT f.*, o.name_zh AS owner_zh, o.name_en AS owner_en FROM mobilefacilities_facility f JOIN view_venues_organisation o ON o.id = f.owner_id
            WHERE \(sql: filter.condition) AND f.id > \(after) ORDER BY f.id LIMIT \(most)
            """, FacilityLine.init)
    }
}
