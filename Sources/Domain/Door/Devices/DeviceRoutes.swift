import Access
import Activities
import Bookings
import Kernel
import Language
import Storage
import Web

/// Devices as the desk lets them keep the door, and the page that they open.
enum DeviceRoutes {
    static let routes: [Route] = [
        .post("/door/{activity}/{session}/devices", .permitted(Bookings.door)) { visit in try await make(visit) },
        .post("/door/{activity}/{session}/devices/{device}/revocation", .permitted(Bookings.door)) { visit in
            let identity = try visit.signedIn()
            let session = try await DoorRoutes.load(visit).session
            let id: ID<DoorDevice> = try visit.id("device", of: DoorDevice.noun)
            try await visit.database.write { tx in
                try identity.require(Bookings.door, within: tx.activityScopes(session.activity))
                guard try tx.doorDevice(session.activity, id) != nil else { throw Refusal.notFound(DoorDevice.noun) }
                try tx.revokeDoorDevice(session.activity, id, by: identity.account.id.number)
            }
            return visit.see("/door/\(session.activity.text)/\(session.id.text)", saying: Phrase("设备已停用，不再接收它送来的记录。", "The device is revoked; nothing is taken from it any more."))
        },
        .get("/door/app", .anyone) { visit in DevicePage(visit: visit).answer },
        .get("/door/app.webmanifest", .anyone) { visit in DevicePage(visit: visit).manifest },
    ]

    private static func make(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let session = try await DoorRoutes.load(visit).session
        var reading = DoorPage.deviceForm.read(visit.posted)
        var page: DoorPage
        do {
            guard reading.isGood, let duty = DoorDevice.Duty(rawValue: reading.text("duty")) else {
                page = DoorPage(model: try await DoorRoutes.load(visit), reading: DoorPage.form.empty, visit: visit, status: 422)
                page.wrong = ("devices", reading)
                return page.answer
            }
            let name = reading.text("name")
            let made = try await visit.database.write { tx in
                try identity.require(Bookings.door, within: tx.activityScopes(session.activity))
                return try tx.makeDoorDevice(name, duty, activity: session.activity, on: session.day, by: identity.account.id.number)
            }
            page = DoorPage(model: try await DoorRoutes.load(visit), reading: DoorPage.form.empty, visit: visit)
            page.pairing = made
        } catch let refusal as Refusal where refusal.kind == .conflict || refusal.kind == .invalid {
            page = DoorPage(model: try await DoorRoutes.load(visit), reading: DoorPage.form.empty, visit: visit, status: 422)
            reading.remark(refusal)
            page.wrong = ("devices", reading)
        }
        return page.answer.header("cache-control", "private, no-store")
    }
}
