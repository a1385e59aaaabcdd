import Access
import Campaigns
import Kernel
import Regions
import Storage
import Venues

extension Transaction {
    /// Publishes at once what needs no moderator first: a newer version in which nothing that matters has changed, and what a verified
    /// organisation submits to a campaign that looks at it afterwards. `old` is the placement before it was submitted: what was returned or
    /// taken out, or waits already, its moderator sees.
    func passByRule(_ old: Placement, organiser: ID<Organisation>, number: Int, by identity: Identity) throws {
        guard [.draft, .published].contains(old.state) else { return }
        let rule = try moderationRule(of: old.campaign)
        let why: SpotCheck.Why
        if old.state == .published, let shown = old.publishedNumber, try changesThatMatter(of: old.activity, from: shown, to: number).isEmpty {
            why = .words
        } else if rule.sample != nil, try isVerified(organiser), try speaks(identity, for: organiser) {
            why = .verified
        } else {
            return
        }
        guard let waiting = try placement(of: old.activity, in: old.campaign) else { return }
        let actor = identity.account.id.number
        try move(waiting, by: .pass, number: number, actor: actor)
        let isVerified = try why == .verified || isVerified(organiser)
        try drawSpotCheck(on: waiting, why: why, percent: isVerified ? rule.sample ?? 100 : 100)
        try spread(old.activity, number, publishedIn: old.campaign, by: actor)
    }

    /// Trust is in the unit: a campaign's organiser who enters something in its name does not have it.
    private func speaks(_ identity: Identity, for organiser: ID<Organisation>) throws -> Bool {
        identity.may(Activities.enter, within: try organisationScopes(organiser))
    }

    /// What follows in other campaigns from a publication in one. Those that show an older version show the new one where nothing that
    /// matters has changed, and have it to moderate otherwise; those that take from this campaign take it in.
    func spread(_ activity: ID<Activity>, _ number: Int, publishedIn campaign: ID<Campaign>, by actor: Int64) throws {
        for other in try placements(of: activity) where other.campaign != campaign && other.state == .published {
            guard let shown = other.publishedNumber, shown < number else { continue }
            let matters = try !changesThatMatter(of: activity, from: shown, to: number).isEmpty
            switch (matters, other.isTakenIn) {
            case (false, false): try move(other, by: .pass, number: number, actor: actor)
            case (false, true): try move(other, by: .takeIn, number: number, actor: actor)
            case (true, false): try move(other, by: .submit, number: number, actor: actor)
            // Its organiser took that version in, and takes the next one in where it suits.
            case (true, true): break
            }
        }
        try share(activity, number, publishedIn: campaign, by: actor)
    }

    /// Campaigns that take from this one, or from one above it, take the version in; what their organisers refused or took out they do not.
    func share(_ activity: ID<Activity>, _ number: Int, publishedIn campaign: ID<Campaign>, by actor: Int64) throws {
        let takers = try rows(
            """
            SELECT DISTINCT s.campaign_id FROM activities_sharing s JOIN view_campaigns_ancestor x ON x.ancestor_id = s.from_id
            WHERE x.campaign_id = \(campaign) ORDER BY s.campaign_id
            """
        ) { try $0.id("campaign_id", Campaign.self) }
        for taker in takers where taker != campaign {
            guard try takesPlace(activity, number, within: taker) else { continue }
            if try placement(of: activity, in: taker) == nil { try addDraft(activity, in: taker, block: nil, theme: nil, isTakenIn: true) }
            guard let there = try placement(of: activity, in: taker), there.isTakenIn, [.draft, .published].contains(there.state),
                (there.publishedNumber ?? 0) < number
            else { continue }
            try move(there, by: .takeIn, number: number, actor: actor)
            try share(activity, number, publishedIn: taker, by: actor)
        }
    }

    func changesThatMatter(of activity: ID<Activity>, from shown: Int, to number: Int) throws -> [String] {
        guard let old = try version(shown, of: activity), let new = try version(number, of: activity) else { return [""] }
        return ChangesThatMatter.between(old.content, new.content)
    }

    /// Whether the version takes place in the region of a campaign that has one.
    private func takesPlace(_ activity: ID<Activity>, _ number: Int, within campaign: ID<Campaign>) throws -> Bool {
        guard let region = try self.campaign(campaign)?.region else { return true }
        let inside: SQL = """
            SELECT COUNT(*) FROM activities_version v WHERE v.activity_id = \(activity) AND v.number = \(number)
                AND v.region \(.binary) IN \(sql: RegionCodes.within(region))
            """
        return try self.number(inside) == 1
    }
}
