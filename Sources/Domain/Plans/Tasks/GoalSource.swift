import Campaigns
import Figures
import Kernel
import Storage
import Venues

/// From where a goal's number comes: an indicator of an edition, perhaps narrowed.
struct GoalSource: Sendable, Hashable {
    let indicator: String
    let campaign: ID<Campaign>
    var region: String?
    var kind: String?
    var slices: [FigureSlice: String] = [:]

    /// Whether it is the same number of another place.
    func isSameNumber(as other: GoalSource) -> Bool { indicator == other.indicator && kind == other.kind && slices == other.slices && campaign == other.campaign }

    var isNarrowed: Bool { kind != nil || !slices.isEmpty }

    /// `fallback`: the place of the task, where the goal names none.
    func wish(at fallback: String?) -> FigureWish {
        var question = FigureQuestion(campaign, place: (region ?? fallback).map { .within($0) }, kind: kind)
        question.slices = slices
        return FigureWish(indicator, of: question)
    }

    /// The slices as they are kept: `mode=online theme=space`, in one order.
    var slicesText: String { FigureSlice.allCases.compactMap { slice in slices[slice].map { "\(slice.rawValue)=\(slice.written($0))" } }.joined(separator: " ") }

    static func slices(_ text: String) -> [FigureSlice: String] {
        guard !text.isEmpty else { return [:] }
        var out: [FigureSlice: String] = [:]
        for part in text.split(separator: " ") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            if pair.count == 2, let slice = FigureSlice(rawValue: pair[0]), let value = slice.value(of: pair[1]) { out[slice] = value }
        }
        return out
    }
}

extension Goal {
    /// - known: the targets of this goal and perhaps others.
    init(_ row: Row, _ known: [ID<Goal>: [Target]]) throws {
        (id, taskID, key, name) = (try row.id("id"), try row.id("task_id"), try row.text("key"), try row.wordingOrNil("name"))
        source = GoalSource(
            indicator: try row.text("indicator"), campaign: try row.id("campaign_id"), region: try row.textOrNil("region"), kind: try row.textOrNil("kind"),
            slices: GoalSource.slices(try row.text("slices")))
        reads = try row.choice("reads")
        targets = known[id] ?? []
        if let value = try row.int64OrNil("own_value"), let at = try row.instantOrNil("own_at"), let by = try row.int64OrNil("own_by") {
            own = OwnNumber(value: value, reason: try row.text("own_reason"), at: at, by: by, unit: try row.idOrNil("own_unit"))
        }
    }
}
