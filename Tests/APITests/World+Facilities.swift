import Campaigns
import Kernel
import Language
import Resources
import Storage
import TestKit
import Testing
import Venues

@testable import JointActions
@testable import MobileFacilities

extension World {
    /// A caravan with a reading.
    static func fillFacilities(_ tx: Transaction, _ museum: ID<Organisation>) throws {
        var content = FacilityContent(kind: .caravan, name: Wording("一号车", "Caravan one"), owner: museum, operatorKind: .museum, region: "610113")
        (content.type, content.year, content.plate) = (.two, 2019, "陕A12345")
        let id = try tx.addFacility("C-1", content, by: program)
        try tx.addReading(ReadingDraft(readOn: TestKit.day("2026-05-01"), shown: 40_000), of: id, by: program)
    }

    /// Two units in an action, one of them with its flag.
    static func fillJoinings(_ tx: Transaction, _ units: [ID<Organisation>]) throws {
        let campaign = try #require(try tx.campaign(key: "spring-2026"))
        for unit in units { try tx.join(campaign, unit, ways: [.digital], by: program) }
        _ = try tx.awardFlags(of: campaign, to: [units[1]], at: nil, on: TestKit.day("2026-05-10"), by: program)
    }
}
