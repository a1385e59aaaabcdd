package import Access
import Jobs
import Kernel
package import Rooms
import Web

/// The room of figures: what is counted, laid out so that every number opens to its records, and editions that are locked.
package enum Figures {
    package static let lock = Permission("figures.lock", "锁定统计数字", "Lock figures", roles: [.organiser, .administrator])

    /// Under a campaign's figures: other ways to look at them.
    package static let campaignPanels = PanelPlace("figures.campaign")

    package static let module: Module = {
        var module = Module("figures", "数字", "Figures")
        module.migrations = FiguresSchema.migrations
        module.permissions = [lock]
        module.navigation = [.init("/figures", "数字", "Figures", order: 60)]
        module.panels = [FigurePanel.onCampaign, SurveyRoutes.panel]
        module.followers = [Follower("figures-rollup", step: RollUpFollowing.step)]
        module.checks = [RollUpCheck.check]
        module.api = { _ in [FigureAPI.resource] }
        module.ledgerWords = FiguresLedger.words
        module.figure = TextFigure.answer
        module.routes = { house in FigureRoutes.routes(house) }
        return module
    }()
}
