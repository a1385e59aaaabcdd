import Access
import Campaigns
import Kernel
package import Rooms
import Web

/// The room of commendations: units are scored by the published indicators of a notice, and each sees its score, line by line, before the deadline.
package enum Commendations {
    static let title = Phrase("表扬", "Commendations")

    /// See a unit's score, state what is judged.
    static let see = Permission("commendations.see", "查看本单位得分、提交材料", "See scores and state material for commendation", roles: [.administrator, .host, .organiser])
    /// The office that ranks, judges and publishes.
    static let run = Permission("commendations.run", "评定材料、公布表扬名单", "Judge material and publish commendations", roles: [.administrator, .organiser])

    package static let module: Module = {
        var module = Module("commendations", "表扬", "Commendations")
        module.migrations = CommendationsSchema.migrations
        module.permissions = [see, run]
        module.desk = [CommendationDeskRoutes.item, RankingRoutes.item]
        module.sections = [CommendationSection.section]
        module.dependants = CommendationDependants.all
        module.mergings = [CommendationMerging.merging]
        module.jobs = [CommendationJobs.reckoning]
        module.messages = [CommendationLetter.published]
        module.personalData = CommendationsPersonalData.all
        module.rulePages = [CommendationRulePage.page]
        module.panels = [CommendationPanel.panel]
        module.demo = [DemoCommendations.part]
        (module.ledgerWords, module.ledgerNouns) = (CommendationsLedger.words, CommendationsLedger.nouns)
        module.routes = { _ in CommendationRoutes.routes + CommendationDeskRoutes.routes + RankingRoutes.routes }
        return module
    }()
}
