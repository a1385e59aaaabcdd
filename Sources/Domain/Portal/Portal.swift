import Kernel
package import Rooms
import Web

/// The last room: the home page, made of what the others contribute, and the demonstration.
package enum Portal {
    /// On the home page, below what is on; the subject is always 0.
    package static let homePanels = PanelPlace("portal.home")

    package static let module: Module = {
        var module = Module("portal", "首页", "Home")
        module.navigation = [.init("/about", "关于", "About", order: 100), .init("/data", "数据与格式", "Data and formats", order: 110)]
        module.api = { _ in RegionAPI.resources }
        module.routes = { house in PortalRoutes.routes(house) }
        module.demo = [DemoProgramme.part, DemoClaims.part, DemoBookings.part, DemoBookingRules.part, DemoDoor.part, DemoNews.part]
        return module
    }()
}
