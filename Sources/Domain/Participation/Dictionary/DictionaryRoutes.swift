import Access
import Kernel
import Web

/// The dictionary for everybody: a page, a table, JSON.
enum DictionaryRoutes {
    static let routes: [Route] = [
        .get("/figures/definitions", .anyone, filters: ["edition"]) { visit in
            guard let key = visit.query["edition"], !key.isEmpty else { return DictionaryPage(edition: IndicatorDictionary.newest, visit: visit).answer }
            guard let edition = IndicatorDictionary.edition(key) else {
                let names = IndicatorDictionary.editions.map(\.key)
                throw Refusal(
                    .notFound, "no-edition", "没有这一版指标词典。可以是：\(names.joined(separator: "、"))。",
                    "There is no such edition of the dictionary. There are: \(names.joined(separator: ", ")).")
            }
            return DictionaryPage(edition: edition, visit: visit).answer
        },
        .get("/figures/definitions.csv", .anyone, filters: []) { _ in
            Answer(mediaType: "text/csv; charset=utf-8", body: IndicatorTable.csv(IndicatorDictionary.editions))
                .header("content-disposition", "attachment; filename=\"indicators.csv\"")
        },
        .get("/figures/definitions.json", .anyone, filters: []) { _ in .json(IndicatorTable.json(IndicatorDictionary.editions)) },
    ]
}
