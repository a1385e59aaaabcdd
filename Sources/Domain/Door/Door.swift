package import Access
import Bookings
import Kernel
package import Rooms
import Storage
import Web

/// The room of the door: devices that read tickets, also without a network; who came without one; how full it is; closing for weather.
package enum Door {
    package static let callOff = Permission("door.call-off", "因天气等停办场次", "Call a session off at the door", roles: [.door, .host, .administrator])

    package static let module: Module = {
        var module = Module("door", "检票", "The door")
        module.busyTables = ["door_entry", "door_tally"]
        module.migrations = DoorSchema.migrations
        module.permissions = [callOff]
        module.panels = [CrowdPanel.panel, DoorWay.panel]
        module.desk = [DeskItem("/door", "检票", "Door", permission: Bookings.door, in: .own, order: 40)]
        (module.ledgerWords, module.ledgerNouns) = (DoorLedger.words, [LedgerNoun("door-device", "检票设备", "door device")])
        module.routes = { house in DoorRoutes.routes + TallyRoutes.routes(house) + DeviceRoutes.routes + DeviceSendingRoutes.routes }
        return module
    }()
}

/// What the ledger's entries of this room say.
enum DoorLedger {
    static let words = [
        LedgerWord("door.device-made", "开通了检票设备", "let a device keep the door of"), LedgerWord("door.device-paired", "配对了检票设备", "paired"),
        LedgerWord("door.device-revoked", "停用了检票设备", "revoked"), LedgerWord("door.limit-set", "设置了在场人数上限", "set how many may be inside at once"),
        LedgerWord("door.left-counted", "清点了离场人数", "counted people who left"), LedgerWord("door.called-off", "在检票处停办了场次", "called off at the door"),
    ]
}
