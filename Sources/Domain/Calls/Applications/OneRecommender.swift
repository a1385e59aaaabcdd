import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// Where one body alone recommends, a unit's applications to a call all name the same (domain.md §3.1, the national base).
    func requireOneRecommender(_ recommender: ID<Organisation>, for application: Application, _ rule: RecommendationRule) throws {
        guard rule.isOnlyOne else { return }
        let other = try row(
            """
            SELECT o.name_zh, o.name_en FROM calls_application a JOIN view_venues_organisation o ON o.id = a.recommender_id
            WHERE a.call_id = \(application.callID) AND a.organisation_id = \(application.organisationID) AND a.id <> \(application.id)
                AND a.recommender_id <> \(recommender) AND a.state NOT IN ('draft', 'declined', 'withdrawn', 'failed') ORDER BY a.id LIMIT 1
            """) { try $0.wording("name") }
        guard let other = other?.phrase else { return }
        throw Refusal(
            .conflict, "one-recommender", "按办法只能由一个单位推荐；贵单位在本次征集中已选择“\(other.zh)”。",
            "By the measure one body alone recommends; your unit has named “\(other.en)” in this call.", field: "recommender")
    }
}
