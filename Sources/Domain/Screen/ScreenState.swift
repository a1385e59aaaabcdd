import Activities
import Campaigns
import Figures
import JointActions
import Kernel
import Storage

/// The parts of a screen, each read and sent by itself.
enum ScreenPart: String, Sendable, CaseIterable {
    case head, totals, map, newest, places, flags
}

/// Everything that a screen shows, as it was read.
struct ScreenState: Sendable {
    var campaign: Campaign
    var today: Day
    var totals = FigureAnswer()
    var provinces: [FigureLine] = []
    /// By the line to which organisers report; empty until the roll-ups are made.
    var reporting: [FigureLine] = []
    var newest: [NewestActivity] = []
    var places = PlacesAhead()
    var flags = FlagRoll()

    /// Nil where there is no such campaign.
    init?(_ key: String, in tx: Transaction) throws {
        guard let campaign = try tx.campaign(key: key) else { return nil }
        self.campaign = campaign
        today = tx.now.day(in: campaign.zone)
    }

    /// The whole of it.
    static func whole(_ key: String, in tx: Transaction) throws -> ScreenState? {
        guard var state = try ScreenState(key, in: tx) else { return nil }
        for part in ScreenPart.allCases where part != .head { try state.read(part, in: tx) }
        return state
    }

    mutating func read(_ part: ScreenPart, in tx: Transaction) throws {
        let id = campaign.id
        switch part {
        case .head:
            if let campaign = try tx.campaign(id) { self.campaign = campaign }
            today = tx.now.day(in: campaign.zone)
        case .totals: totals = try tx.withoutSmallGroups(try tx.figures(FigureQuestion(id)), FigureQuestion(id))
        case .map:
            provinces = try tx.withoutSmallGroups(try tx.rollUp(FigureQuestion(id), by: .region), by: .region, FigureQuestion(id)).lines
            reporting = try tx.rollUpsAreBuilt() ? tx.linesByReporting(id) : []
        case .newest: newest = try tx.newestActivities(of: id, most: 5)
        case .places: places = try tx.placesAhead(of: id, zone: campaign.zone, most: 4)
        case .flags: flags = try tx.flagRoll(of: id, most: 12)
        }
    }
}
