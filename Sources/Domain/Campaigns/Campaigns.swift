package import Access
import Kernel
package import Rooms

/// The room of campaigns: their editions, blocks, themes, roles, news, and what their sources announce.
package enum Campaigns {
    package static let edit = Permission("campaigns.edit", "编辑活动项目", "Edit campaigns", roles: [.administrator, .organiser])

    /// On a campaign's page: what later rooms know of it, such as its activities and its figures.
    package static let campaignPanels = PanelPlace("campaigns.campaign")

    package static let module: Module = {
        var module = Module("campaigns", "活动项目", "Campaigns")
        module.migrations = CampaignsSchema.migrations
        module.permissions = [edit]
        module.sections = [CampaignSection.section]
        return module
    }()
}
