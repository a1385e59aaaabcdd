import Access
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Web

/// Many placements of the queue that are decided alike, each with the version that the moderator saw in its line.
struct ModerationBatch: Sendable {
    /// As a line's box says it: `ACTIVITY:VERSION:CAMPAIGN`; of a look at changed times `ACTIVITY:VERSION.MOVES:CAMPAIGN`.
    struct Entry: Sendable {
        let activity: ID<Activity>
        let seen: Int
        /// How often its times had been changed when they were seen.
        let moves: Int
        let campaign: String

        init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let activity = ID<Activity>(String(parts[0])), !parts[2].isEmpty else { return nil }
            let numbers = parts[1].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map { Int($0) }
            guard let seen = numbers[0], let moves = numbers.count == 1 ? 0 : numbers[1] else { return nil }
            (self.activity, self.seen, self.moves, campaign) = (activity, seen, moves, String(parts[2]))
        }

        static func text(_ line: QueueLine) -> String { text(line.activity, line.number, moves: line.moves, line.campaignKey) }

        static func text(_ activity: ID<Activity>, _ seen: Int, moves: Int, _ campaign: String) -> String {
            "\(activity.text):\(seen)\(moves == 0 ? "" : ".\(moves)"):\(campaign)"
        }
    }

    /// What was not done, and why.
    struct Left: Sendable {
        let entry: Entry
        /// Nil where the moderator may not see what it is.
        let title: Wording?
        let refusal: Refusal
    }

    let entries: [Entry]
    let event: PlacementEvent
    let reason: String

    static let events: [PlacementEvent] = [.publish, .giveBack, .refuse]

    /// Reads the queue's form; refuses where nothing is ticked, or too much.
    init(_ posted: Posted) throws {
        let texts = posted.fields.all("entry")
        guard texts.count <= QueueFilter.sizes[QueueFilter.sizes.count - 1] else {
            throw Refusal(
                .invalid, "batch-too-long", "一次最多处理 \(QueueFilter.sizes[QueueFilter.sizes.count - 1]) 项，请分几次。",
                "At most \(QueueFilter.sizes[QueueFilter.sizes.count - 1]) at once. Do it in several goes.")
        }
        // In the order of their identities, as every batch, so that two never wait for each other.
        entries = texts.compactMap { Entry($0) }.sorted { ($0.activity.number, $0.campaign) < ($1.activity.number, $1.campaign) }
        guard !entries.isEmpty, entries.count == texts.count else {
            throw Refusal(.invalid, "batch-empty", "请先勾选要处理的活动。", "Tick the activities first.")
        }
        guard let event = posted.fields["decision"].flatMap({ PlacementEvent(rawValue: $0) }), Self.events.contains(event) else {
            throw Refusal(.invalid, "decision", "请选择发布、退回或不予采用。", "Choose to publish, to return or to refuse.")
        }
        self.event = event
        reason = ModerationText.reason(posted.fields)
        guard event == .publish || !reason.isEmpty else {
            throw Refusal(
                .invalid, "batch-reason", "批量退回或不予采用时，请写明理由：每家单位都会看到。",
                "To return or refuse several, write why: every host will read it.", field: "reason")
        }
    }
}

extension Transaction {
    /// Decides each by itself: what is refused is left as it was, and told.
    func decide(_ batch: ModerationBatch, house: House, by identity: Identity) throws -> [ModerationBatch.Left] {
        var campaigns: [String: ID<Campaign>] = [:]
        var left: [ModerationBatch.Left] = []
        for entry in batch.entries {
            do {
                try attempt {
                    guard let campaign = try campaigns[entry.campaign] ?? campaign(key: entry.campaign)?.id,
                        let placement = try placement(of: entry.activity, in: campaign)
                    else { throw Refusal.notFound(Activity.noun) }
                    campaigns[entry.campaign] = campaign
                    // Before anything is said about it: what hangs on it, too, is for those who may decide.
                    try identity.require(Activities.moderate, within: moderationScopes(entry.activity, in: campaign))
                    try askUnpublication(placement, by: batch.event, confirmed: false, house: house)
                    try decide(batch.event, on: entry.activity, in: campaign, seen: entry.seen, reason: batch.reason, by: identity)
                }
            } catch let refusal as Refusal {
                // Whoever has no say about an activity does not hear its name either, and nobody that of a version that was not submitted.
                let title = refusal.kind == .conflict ? try submittedTitle(of: entry.activity, in: campaigns[entry.campaign]) : nil
                left.append(.init(entry: entry, title: title, refusal: refusal))
            }
        }
        return left
    }

    private func submittedTitle(of activity: ID<Activity>, in campaign: ID<Campaign>?) throws -> Wording? {
        guard let campaign, let placement = try placement(of: activity, in: campaign) else { return nil }
        return try version(placement.number, of: activity)?.content.title
    }
}

/// What moderators write.
enum ModerationText {
    /// What was chosen from the campaign's reasons, and what was written.
    static func reason(_ fields: Query) -> String {
        [trimmed(fields["listed_reason"]), trimmed(fields["reason"])].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Without what is only blanks, and not too long.
    static func trimmed(_ text: String?) -> String {
        let text = String((text ?? "").prefix(1000)).replacing("\0", with: "")
        return text.allSatisfy(\.isWhitespace) ? "" : text
    }
}
