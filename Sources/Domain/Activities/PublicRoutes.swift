import Campaigns
import Kernel
import Markup
import Regions
import Rooms
import Storage
import Web

/// `/activities` and `/activities/{id}`: for everybody, without an account.
enum PublicRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/activities", .anyone) { visit in try await list(visit, house) },
            .get("/activities/{id}", .anyone) { visit in try await one(visit, house) },
            .get("/activities/{id}.json", .anyone) { visit in
                let id: ID<Activity> = try visit.id("id", of: Activity.noun)
                return .json(ActivityJSON.text(try await visit.database.read { try $0.publicActivity(id) }))
            },
        ] + ListingRoutes.routes(house)
    }

    private static let nearUnknown = "near-unknown"

    private static func list(_ visit: Visit, _ house: House) async throws -> Answer {
        let code = visit.query["region"]
        let campaigns = try await visit.database.read { try $0.campaigns() }
        let form = ActivityFilter.form(campaigns: campaigns, region: code, regions: visit.regions, house: house)
        let read = ActivityFilter.read(visit.query, form: form, house: house)
        let filter = read.filter
        var reading = read.reading
        guard reading.isGood else { return ActivityListPage(found: .nothing, filter: filter, reading: reading, visit: visit).answer }
        let found: ActivityListPage.Found
        do {
            found = try await visit.database.read { try $0.listPage(filter, regions: visit.regions) }
        } catch let refusal as Refusal where refusal.code == Self.nearUnknown {
            // A region of which no venue's point is known is still a region.
            if case .named(let name) = filter.near, let region = visit.regions.find(name).first {
                let query = visit.query.asked.setting("near", nil).setting("within", nil).setting("page", nil).setting("region", region.code)
                return .see("/activities?" + query.encoded)
            }
            reading.remark(refusal)
            return ActivityListPage(found: .nothing, filter: filter, reading: reading, visit: visit).answer
        }
        var page = ActivityListPage(found: found, filter: filter, reading: reading, visit: visit)
        let links = ListingLinks(visit: visit, total: found.total)
        (page.head, page.formats) = (links.head, links.html)
        return page.answer
    }

    private static func one(_ visit: Visit, _ house: House) async throws -> Answer {
        let id: ID<Activity> = try visit.id("id", of: Activity.noun)
        let model = try await visit.database.read { try $0.publicActivity(id) }
        var panels: [ID<ActivitySession>: HTML] = [:]
        for session in model.sessions where !session.isOver(at: visit.now) {
            panels[session.id] = try await house.panelsHTML(on: Activities.sessionPanels, session.id.number, visit)
        }
        let below = try await house.panelsHTML(on: Activities.activityPanels, id.number, visit)
        var page = ActivityPage(model: model, sessionPanels: panels, below: below, visit: visit)
        page.head = ActivityMarkup(model: model, visit: visit).head
        return page.answer
    }
}
