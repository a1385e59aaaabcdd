import Access
import Campaigns
import Kernel
import Language
import Resources
import Storage
import Venues

/// What somebody sees who wants their units to take part in an action: its ways, its kit, and which of their units do already.
struct TakingPart: Sendable {
    let campaign: Campaign
    let ways: [Way]
    let kit: [KitItem]
    /// Units for which this person may join, by name.
    let units: [Organisation]
    /// Of those units, the ones that take part.
    let joined: [ID<Organisation>: Joining]
    let flagged: Set<ID<Organisation>>
    let isOver: Bool

    static let mostUnits = 200

    init(_ key: String, for identity: Identity, in tx: Transaction) throws {
        guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        self.campaign = campaign
        isOver = campaign.phase(on: tx.now.day(in: campaign.zone)) == .over
        ways = try tx.ways(of: campaign.id)
        kit = try tx.kit(of: campaign.id)
        units = try tx.units(within: identity.scopes(of: JointActions.join), most: Self.mostUnits)
        let ids = units.map(\.id)
        let found = try tx.rows(
            "SELECT * FROM jointactions_joining WHERE campaign_id = \(campaign.id) AND organisation_id IN (\(list: ids)) AND left_at IS NULL", Joining.init)
        joined = Dictionary(found.map { ($0.organisationID, $0) }, uniquingKeysWith: { first, _ in first })
        flagged = Set(
            try tx.rows("SELECT organisation_id FROM jointactions_flag WHERE campaign_id = \(campaign.id) AND organisation_id IN (\(list: ids))") { try $0.id("organisation_id") })
    }

    /// The ways by kind, each once, in the order in which they are declared.
    var kinds: [(kind: Way.Kind, name: Wording)] {
        var seen: Set<Way.Kind> = []
        return ways.compactMap { seen.insert($0.kind).inserted ? ($0.kind, $0.name) : nil }
    }

    func name(_ kind: Way.Kind) -> Wording { ways.first { $0.kind == kind }?.name ?? Wording("") }
}
