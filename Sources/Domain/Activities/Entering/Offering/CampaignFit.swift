import Campaigns
import Kernel
import Language

/// Whether an activity that is there already can be offered to another campaign: in its term, in its region, of a kind that it takes.
struct CampaignFit: Sendable {
    /// Why it cannot.
    enum Misfit: Sendable, Hashable {
        case cancelled, unpublished, over
        case there(PlacementState)
        case dateless, outside, elsewhere, otherKind
    }

    let status: ActivityStatus
    let isPublic: Bool
    let kind: ActivityKind
    let mode: AttendanceMode
    /// Of its sessions that take place; where it has none, the days of its period.
    let days: [Day]
    /// The first and the last day, where it has no sessions but is known to take place between them.
    let period: ClosedRange<Day>?
    /// The codes of its place and of all above it, under each name that they have had; empty where it has no place.
    let regions: Set<String>

    /// Nil where all is well. `placement`: where it stands there already.
    func misfit(_ campaign: Campaign, placement: PlacementState?, today: Day) -> Misfit? {
        if status == .cancelled { return .cancelled }
        if !isPublic { return .unpublished }
        if let placement, ![.draft, .withdrawn].contains(placement) { return .there(placement) }
        if campaign.phase(on: today) == .over { return .over }
        if !Self.takes(campaign.kind, kind) { return .otherKind }
        let term = campaign.begin...campaign.end
        if days.isEmpty {
            guard let period else { return .dateless }
            if !period.overlaps(term) { return .outside }
        } else if !days.contains(where: term.contains) {
            return .outside
        }
        // What is online takes place everywhere.
        if let region = campaign.region, !regions.contains(region), mode == .onsite || !regions.isEmpty { return .elsewhere }
        return nil
    }

    /// A plan has tasks and takes no activities; a competition takes those in which one competes.
    static func takes(_ campaign: Campaign.Kind, _ activity: ActivityKind) -> Bool {
        switch campaign {
        case .plan: false
        case .contest: activity == .contest
        default: true
        }
    }
}

extension CampaignFit.Misfit {
    func refusal(_ campaign: Campaign) -> Refusal {
        let name = campaign.name.phrase, term = Phrase(campaign.dates(.zh), campaign.dates(.en))
        let says: Phrase =
            switch self {
            case .cancelled: Phrase("活动已取消，不能再报送。", "It is cancelled and is offered to nobody any more.")
            case .unpublished: Phrase("还没有任何活动项目发布它。请先提交到一个活动项目，发布后再报送其他项目。", "No campaign has published it yet. Submit it to one first; once it is public it can be offered to others.")
            case .over: Phrase("“\(name.zh)”已经结束，不再接收活动。", "“\(name.en)” is over and takes no more activities.")
            case .there(.refused): Phrase("“\(name.zh)”没有采用它，不能再次报送。", "“\(name.en)” has refused it; it is not offered again.")
            case .there(.returned): Phrase("“\(name.zh)”已退回修改。请在活动页面上改好后再提交。", "“\(name.en)” has returned it. Mend it and submit it again from its own page.")
            case .there(let state): Phrase("已经报送过：在“\(name.zh)”中“\(state.title.zh)”，不用再报。", "It is there already: “\(state.title.en)” in “\(name.en)”. There is nothing to offer again.")
            case .dateless: Phrase("还没有场次，不知道是否在“\(name.zh)”期间（\(term.zh)）。请先添加场次。", "It has no sessions yet, so nobody knows whether it falls into “\(name.en)” (\(term.en)). Add its sessions first.")
            case .outside: Phrase("没有场次在“\(name.zh)”期间（\(term.zh)）。", "None of its sessions falls into “\(name.en)” (\(term.en)).")
            case .elsewhere: Phrase("不在“\(name.zh)”的地区举行。", "It does not take place in the region of “\(name.en)”.")
            case .otherKind: Phrase("“\(name.zh)”不接收这一类活动。", "“\(name.en)” does not take activities of this kind.")
            }
        return Refusal(.conflict, "offer-misfit", says, field: "campaign")
    }
}
