import Access
import Campaigns
import Kernel
import Language
import Regions
import Storage
import Venues

/// A campaign of other owners to which an activity can be offered with one step.
struct OtherCampaign: Sendable {
    let campaign: Campaign
    let owners: [Wording]
}

extension Transaction {
    /// What decides whether an activity fits campaigns: its newest version, its sessions, where it lies.
    func fit(_ activity: Activity, _ content: ActivityContent, _ sessions: [ActivitySession]) throws -> CampaignFit {
        let region = try content.region ?? content.venue.flatMap { try venue($0)?.region }
        return CampaignFit(
            status: activity.status, isPublic: activity.isPublic, kind: content.kind, mode: content.mode, days: sessions.filter { $0.status != .cancelled }.map { $0.begin.day(in: $0.zone) },
            period: content.period.map { $0.begin...max($0.begin, $0.end) }, regions: Set(try region.map { try regionPaths($0).flatMap { $0 } } ?? []))
    }

    /// Campaigns of other owners that an activity fits and that do not have it: the narrowest of each tree, because what stands there counts above as
    /// well. The next to begin comes first.
    func otherCampaigns(for activity: Activity, _ fit: CampaignFit, placements: [Placement], among all: [Campaign]) throws -> [OtherCampaign] {
        let here = placements.filter { $0.isPublished || ![.draft, .withdrawn, .refused].contains($0.state) }.map(\.campaign)
        guard placements.contains(where: \.isPublished) else { return [] }
        let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func line(_ id: ID<Campaign>) -> Set<ID<Campaign>> {
            var (line, next) = (Set<ID<Campaign>>(), Optional(id))
            while let one = next, line.insert(one).inserted { next = byID[one]?.parentID }
            return line
        }
        let lines = here.map { ($0, line($0)) }, placed = Set(placements.filter { ![.draft, .withdrawn].contains($0.state) }.map(\.campaign))
        let fitting = all.filter { campaign in
            guard !placed.contains(campaign.id), fit.misfit(campaign, placement: nil, today: now.day(in: campaign.zone)) == nil else { return false }
            let own = line(campaign.id)
            return !lines.contains { $0.1.contains(campaign.id) || own.contains($0.0) }
        }
        guard !fitting.isEmpty else { return [] }
        let owners = try owners(of: fitting.map(\.id) + here), mine = Set(here.flatMap { owners[$0] ?? [] })
        let others = fitting.filter { (owners[$0.id] ?? []).isDisjoint(with: mine) }
        let above = Set(others.flatMap { line($0.id).subtracting([$0.id]) })
        let narrow = others.filter { !above.contains($0.id) }.sorted { ($0.begin, $0.key) < ($1.begin, $1.key) }.prefix(6)
        let names = try organisations(Array(Set(narrow.flatMap { owners[$0.id] ?? [] })))
        return narrow.map { one in OtherCampaign(campaign: one, owners: (owners[one.id] ?? []).sorted { $0.number < $1.number }.compactMap { names[$0]?.name }) }
    }

    /// Offers an activity that is public elsewhere to one more campaign: it comes into that campaign's queue like any other, and stays one activity.
    /// Refuses, in a sentence, what does not fit.
    func offer(_ id: ID<Activity>, to campaign: Campaign, by identity: Identity) throws {
        try identity.require(Activities.enter, within: entryScopes(id))
        let activity = try requireActivity(id)
        guard let content = try latestVersion(of: id)?.content else { throw Refusal.notFound(Activity.noun) }
        let fit = try fit(activity, content, sessions(of: id)), there = try placement(of: id, in: campaign.id)
        if let misfit = fit.misfit(campaign, placement: there?.state, today: now.day(in: campaign.zone)) { throw misfit.refusal(campaign) }
        try submit(id, to: campaign.id, by: identity)
    }

    /// Offers several, each by itself: what is refused leaves the others as they are.
    func offer(_ ids: [ID<Activity>], to campaign: Campaign, by identity: Identity) throws -> [JoinOutcome] {
        try ids.map { id in
            var title: Wording?
            do {
                try attempt {
                    try identity.require(Activities.enter, within: entryScopes(id))
                    title = try latestVersion(of: id)?.content.title
                    try offer(id, to: campaign, by: identity)
                }
                return JoinOutcome(activity: id, title: title, refusal: nil)
            } catch let refusal as Refusal {
                let isAsked = refusal.field?.hasPrefix(CampaignFieldForm.prefix) == true
                return JoinOutcome(activity: id, title: title, refusal: isAsked ? Self.asksMore(campaign) : refusal.phrase)
            }
        }
    }

    private static func asksMore(_ campaign: Campaign) -> Phrase {
        Phrase("“\(campaign.name(.zh))”还要补充内容。请打开它，在它的页面上报送。", "“\(campaign.name(.en))” asks for more. Open it and offer it from its own page.")
    }
}
