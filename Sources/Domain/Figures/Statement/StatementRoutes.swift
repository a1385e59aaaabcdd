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
        .get("/figures/{key}/statement/{line}", .anyone, filters: ["page", "theme"]) { visit in
            let key = visit.parameter("key"), page = visit.pageNumber, theme = visit.query.asked["theme"]
            guard let line = StatementLine(rawValue: visit.parameter("line")), line.isListed else { throw Refusal.notFound(Phrase("这一行", "line")) }
            return try await visit.database.read { tx in
                guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
                let issue = try theme.map { theme in
                    guard let issue = try tx.statementTheme(theme, of: campaign.id) else {
                        throw Refusal(
                            .invalid, "filter-value", "筛选条件 theme 不认识“\(theme.prefix(40))”。请从页面上的链接中选择。",
                            "The filter theme does not know “\(theme.prefix(40))”. Choose one of the links on the page.", field: "theme")
                    }
                    return issue
                }
                let found = try tx.statementRecords(line, of: campaign.id, theme: theme, page: page)
                try visit.requirePage(of: found.total, by: Transaction.figurePageSize)
                return StatementListPage(campaign: campaign, line: line, issue: issue, items: found.items, total: found.total, times: found.times, page: page)
            }.answer(visit)
        },
    ]

    private static func statement(_ visit: Visit) async throws -> Statement {
        let key = visit.parameter("key")
        return try await visit.database.read { try Statement(key, in: $0) }
    }
}
