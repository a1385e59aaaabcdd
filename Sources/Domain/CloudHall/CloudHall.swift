import Access
package import Rooms
import Storage
import Web

/// The cloud hall: sessions that are attended online, what is on now and what can be watched afterwards, and viewers counted by the program itself.
package enum CloudHall {
    package static let module: Module = {
        var module = Module("cloudhall", "云展厅", "Cloud hall")
        module.navigation = [.init("/live", "云展厅", "Cloud hall", order: 45)]
        module.busyTables = ["cloudhall_room", "cloudhall_viewer", "cloudhall_minute"]
        module.migrations = CloudHallSchema.migrations
        module.formParts = [OnlineRoomForm.part]
        module.panels = [HallPanel.session, HallPanel.campaign, HallPanel.desk]
        module.guards = HallGuards.all
        module.jobs = HallJobs.all
        module.personalData = [HallPersonalData.viewers]
        module.resealings = [ViewingToken.resealing]
        module.demo = [DemoHall.part]
        module.checks = [HallCheck.check]
        (module.ledgerWords, module.ledgerNouns) = (HallLedger.words, [])
        module.routes = { _ in LiveRoutes.routes }
        return module
    }()
}
