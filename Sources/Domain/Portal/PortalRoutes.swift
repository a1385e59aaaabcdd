import Rooms
import Storage
import Web

/// `/`, `/about`, `/data`, `/robots.txt`, the site map.
enum PortalRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/", .anyone, filters: ["near"]) { visit in
                let place = visit.query["near"].flatMap { $0.isEmpty ? nil : $0 }
                let model = try await visit.database.read { try HomeModel($0, near: place, regions: visit.regions) }
                let panels = try await house.panelsHTML(on: Portal.homePanels, 0, visit)
                return HomePage(model: model, panels: panels, visit: visit).answer
            },
            .get("/about", .anyone) { visit in AboutPage(visit: visit).answer },
            .get("/data", .anyone) { visit in DataPage(visit: visit).answer },
            .get("/robots.txt", .anyone) { visit in .text(robots + "\nSitemap: \(visit.origin)/sitemap.xml\n") },
        ] + SiteMap.routes
    }

    /// Search machines read what is public; the desk and the door hold nothing for them.
    private static let robots = """
        User-agent: *
        Disallow: /desk
        Disallow: /door
        Disallow: /sign-in
        Disallow: /bookings/
        Disallow: /api/

        """
}
