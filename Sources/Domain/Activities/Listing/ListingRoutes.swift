import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Web

/// The list in every format: `/activities.json`, `.csv`, `.xlsx`, `.ics`, `.atom`, `.geojson`, `.pdf`, with every filter of the list, and
/// one activity as a calendar.
struct ListingRoutes: Sendable {
    let house: House
    let gate: ListingGate

    static func routes(_ house: House, gate: ListingGate = ListingGate()) -> [Route] {
        let all = ListingRoutes(house: house, gate: gate)
        var routes = ListingFormat.allCases.map { format in
            Route.get("/activities.\(format.rawValue)", .anyone) { visit in try await all.answer(visit, as: format) }
        }
        routes.append(.get("/activities/{id}.ics", .anyone) { visit in try await all.calendar(visit) })
        return routes
    }

    private func answer(_ visit: Visit, as format: ListingFormat) async throws -> Answer {
        let filter = try await filter(visit)
        let isPage = visit.query["page"] != nil
        // What is printed is printed whole.
        if format == .pdf, isPage { throw Refusal(.invalid, "filter-unknown", Query.noFilter("page"), field: "page") }
        let stamp = try await visit.database.read { try ListingStamp($0, format, visit) }
        // Who has it already is told so before anything is searched for.
        if visit.hasAlready(stamp.tag, modified: stamp.modified) { return stamped(Self.unchanged(format), stamp, visit) }
        let place = try gate.enter(visit.remote)
        if format == .atom { return stamped(try await atom(visit, filter, place), stamp, visit) }
        let ids = try await visit.database.read { try $0.listedIDs(filter) }
        let size = ActivityFilter.pageSize, first = min(ids.count, (filter.page - 1) * size)
        if isPage, filter.page > 1, first >= ids.count { throw ActivityFilter.pastTheEnd(filter.page, total: ids.count) }
        let shown = isPage ? Array(ids[first..<min(ids.count, first + size)]) : ids
        let source = source(visit, filter, shown, total: ids.count, place)
        let answer: Answer =
            switch format {
            case .json: source.json()
            case .geojson: source.geoJSON()
            case .csv: source.csv()
            case .xlsx: try await source.xlsx()
            case .ics: source.calendar(name: Phrase("科普活动", "Science activities"))
            case .pdf: try await source.pdf()
            case .atom: .text("")
            }
        return stamped(finished(answer, format, total: ids.count), stamp, visit)
    }

    private static func unchanged(_ format: ListingFormat) -> Answer {
        Answer(status: 304, mediaType: format.mediaType, body: []).header("access-control-allow-origin", "*")
    }

    /// What readers need to ask again cheaply; kept by nobody of ours, because whoever asks again gets a 304 for three look-ups.
    private func stamped(_ answer: Answer, _ stamp: ListingStamp, _ visit: Visit) -> Answer {
        let answer = answer.header("etag", stamp.tag).header("cache-control", "public, max-age=0, must-revalidate")
        return stamp.isSettled(at: visit.now) ? answer.header("last-modified", HTTPDate.text(stamp.modified)) : answer
    }

    private func atom(_ visit: Visit, _ filter: ActivityFilter, _ place: ListingGate.Place) async throws -> Answer {
        let (ids, total, latest) = try await visit.database.read { tx in
            let found = try tx.changedIDs(filter, page: filter.page, size: ListingSource.feedPage)
            return (found.ids, found.total, try tx.lastListingChange())
        }
        let first = (filter.page - 1) * ListingSource.feedPage
        if first > 0, first >= total { throw Refusal.noPage(String(filter.page), last: max(1, (total + ListingSource.feedPage - 1) / ListingSource.feedPage)) }
        let source = source(visit, filter, ids, total: total, place)
        return finished(source.atom(page: filter.page, latest: latest), .atom, total: total)
    }

    private func calendar(_ visit: Visit) async throws -> Answer {
        let id: ID<Activity> = try visit.id("id", of: Activity.noun)
        let place = try gate.enter(visit.remote)
        let record = try await visit.database.read { try $0.listedRecords([id], ListedDays()).first }
        let isRemembered = record?.goneAt.map { visit.now.seconds(since: $0) < ListingSource.remembered }
        guard let record, record.activity.isPublic || isRemembered == true else { throw Refusal.notFound(Activity.noun) }
        let source = source(visit, ActivityFilter(), record.isGone ? [] : [id], total: 1, place)
        return finished(source.calendar(name: record.content.title.phrase, of: record), .ics, total: 1, name: id.text)
    }

    private func source(
        _ visit: Visit, _ filter: ActivityFilter, _ ids: [ID<Activity>], total: Int, _ place: ListingGate.Place
    ) -> ListingSource {
        let asked = visit.query.asked.encoded
        return ListingSource(
            database: visit.database, ids: ids, total: total, filter: filter, regions: visit.regions, language: visit.language, origin: visit.origin,
            address: visit.path + (asked.isEmpty ? "" : "?" + asked), now: visit.now, place: place)
    }

    /// The filters of the list; the first that is wrong is refused by name.
    private func filter(_ visit: Visit) async throws -> ActivityFilter {
        let campaigns = try await visit.database.read { try $0.campaigns() }
        let form = ActivityFilter.form(campaigns: campaigns, region: visit.query["region"], regions: visit.regions, house: house)
        let known = Set(form.fields.map(\.name)).union(["page"])
        if let name = visit.query.unknownFilter(among: known) { throw Refusal(.invalid, "filter-unknown", Query.noFilter(name), field: name) }
        let (filter, reading) = ActivityFilter.read(visit.query, form: form, house: house)
        guard let remark = reading.remarks.first else { return filter }
        let name = remark.field.isEmpty ? "page" : remark.field
        throw Refusal(.invalid, "filter-wrong", Phrase("“\(name)”：\(remark.says.zh)", "“\(name)”: \(remark.says.en)"), field: name)
    }

    private func finished(_ answer: Answer, _ format: ListingFormat, total: Int, name: String = "activities") -> Answer {
        var answer = answer.header("x-total-count", String(total))
        let disposition = format.isDownload ? "attachment" : "inline"
        answer = answer.header("content-disposition", "\(disposition); filename=\"\(name).\(format.rawValue)\"")
        return answer.header("access-control-allow-origin", "*").header("access-control-expose-headers", "ETag, Last-Modified, X-Total-Count")
    }
}

/// The formats of the list.
enum ListingFormat: String, Sendable, CaseIterable {
    case ics, csv, xlsx, json, geojson, atom, pdf

    /// Whether browsers keep it as a file rather than show it.
    var isDownload: Bool { self == .csv || self == .xlsx }

    var title: Phrase {
        switch self {
        case .ics: Phrase("日历订阅（iCalendar）", "Calendar (iCalendar)")
        case .csv: Phrase(same: "CSV")
        case .xlsx: Phrase("电子表格（XLSX）", "Spreadsheet (XLSX)")
        case .json: Phrase(same: "JSON")
        case .geojson: Phrase(same: "GeoJSON")
        case .atom: Phrase("更新订阅（Atom）", "Changes (Atom)")
        case .pdf: Phrase("打印节目单（PDF）", "Printed programme (PDF)")
        }
    }

    var mediaType: String {
        switch self {
        case .ics: "text/calendar"
        case .csv: "text/csv"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .json: "application/json"
        case .geojson: "application/geo+json"
        case .atom: "application/atom+xml"
        case .pdf: "application/pdf"
        }
    }
}
