import Access
import Kernel
import Storage
import Web

/// `/desk/activities/unfinished`: keeping what is typed so far, by hand or by the page's script, and discarding it.
enum UnfinishedRoutes {
    static let path = "/desk/activities/unfinished"

    static let routes: [Route] = [
        .post(path, .permitted(Activities.enter)) { visit in try await keep(visit) },
        .post(path + "/removal", .permitted(Activities.enter)) { visit in
            let account = try visit.signedIn().account.id
            let id = opened(visit.posted.fields["unfinished"])
            try await visit.database.write { try $0.dropUnfinished(id, of: account) }
            return visit.see("/desk/activities", saying: Phrase("未完成的内容已放弃。", "The unfinished entry is discarded."))
        },
    ]

    private static func keep(_ visit: Visit) async throws -> Answer {
        let account = try visit.signedIn().account.id
        let fields = UnfinishedEntry.kept(of: visit.posted.fields)
        let activity = visit.posted.fields["entry"].flatMap { ID<Activity>($0) }
        let old = opened(visit.posted.fields["unfinished"])
        let kept = try await visit.database.write { tx -> UnfinishedEntry in
            let id = try tx.keepUnfinished(fields, of: activity, replacing: old, account: account)
            return UnfinishedEntry(id: id, activity: activity, fields: fields, savedAt: tx.now)
        }
        if visit.isScript {
            let says = visit.say(said(kept, at: visit.now))
            return .json(JSONText.object([("unfinished", JSONText.quote(kept.id.text)), ("says", JSONText.quote(says))]))
        }
        return visit.see(kept.address, saying: said(kept, at: visit.now))
    }

    static func said(_ kept: UnfinishedEntry, at now: Instant) -> Phrase {
        Phrase(
            "已暂存 \(kept.time(at: now, .zh))，只有您能看到；填完后请保存。", "Draft saved \(kept.time(at: now, .en)). Only you see it; save it when it is complete.")
    }

    static func opened(_ text: String?) -> ID<UnfinishedEntry>? { text.flatMap { ID<UnfinishedEntry>($0) } }
}
