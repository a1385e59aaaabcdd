import Access
import Campaigns
import Kernel
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/moderation/afterwards`: what was published without a moderator, and whom to trust.
enum SpotCheckRoutes {
    static let routes: [Route] = [
        .get("/desk/moderation/afterwards", .permitted(Activities.moderate)) { visit in try await list(visit) },
        .post("/desk/moderation/afterwards", .permitted(Activities.moderate)) { visit in try await keep(visit) },
        .post("/desk/moderation/verified", .permitted(Activities.moderate)) { visit in try await verify(visit) },
    ]

    private static func list(_ visit: Visit, problem: Refusal? = nil) async throws -> Answer {
        let identity = try visit.signedIn()
        let filter = QueueFilter(visit.query)
        let (lines, total, times) = try await visit.database.read { tx in
            let lines = try tx.spotChecks(for: identity, filter)
            return (lines, try tx.spotCheckCount(for: identity, filter), try tx.timeChanges(of: lines.filter { $0.moves > 0 }.map(\.activity)))
        }
        return SpotCheckPage(lines: lines, total: total, times: times, filter: filter, visit: visit, problem: problem).answer
    }

    private static func keep(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let texts = visit.posted.fields.all("entry").prefix(QueueFilter.sizes[QueueFilter.sizes.count - 1])
        let entries = texts.compactMap { ModerationBatch.Entry($0) }
        guard !entries.isEmpty else {
            return try await list(visit, problem: Refusal(.invalid, "batch-empty", "请先勾选要处理的活动。", "Tick the activities first."))
        }
        let left = try await visit.database.write { tx in try tx.keepSpotChecks(entries, by: identity) }
        guard left == 0 else {
            return try await list(
                visit,
                problem: Refusal(
                    .conflict, "spot-checks-left", "\(entries.count - left) 项抽查无误；\(left) 项刚刚有了变化，没有处理。",
                    "\(entries.count - left) are in order; \(left) have just changed and were left as they are."))
        }
        return visit.see(
            QueueFilter(visit.query).spotChecks.text, saying: Phrase("\(entries.count) 项抽查无误。", "\(entries.count) looked at and in order."))
    }

    private static func verify(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let isVerified = visit.posted.fields["verified"] == "1"
        guard let organisation = ID<Organisation>(visit.posted.fields["organisation"] ?? "") else {
            throw Refusal.notFound(Phrase("单位", "organisation"))
        }
        try await visit.database.write { try $0.verify(organisation, isVerified, by: identity) }
        let back = visit.posted.fields["back"] ?? ""
        return visit.see(
            back.hasPrefix("/desk/moderation") ? back : "/desk/moderation",
            saying: isVerified ? Phrase("已列为免审单位。", "The organisation is verified.") : Phrase("已取消免审。", "The organisation is verified no longer."))
    }
}

extension Transaction {
    /// Each by itself; gives how many were left, because they have changed or are not this moderator's.
    fileprivate func keepSpotChecks(_ entries: [ModerationBatch.Entry], by identity: Identity) throws -> Int {
        try entries.reduce(0) { left, entry in
            do {
                try attempt {
                    guard let campaign = try campaign(key: entry.campaign) else { throw Refusal.notFound(Activity.noun) }
                    try keepSpotCheck(entry.activity, in: campaign.id, seen: entry.seen, moves: entry.moves, by: identity)
                }
                return left
            } catch is Refusal { return left + 1 }
        }
    }
}
