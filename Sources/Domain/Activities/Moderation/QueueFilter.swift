import Kernel
import Markup
import Venues
import Web

/// What a moderator looks at: one state, perhaps one campaign, one region and one unit.
struct QueueFilter: Sendable {
    var state: PlacementState = .toModerate
    var campaign: String?
    var region: String?
    /// Whose entries: many of one unit are often decided alike.
    var unit: ID<Organisation>?
    /// Everything that the moderator may decide, not only what has come to them.
    var isWide = false
    var page = 1
    var size = QueueFilter.sizes[0]

    /// How many lines a page may have: as many as are decided at once.
    static let sizes = [50, 100, 300]

    init() {}

    /// Reads the address; what it does not understand it leaves out.
    init(_ query: Query) {
        func text(_ name: String) -> String? { query[name].flatMap { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 } }
        state = text("state").flatMap { PlacementState(rawValue: $0) } ?? .toModerate
        (campaign, region) = (text("campaign"), text("region"))
        unit = text("unit").flatMap { ID<Organisation>($0) }
        isWide = query["all"] == "1"
        page = max(1, min(Int(query["page"] ?? "1") ?? 1, 100_000))
        size = Int(query["size"] ?? "").flatMap { Self.sizes.contains($0) ? $0 : nil } ?? Self.sizes[0]
    }

    /// As an address, without the page.
    var query: Query {
        var query = Query()
        if state != .toModerate { query = query.setting("state", state.rawValue) }
        if let campaign { query = query.setting("campaign", campaign) }
        if let region { query = query.setting("region", region) }
        if let unit { query = query.setting("unit", unit.text) }
        if isWide { query = query.setting("all", "1") }
        if size != Self.sizes[0] { query = query.setting("size", String(size)) }
        return query
    }

    /// The queue itself.
    var address: Address { .within("/desk/moderation", query: query) }
    /// Where many of its lines are decided at once.
    var decisions: Address { .within("/desk/moderation/decisions", query: query) }
    /// What was published without a moderator.
    var spotChecks: Address { .within("/desk/moderation/afterwards", query: query) }
    /// One line of it, from which the next one follows.
    func address(_ line: QueueLine) -> Address { .within("/desk/moderation/\(line.activity.text)/\(line.campaignKey)", query: query) }

    /// Work that waits is done from its beginning; of what is done the latest is looked at first.
    var isOldestFirst: Bool { [.toModerate, .ready, .returned].contains(state) }
}
