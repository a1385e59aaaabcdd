import Access
import Campaigns
import Kernel
import Regions
import Storage

/// Which of all that a moderator may decide has come to them.
///
/// What is submitted comes to the nearest level that has a moderator in force, own or stand-in. Each time the campaign's hours pass, the
/// next level above that has one may act as well. Whoever has no level below them has everything (domain P7).
struct ModerationReach: Sendable {
    /// One of the moderator's scopes, with the regions below it that have moderators of their own: first the outermost, then those that
    /// lie in one of them, and so on.
    struct Part: Sendable, Hashable {
        let scope: Scope
        let levels: [[String]]
    }

    let parts: [Part]
    let campaigns: ModeratedCampaigns
    let now: Instant

    /// - moderated: over what others hold the role at this moment.
    init(_ scopes: [Scope], moderated: [Scope], campaigns: ModeratedCampaigns, now: Instant) {
        parts = scopes.map { Part(scope: $0, levels: Self.levels(below: $0, among: moderated)) }
        (self.campaigns, self.now) = (campaigns, now)
    }

    /// A region's moderator leaves to others the regions within it; one of a campaign, or of everything, all regions. A line stands
    /// beside the regions and has nothing below it.
    static func levels(below scope: Scope, among moderated: [Scope]) -> [[String]] {
        if scope.segments.first == "line" { return [] }
        let isRegion = scope.segments.count > 1 && scope.segments[0] == "region"
        let below = Set(moderated).filter { other in
            other.segments.count > 1 && other.segments[0] == "region" && other != scope && (!isRegion || scope.covers(other))
        }
        var levels: [[String]] = []
        for one in below.sorted(by: { $0.path < $1.path }) {
            let depth = below.count { $0.covers(one) }
            while levels.count < depth { levels.append([]) }
            levels[depth - 1].append(one.segments[one.segments.count - 1])
        }
        return levels
    }

    /// On `p`, a placement.
    var condition: SQL {
        let any = parts.map { part -> SQL in
            let own = DeskScope.condition([part.scope], organisers: false)
            guard !part.levels.isEmpty else { return own }
            let levels = part.levels.enumerated().map { place, codes -> SQL in
                "(p.region \(.binary) NOT IN \(sql: RegionCodes.within(anyOf: codes)) OR \(sql: overdue(times: place + 1)))"
            }
            return "(\(sql: own) AND (p.region IS NULL OR (\(sql: levels.joined(" AND ")))))"
        }
        return any.isEmpty ? "1 = 0" : "(\(sql: any.joined(" OR ")))"
    }

    /// On `p`: whether it has waited longer than so many times the hours of its campaign.
    func overdue(times: Int = 1) -> SQL {
        let hours = campaigns.hours
        let special = Dictionary(grouping: hours.keys, by: { hours[$0] ?? ModerationRule.standardHours })
        var cases = special.sorted { $0.key < $1.key }.map { hours, campaigns -> SQL in
            "(p.campaign_id IN (\(list: campaigns.sorted())) AND p.since <= \(before(hours, times)))"
        }
        let others: SQL = hours.isEmpty ? "" : "p.campaign_id NOT IN (\(list: hours.keys.sorted())) AND "
        cases.append("(\(sql: others)p.since <= \(before(ModerationRule.standardHours, times)))")
        return "(\(sql: cases.joined(" OR ")))"
    }

    private func before(_ hours: Int, _ times: Int) -> Instant { now.adding(seconds: -Int64(hours * times) * 3600) }

    /// Whether something of this campaign that waits since then has waited too long.
    func isOverdue(_ campaign: ID<Campaign>, since: Instant) -> Bool { since <= before(campaigns.hours(in: campaign), 1) }
}

extension Transaction {
    /// What has come to the moderator at this moment.
    func moderationReach(of identity: Identity) throws -> ModerationReach {
        let scopes = identity.scopes(of: Activities.moderate)
        return ModerationReach(
            scopes, moderated: try scopesInForce(of: .moderator, except: identity.account.id), campaigns: try moderatedCampaigns(), now: now)
    }
}
