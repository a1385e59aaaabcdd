import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// The demonstration's mobile facilities: invented vehicles and sets in every state, one to be renewed by its age, one by its distance.
enum DemoFacilities {
    static let part = DemoPart(order: 47, Phrase("示例流动科普设施：大篷车、流动馆和校园科技馆", "Demonstration: caravans, mobile museums and school museums")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM mobilefacilities_facility") == 0 else { return }
            for one in all { try load(one, tx) }
        }
    }

    /// Stands for units and offices, before there are accounts.
    private static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    private struct One: Sendable {
        var number: String
        var kind: FacilityContent.Kind
        var zh: String
        var en: String
        var owner: String
        var operation: FacilityContent.OperatorKind
        var region: String
        var type: FacilityContent.VehicleType?
        var plate: String?
        /// Years before today.
        var age: Int
        var state: FacilityState
        var kilometres: [Int64] = []
    }

    private static let all: [One] = [
        One(number: "DEMO-DPC-01", kind: .caravan, zh: "示例科普大篷车一号", en: "Sample caravan no. 1", owner: "demo-610113-0", operation: .museum, region: "610113", type: .four, plate: "陕A0D001", age: 13, state: .inService, kilometres: [61_200, 68_400]),
        One(number: "DEMO-DPC-02", kind: .caravan, zh: "示例科普大篷车二号", en: "Sample caravan no. 2", owner: "demo-science-association", operation: .company, region: "610100", type: .two, plate: "陕A0D002", age: 6, state: .inService, kilometres: [98_300, 101_700]),
        One(number: "DEMO-DPC-03", kind: .caravan, zh: "示例科普大篷车三号", en: "Sample caravan no. 3", owner: "demo-science-association", operation: .association, region: "610116", type: .four, plate: "陕A0D003", age: 1, state: .allocated),
        One(number: "DEMO-LD-01", kind: .set, zh: "示例流动科技馆第一套", en: "Sample mobile museum, set 1", owner: "demo-science-association", operation: .association, region: "610100", age: 4, state: .inService),
        One(number: "DEMO-LD-02", kind: .set, zh: "示例流动科技馆第二套", en: "Sample mobile museum, set 2", owner: "demo-science-association", operation: .society, region: "610400", age: 11, state: .retired),
        One(number: "DEMO-NC-01", kind: .ruralSchool, zh: "示例农村中学科技馆", en: "Sample rural-school museum", owner: "demo-unit-6", operation: .school, region: "610116", age: 5, state: .inService),
        One(number: "DEMO-XY-01", kind: .campus, zh: "示例校园科技馆", en: "Sample campus museum", owner: "demo-unit-3", operation: .school, region: "610113", age: 2, state: .inService),
    ]

    private static func load(_ one: One, _ tx: Transaction) throws {
        guard let owner = try tx.organisation(key: one.owner)?.id else { return }
        let today = tx.now.day(in: .china)
        var content = FacilityContent(kind: one.kind, name: Wording(one.zh, one.en), owner: owner, operatorKind: one.operation, region: one.region)
        (content.type, content.plate, content.year) = (one.type, one.plate, today.year - one.age)
        let id = try tx.addFacility(one.number, content, state: one.state == .retired ? .inService : one.state, by: program)
        for (index, shown) in one.kilometres.enumerated() {
            try tx.addReading(ReadingDraft(readOn: today.adding(days: (index - one.kilometres.count) * 60), shown: shown), of: id, by: program)
        }
        if one.state == .retired { try tx.step(id, on: .retire, on: today.adding(days: -100), says: "展品老化（示例）", by: program) }
    }
}
