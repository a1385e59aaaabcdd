import Access
import Kernel
package import Rooms
import Storage
import Venues
import Web
import Workflow

/// The room of resources: the catalogue of what units share, who checked its science, who uses it.
package enum Resources {
    /// Below a resource's own facts, on its public page; subject: the resource.
    package static let resourcePanels = PanelPlace("resources.resource")

    /// Above the catalogue: where else one asks for things. Subject 0.
    package static let cataloguePanels = PanelPlace("resources.catalogue")
    /// On the desk's page of a resource, for whoever sees it there; subject: the resource.
    package static let deskPanels = PanelPlace("resources.desk")

    static let see = Permission(
        "resources.see", "查看待上架的资源", "See resources at the desk", roles: [.administrator, .organiser, .moderator, .host])
    static let offer = Permission("resources.offer", "提供资源", "Offer resources", roles: [.administrator, .organiser, .host])
    static let check = Permission("resources.check", "核对并上架资源", "Check and list resources", roles: [.administrator, .organiser, .moderator])
    static let vet = Permission("resources.vet", "审核资源的科学内容", "Vet the science of resources", roles: [.expert])
    static let use = Permission("resources.use", "报告资源的使用情况", "Report the use of resources", roles: [.administrator, .host, .organiser])

    package static let module: Module = {
        var module = Module("resources", "资源", "Resources")
        module.migrations = ResourcesSchema.migrations
        module.permissions = [see, offer, check, vet, use]
        module.workflows = [.init("resource", Resource.workflow)]
        module.navigation = [.init("/resources", "资源", "Resources", order: 50)]
        module.desk = [DeskItem("/desk/resources", "资源", "Resources", permission: see, in: .resources, order: 64), VettingRoutes.item]
        module.messages = ResourceLetter.kinds
        module.jobs = PackJobs.all
        module.queues = ResourceQueues.all
        module.sections = [WaySection.section, ResourceSection.section]
        module.mergings = [ResourceMerging.merging]
        module.dependants = ResourceDependants.all
        module.personalData = ResourcesPersonalData.all
        module.demo = [DemoAction.part, DemoResources.part]
        module.panels = [WayPanel.panel, CampaignResources.panel]
        module.api = { _ in ResourceAPI.resources }
        module.changes = ResourceAPI.changes
        (module.ledgerWords, module.ledgerNouns) = (ResourcesLedger.words, ResourcesLedger.nouns)
        module.routes = { house in ResourceRoutes.routes(house) + VettingRoutes.routes + UseRoutes.routes + FileRoutes.routes + PackRoutes.routes }
        return module
    }()
}
