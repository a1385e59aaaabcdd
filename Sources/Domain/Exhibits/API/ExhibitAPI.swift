import API
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Exhibits at `/api/v1`, for everybody: what there is, how much of it works, on which days it is free.
enum ExhibitAPI {
    static let resources = [list, item, days]

    private static let owner = APIParameter(FormField("owner", "提供单位的标识", "The identity of a unit", .text(max: 13)))

    private static let list = APIResource.list(
        "/exhibits", name: "listExhibits", Phrase("展品和成套展品", "Exhibits and sets of exhibits"),
        says: Phrase("资源目录中可以借的，按录入的先后排列。", "Those of the catalogue, in the order in which they were entered."), [owner], of: json,
        examples: [APIExample("全部", "All of them", ("limit", "5"))]
    ) { call in
        let (after, limit) = (call.afterNumber ?? 0, call.limit)
        let text = call.filters["owner"].flatMap { $0.isEmpty ? nil : $0 }
        let owner: ID<Organisation>? = text.map { ID($0) ?? ID(0) }
        return try await call.visit.database.read { tx in
            let found = try tx.exhibitEntries(try tx.listedExhibits(of: owner, after: after, most: limit + 1))
            return APIPage(upTo: limit, of: found, total: after == 0 ? try tx.listedExhibitCount(of: owner) : nil) { [String($0.exhibit.id.number)] }
        }
    }

    private static let id = APIParameter.path("id", "资源的标识", "The resource's identity")

    private static func example(_ zh: String, _ en: String) -> APIExample {
        APIExample(Phrase(zh, en)) { tx in try tx.listedExhibits(of: nil, after: 0, most: 1).first.map { [("id", $0.id.text)] } }
    }

    private static let item = APIResource.item(
        "/exhibits/{id}", name: "readExhibit", Phrase("一件展品或一套展品", "One exhibit, or one set"), [id], of: json,
        examples: [example("一件展品", "One exhibit")]
    ) { call in
        let id: ID<Resource> = try call.visit.id("id", of: Exhibit.noun)
        return try await call.visit.database.read { tx in
            guard let exhibit = try tx.exhibit(id), exhibit.isListed, let found = try tx.exhibitEntries([exhibit]).first else { throw Refusal.notFound(Exhibit.noun) }
            return found
        }
    }

    struct FreeDay: Sendable {
        let day: Day
        let free: Int
        let total: Int
    }

    private static let days = APIResource.list(
        "/exhibits/{id}/availability", name: "listExhibitDays", Phrase("档期：每天有几件可借", "On which days it is free"),
        says: Phrase("不写 begin 为今天，不写 end 为其后 30 天；最多相差 \(AvailabilityRoutes.mostDays - 1) 天。", "From today, for 30 days, unless told; at most \(AvailabilityRoutes.mostDays - 1) days between."),
        [
            id, APIParameter(FormField("begin", "从哪天", "The first day", .day)), APIParameter(FormField("end", "到哪天", "The last day", .day)),
        ], of: freeDay, examples: [example("今后 30 天", "The next 30 days")]
    ) { call in
        let id: ID<Resource> = try call.visit.id("id", of: Exhibit.noun)
        let (first, last) = try AvailabilityRoutes.span(call.filters, today: call.visit.now.day(in: Loan.zone))
        let occupation = try await call.visit.database.read { tx in
            guard let exhibit = try tx.exhibit(id), exhibit.isListed else { throw Refusal.notFound(Exhibit.noun) }
            return try tx.occupation(of: id, from: first, to: last)
        }
        let all = Day.days(from: first, to: last).map { FreeDay(day: $0, free: occupation.free(on: $0), total: occupation.total) }
        return call.page(of: all) { $0.day.iso }
    }

    private static let freeDay = APIObject<FreeDay>("ExhibitDay") {
        APIField("day", .day, "日期（北京时间）", "The day, by the clocks of China") { $0.day }
        APIField("free", .integer, "这一天空闲的件（套）数", "How many are free on that day") { $0.free }
        APIField("total", .integer, "共有件（套）数", "How many there are") { $0.total }
    }

