import Activities
import Campaigns
import Kernel
import Storage
import Venues
import Web

/// `/sitemap.xml`: every public page for search machines, in pieces that each fit into one answer (sitemaps.org).
enum SiteMap {
    /// Pages in one piece; the protocol allows 50,000.
    static let size = 10_000

    static let routes: [Route] = [
        .get("/sitemap.xml", .anyone, filters: []) { visit in try await index(visit) },
        .get("/sitemap-pages.xml", .anyone, filters: []) { visit in try await pages(visit) },
        .get("/sitemap-venues.xml", .anyone, filters: ["after"]) { visit in try await venues(visit) },
        .get("/sitemap-activities.xml", .anyone, filters: ["after"]) { visit in try await activities(visit) },
    ]

    private static func index(_ visit: Visit) async throws -> Answer {
        let (activities, venues) = try await visit.database.read { tx in
            (try tx.activityPieces(of: size), try tx.pieces(of: "SELECT v.id FROM view_venues_venue v", size: size))
        }
        var pieces = ["/sitemap-pages.xml"]
        pieces += venues.map { "/sitemap-venues.xml?after=\($0)" }
        pieces += activities.map { "/sitemap-activities.xml?after=\($0)" }
        let lines = pieces.map { "<sitemap><loc>\(visit.origin)\($0)</loc></sitemap>" }
        return xml("sitemapindex", lines)
    }

    private static func pages(_ visit: Visit) async throws -> Answer {
        let found: [String] = try await visit.database.read { tx in
            var out = visit.frame.links.map(\.path)
            out += try tx.campaigns().map { "/campaigns/" + $0.key }
            out += try tx.networks().map { "/networks/" + $0.key }
            out += try tx.news(limit: size / 2).map { "/news/" + $0.id.text }
            return out
        }
        return xml("urlset", (["/"] + found).map { url($0, nil, visit) })
    }

    private static func venues(_ visit: Visit) async throws -> Answer {
        let after = try start(visit)
        let found: [ID<Venue>] = try await visit.database.read { tx in
            try tx.rows("SELECT v.id FROM view_venues_venue v WHERE v.id > \(after) ORDER BY v.id LIMIT \(size)") { try $0.id("id") }
        }
        return xml("urlset", found.map { url("/venues/" + $0.text, nil, visit) })
    }

    private static func activities(_ visit: Visit) async throws -> Answer {
        let after = try start(visit)
        let found = try await visit.database.read { try $0.activityAddresses(after: after, limit: size) }
        return xml("urlset", found.map { url($0.path, $0.changed, visit) })
    }

    private static func start(_ visit: Visit) throws -> Int64 {
        guard let text = visit.query["after"], !text.isEmpty else { return 0 }
        guard let number = Int64(text), number >= 0 else {
            throw Refusal(.invalid, "after-wrong", "after 应为整数，见 /sitemap.xml。", "after is a whole number, as /sitemap.xml gives it.", field: "after")
        }
        return number
    }

    /// Paths hold nothing that XML would have to escape: keys and identities.
    private static func url(_ path: String, _ changed: String?, _ visit: Visit) -> String {
        "<url><loc>\(visit.origin)\(path)</loc>" + (changed.map { "<lastmod>\($0)</lastmod>" } ?? "") + "</url>"
    }

    private static func xml(_ name: String, _ lines: [String]) -> Answer {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(name) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        return .text(head + lines.joined(separator: "\n") + "\n</\(name)>\n", mediaType: "application/xml")
    }
}
