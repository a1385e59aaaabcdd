import Access
import Kernel
import Language
import Storage
import Web

/// `/desk/activities/{id}/children`: the parts of an umbrella, one's own and invited ones.
enum UmbrellaRoutes {
    static let routes: [Route] = [
        .get("/desk/activities/{id}/children", .permitted(Activities.enter)) { visit in try await page(visit) },
        .post("/desk/activities/{id}/children", .permitted(Activities.enter)) { visit in try await add(visit) },
        .post("/desk/activities/{id}/children/{child}/removal", .permitted(Activities.enter)) { visit in try await remove(visit) },
        .post("/desk/activities/{id}/invitations/{umbrella}", .permitted(Activities.enter)) { visit in
            let identity = try visit.signedIn()
            let child: ID<Activity> = try visit.id("id", of: Activity.noun)
            let umbrella: ID<Activity> = try visit.id("umbrella", of: Activity.noun)
            let accepts = visit.posted.fields["answer"] == "accept"
            try await visit.database.write { try $0.answerInvitation(child, into: umbrella, accepts: accepts, by: identity) }
            let said = accepts ? Phrase("已加入该系列；内容仍由您的单位负责。", "It is part of the series now; your unit remains its owner.") : Phrase("已谢绝。", "Declined.")
            return visit.see("/desk/activities/\(child.text)", saying: said)
        },
    ]

    private static func page(_ visit: Visit, problem: Refusal? = nil) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let model = try await visit.database.read { tx in
            let umbrella = try tx.requireActivity(id)
            try identity.require(Activities.enter, within: tx.entryScopes(id))
            guard umbrella.isUmbrella else {
                throw Refusal(.conflict, "no-umbrella", "这项活动不是系列，不能包含其他活动。", "This activity is no series and cannot hold others.")
            }
            return UmbrellaPage.Model(
                umbrella: umbrella, title: try tx.latestVersion(of: id)?.content.title ?? Wording(""),
                // Another unit's is called as the public knows it, not as its next version will.
                children: try tx.children(of: id).map { ($0, try tx.version($0.shown ?? $0.latest, of: $0.id)?.content.title ?? Wording("")) },
                invited: try tx.invited(into: id), own: try tx.attachable(toUmbrella: id, for: identity))
        }
        return UmbrellaPage(model: model, problem: problem, visit: visit).answer
    }

    private static func add(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let texts = visit.posted.fields.all("activity").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        let ids = Set(texts.compactMap { ID<Activity>($0.uppercased()) }).sorted { $0.number < $1.number }
        do {
            guard !ids.isEmpty, texts.allSatisfy({ ID<Activity>($0.uppercased()) != nil }) else {
                throw Refusal(.invalid, "no-child", "请勾选活动，或填写 13 位编号。", "Tick activities, or give a number of 13 letters.", field: "activity")
            }
            let joined = try await visit.database.write { tx in try ids.filter { try tx.invite($0, into: id, by: identity) }.count }
            let asked = ids.count - joined
            return visit.see(
                "/desk/activities/\(id.text)/children",
                saying: Phrase("已加入 \(joined) 项，已邀请 \(asked) 项。", "\(joined) added, \(asked) invited."))
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            return try await page(visit, problem: refusal)
        }
    }

    /// Its umbrella's owner and its own may take it out.
    private static func remove(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let child: ID<Activity> = try visit.id("child", of: Activity.noun)
        try await visit.database.write { tx in
            guard try tx.requireActivity(child).parent == id else { throw Refusal.notFound(Activity.noun) }
            try identity.require(Activities.enter, within: tx.entryScopes(id) + tx.entryScopes(child))
            try tx.setUmbrella(nil, of: child, by: identity.account.id.number)
        }
        return visit.see("/desk/activities/\(id.text)/children", saying: Phrase("已移出该系列。", "It is no longer part of the series."))
    }
}
