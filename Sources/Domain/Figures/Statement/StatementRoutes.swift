import Campaigns
import Kernel
import Storage
import Venues
import Web

/// The year-end statement: page, paper, and the lists behind its lines.
enum StatementRoutes {
    static let routes: [Route] = [
        .get("/figures/{key}/statement", .anyone, filters: []) { visit in StatementPage(statement: try await statement(visit)).answer(visit) },
        .get("/figures/{key}/statement.pdf", .anyone, filters: []) { visit in
            try await StatementPaper(statement: try await statement(visit), language: visit.language, now: visit.now, origin: visit.origin).answer()
        },
        .get("/figures/{key}/statement/{line}", .anyone, filters: ["page"]) { visit in
            let key = visit.parameter("key"), page = visit.pageNumber
            guard let line = StatementLine(rawValue: visit.parameter("line")), line.isListed else { throw Refusal.notFound(Phrase("这一行", "line")) }
            return try await visit.database.read { tx in
                guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
                let found = try tx.statementRecords(line, of: campaign.id, page: page)
                return StatementListPage(campaign: campaign, line: line, items: found.items, total: found.total, page: page)
            }.answer(visit)
        },
    ]

    private static func statement(_ visit: Visit) async throws -> Statement {
        let key = visit.parameter("key")
        return try await visit.database.read { try Statement(key, in: $0) }
    }
}
