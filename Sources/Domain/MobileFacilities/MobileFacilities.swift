import Access
import Kernel
package import Rooms
import Storage
import Web
import Workflow

/// The room of mobile facilities: which sets, caravans and school museums there are, whose, where, how far they ran, and what the rules make of them.
package enum MobileFacilities {
    static let keep = Permission("mobile.keep", "登记流动科普设施", "Keep the register of mobile facilities", roles: [.administrator, .organiser, .host])

    package static let module: Module = {
        var module = Module("mobile", "流动科普设施", "Mobile facilities")
        module.migrations = MobileSchema.migrations
        module.permissions = [keep]
        module.workflows = [.init("facility", Facility.workflow)]
        module.desk = [DeskItem("/desk/facilities", "流动科普设施", "Mobile facilities", permission: keep, in: .resources, order: 69)]
        module.api = { _ in FacilityAPI.resources }
        module.operations = { _ in OdometerActs.operations }
        module.personalData = [MobilePersonalData.readings]
        module.mergings = [FacilityMerging.merging]
        module.demo = [DemoFacilities.part]
        module.panels = [FacilityPanel.network, FacilityPanel.activity, FacilityPanel.ofCatalogue]
        (module.ledgerWords, module.ledgerNouns) = (MobileLedger.words, MobileLedger.nouns)
        module.routes = { _ in FacilityRoutes.routes + FacilitySheetRoutes.routes + FacilityPublicRoutes.routes }
        return module
    }()
}
