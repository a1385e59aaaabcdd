import Campaigns
import Kernel
import Rooms
import Storage
import Web

/// `/figures`, and the same view as files.
enum FigureViewRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/figures", .anyone, filters: FigureView.names) { visit in try await page(visit, house) },
            .get("/figures.csv", .anyone, filters: FigureView.names) { visit in try await file(visit, house).csv() },
            .get("/figures.xlsx", .anyone, filters: FigureView.names) { visit in try await file(visit, house).xlsx() },
            .get("/figures.csv-metadata.json", .anyone, filters: FigureView.names) { visit in try await file(visit, house).metadata() },
        ]
    }

    private static func page(_ visit: Visit, _ house: House) async throws -> Answer {
        let terms = FigureView.terms(house)
        let all = FigureTerm.plain + house.indicators.map { FigureTerm($0) }
        return try await visit.database.read { tx -> @Sendable () -> Answer in
            guard let view = try FigureView(visit, house, in: tx) else {
                let headlines = try tx.campaignHeadlines()
                let form = FigureViewForm(campaigns: headlines.map(\.campaign), terms: terms)
                return { FigureListPage(headlines: headlines, terms: all, form: form).answer(visit) }
            }
            let page = FigureViewPage(view: view, found: try FigureViewLines(view, in: tx), form: FigureViewForm(campaigns: try tx.campaigns(), terms: terms))
            return { page.answer(visit) }
        }()
    }

    private static func file(_ visit: Visit, _ house: House) async throws -> FigureViewFile {
        let found = try await visit.database.read { tx in
            guard let view = try FigureView(visit, house, in: tx) else {
                throw Refusal(
                    .invalid, "figures-campaign", "请写明活动项目，例如 /figures.csv?campaign=…。可以在 /figures 上选好后下载。",
                    "Name a campaign, as in /figures.csv?campaign=…; or choose it on /figures and download from there.", field: "campaign")
            }
            return (view, try FigureViewLines(view, in: tx))
        }
        return FigureViewFile(view: found.0, found: found.1, language: visit.language, origin: visit.origin)
    }
}