    private static let json = APIObject<ExhibitEntry>("Exhibit") {
        APIField("id", .id, "资源的标识", "The resource's identity") { $0.exhibit.id.text }
        APIField("is_set", .boolean, "是否成套", "Whether it is a set") { $0.exhibit.isSet }
        APIField("name", .wording, "名称", "Its name") { $0.exhibit.name }
        APIField("owner", .id, "提供单位的标识", "The identity of the unit that offers it") { $0.exhibit.ownerID.text }
        APIField("owner_name", .wording, "提供单位", "The unit that offers it") { $0.exhibit.owner }
        APIField("length", .orNull(.integer), "长（毫米）", "Length (mm)") { $0.sheet.length }
        APIField("width", .orNull(.integer), "宽（毫米）", "Width (mm)") { $0.sheet.width }
        APIField("height", .orNull(.integer), "高（毫米）", "Height (mm)") { $0.sheet.height }
        APIField("mass", .orNull(.integer), "质量（克）", "Mass (g)") { $0.sheet.mass }
        APIField("power", .orNull(.integer), "功率（瓦）", "Power (W)") { $0.sheet.power }
        APIField("needs", .object(needs), "对场地的要求", "What a place must offer") { $0.sheet.need }
        APIField("days_before", .integer, "借用前通常预留的天数", "Days usually held before a loan, for transport and service") { $0.sheet.daysBefore }
        APIField("days_after", .integer, "借用后通常预留的天数", "Days usually held behind a loan") { $0.sheet.daysAfter }
        APIField("things", .integer, "件数，成套的连同套内各件，不含已退役的", "How many things there are, with those in sets, without what is retired") { $0.share.total }
        APIField("working", .integer, "其中完好可用的件数", "How many of them work") { $0.share.working }
        APIField("page", .address, "公开页面", "Its page") { "/resources/" + $0.exhibit.id.text }
    }

    private static let needs = APIObject<SiteNeed>("ExhibitNeeds") {
        APIField("area", .orNull(.integer), "面积（平方米）；null 为不限", "Area (m²); null: it does not matter") { $0.area }
        APIField("door_width", .orNull(.integer), "最窄的门宽（毫米）", "Width of the narrowest door (mm)") { $0.doorWidth }
        APIField("door_height", .orNull(.integer), "最矮的门高（毫米）", "Height of the lowest door (mm)") { $0.doorHeight }
        APIField("floor", .orNull(.integer), "地面承重（千克/平方米）", "Floor load (kg/m²)") { $0.floor }
        APIField("power", .orNull(.integer), "供电（瓦）", "Power there (W)") { $0.power }
        APIField("indoor", .boolean, "须在室内", "It must stand indoors") { $0.indoor }
        APIField("network", .boolean, "须有网络", "It needs a network") { $0.network }
    }
}

/// An exhibit with its sheet and how much of it works.
struct ExhibitEntry: Sendable {
    let exhibit: Exhibit
    let sheet: ExhibitSheet
    let share: WorkingShare
}

extension Transaction {
    /// The exhibits with what is known of each, in the order given; three questions for all of them.
    func exhibitEntries(_ exhibits: [Exhibit]) throws -> [ExhibitEntry] {
        let ids = exhibits.map(\.id)
        guard !ids.isEmpty else { return [] }
        let sheets = try rows("SELECT * FROM exhibits_sheet WHERE resource_id IN (\(list: ids))") { (try $0.id("resource_id", Resource.self), try ExhibitSheet($0)) }
        let shares = try rows(
            """
            SELECT w.resource_id, COUNT(*) AS total, COALESCE(SUM(CASE WHEN w.state = \(Piece.State.inService) AND NOT EXISTS (
                SELECT 1 FROM exhibits_fault f WHERE f.piece_id = w.id AND f.closed_on IS NULL) THEN 1 ELSE 0 END), 0) AS working
            FROM (
                SELECT p.resource_id, p.id, p.state FROM exhibits_piece p WHERE p.resource_id IN (\(list: ids))
                UNION ALL
                SELECT s.resource_id, m.id, m.state FROM exhibits_piece s JOIN exhibits_piece m ON m.set_id = s.id WHERE s.resource_id IN (\(list: ids))) w
            WHERE w.state <> \(Piece.State.retired) GROUP BY w.resource_id
            """) { (try $0.id("resource_id", Resource.self), WorkingShare(working: try $0.int("working"), total: try $0.int("total"))) }
        let sheetOf = Dictionary(sheets, uniquingKeysWith: { first, _ in first }), shareOf = Dictionary(shares, uniquingKeysWith: { first, _ in first })
        return exhibits.map {
            ExhibitEntry(exhibit: $0, sheet: sheetOf[$0.id] ?? ExhibitSheet(), share: shareOf[$0.id] ?? WorkingShare(working: 0, total: 0))
        }
    }
}
