import Access
import Activities
import Campaigns
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// A unit joins, says in which ways, leaves.
enum TakingPartRoutes {
    static let routes: [Route] = [
        .get("/desk/campaigns/{key}/taking-part", .permitted(JointActions.join), filters: []) { visit in
            TakingPartPage(part: try await load(visit), visit: visit).answer
        },
        .post("/desk/campaigns/{key}/taking-part", .permitted(JointActions.join)) { visit in
            let (identity, part) = (try visit.signedIn(), try await load(visit))
            do {
                let unit = try unit(visit)
                let ways = try visit.posted.fields.all("ways").map { text in
                    guard let kind = Way.Kind(rawValue: text) else {
                        throw Refusal(.invalid, "way-unknown", "这项行动没有您勾选的参与方式。请重新勾选。", "The action has no such way to take part. Tick again.", field: "ways")
                    }
                    return kind
                }
                try await visit.database.write { tx in try tx.join(part.campaign, unit, ways: Set(ways), by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                return TakingPartPage(part: part, problem: refusal, visit: visit).answer
            }
            return visit.see("/desk/campaigns/\(part.campaign.key)/taking-part", saying: Phrase("已参加，参与方式已记下。", "Joined; the ways are noted."))
        },
        .post("/desk/campaigns/{key}/taking-part/leaving", .permitted(JointActions.join)) { visit in
            let (identity, part) = (try visit.signedIn(), try await load(visit))
            do {
                let unit = try unit(visit)
                try await visit.database.write { tx in try tx.leave(part.campaign.id, unit, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                return TakingPartPage(part: part, problem: refusal, visit: visit).answer
            }
            return visit.see("/desk/campaigns/\(part.campaign.key)/taking-part", saying: Phrase("已退出；需要时可以再参加。", "The unit has left; it may join again."))
        },
    ]

    static func load(_ visit: Visit) async throws -> TakingPart {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try TakingPart(key, for: identity, in: tx) }
    }

    static func unit(_ visit: Visit) throws(Refusal) -> ID<Organisation> {
        guard let unit = ID<Organisation>(visit.posted.fields["unit"] ?? "") else {
            throw Refusal(.invalid, "unit-missing", "请选择单位。", "Choose a unit.", field: "unit")
        }
        return unit
    }
}

/// An activity is begun with something from the kit.
enum KitRoutes {
    static let routes: [Route] = [
        .post("/desk/campaigns/{key}/kit/{id}/activity", .permitted(JointActions.join)) { visit in
            let identity = try visit.signedIn()
            let (part, unit) = (try await TakingPartRoutes.load(visit), try TakingPartRoutes.unit(visit))
            let item: ID<KitItem> = try visit.id("id", of: Phrase("这项资源", "resource"))
            do {
                return try await visit.making { tx in
                    let id = try tx.begin(with: item, in: part.campaign, for: unit, by: identity)
                    return Made(
                        at: "/desk/activities/\(id.text)",
                        saying: Phrase("已起草一项活动。请改好标题和地点，添加场次，再提交。", "An activity is drafted. Put its title and place right, add its sessions, then submit it."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                return TakingPartPage(part: part, problem: refusal, visit: visit).answer
            }
        }
    ]
}

extension Transaction {
    /// Drafts an activity of a unit that takes part, from what a resource of the kit says of itself. Refuses what is not in the kit.
    func begin(with item: ID<KitItem>, in campaign: Campaign, for unit: ID<Organisation>, by identity: Identity) throws -> ID<Activity> {
        guard let joining = try joining(campaign.id, unit), joining.leftAt == nil else {
            throw Refusal(.conflict, "not-joined", "该单位还没有参加这项行动。请先参加。", "The unit does not take part in this action. Join first.")
        }
        guard try kit(of: campaign.id).contains(where: { $0.id == item }), let text = try kitText(item) else {
            throw Refusal(.conflict, "not-in-kit", "它已不在这项行动的资源中。请刷新后另选。", "It is no longer in the action's kit. Reload and choose another.")
        }
        var draft = ActivityDraft(organiser: unit, content: ActivityContent(title: text.name, summary: text.summary))
        draft.content.description = text.text
        (draft.content.ageMin, draft.content.ageMax) = (text.ages?.lowerBound, text.ages?.upperBound)
        draft.content.region = try organisation(unit)?.region
        let id = try enterActivity(draft, offeredTo: nil, by: identity)
        try place(id, in: campaign.id, state: .draft, by: identity.account.id.number)
        try execute("INSERT INTO jointactions_start (activity_id, resource_id, campaign_id, started_at) VALUES (\(id), \(item), \(campaign.id), \(now))")
        try record(LedgerEntry("jointactions.started", "activity", id, by: identity.account.id.number, payload: "{\"resource\":\"\(item.text)\"}"))
        return id
    }
}
