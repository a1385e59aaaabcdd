package import Kernel
package import Language
package import Storage
import Venues

extension Transaction {
    /// Adds a campaign, or puts the one of this key as it is given here; the same again changes nothing.
    @discardableResult
    package func addCampaign(
        key: String, name: Wording, kind: Campaign.Kind, parent: ID<Campaign>? = nil, year: Int? = nil, begin: Day, end: Day,
        summary: Wording, accent: Campaign.Accent? = nil, zone: Zone? = nil, region: String? = nil, motto: Wording? = nil,
        by actor: Int64 = 0
    ) throws -> ID<Campaign> {
        let old = try campaign(key: key)
        var new = Campaign(
            id: old?.id ?? newID(), key: key, name: name, kind: kind, parentID: parent, year: year ?? begin.year, begin: begin, end: end,
            summary: summary)
        (new.ownAccent, new.ownZone, new.region, new.motto) = (accent, zone, region, motto)
        try save(new, by: actor)
        return new.id
    }

    /// Keeps a campaign as it is given, new or changed, with its place in the tree; the same again changes nothing.
    package func save(_ new: Campaign, by actor: Int64) throws {
        guard new.begin <= new.end else {
            throw Refusal(
                .invalid, "campaign-days", "结束日期早于开始日期。请更正日期。", "The last day is before the first. Put the dates right.", field: "end")
        }
        let old = try campaign(new.id)
        if let old, old.declaresSame(as: new) { return }
        try write(new)
        let isMoved = old != nil && old?.parentID != new.parentID
        if old == nil || isMoved { try place(new.id, under: new.parentID, named: new.name) }
        let kind = old == nil ? "campaigns.added" : "campaigns.changed"
        try record(LedgerEntry(kind, "campaign", new.id, by: actor, scope: "/campaign/\(new.key)", payload: isMoved ? "{\"moved\":true}" : "{}", visibility: .public))
    }

    private func write(_ new: Campaign) throws {
        let (motto, note) = (new.motto, new.provenance.note)
        try execute(
            """
            INSERT INTO campaigns_campaign
                (id, key, name_zh, name_en, kind, parent_id, edition, year, begin_day, end_day, precision, own_zone, region, own_accent,
                motto_zh, motto_en, summary_zh, summary_en, repaired, source, note_zh, note_en)
            VALUES (\(new.id), \(new.key), \(new.name.zh), \(new.name.en), \(new.kind), \(new.parentID), \(new.edition), \(new.year),
                \(new.begin), \(new.end), \(new.precision), \(new.ownZone), \(new.region), \(new.ownAccent), \(motto?.zh), \(motto?.en),
                \(new.summary.zh), \(new.summary.en), \(new.repaired), \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
                parent_id = excluded.parent_id, edition = excluded.edition, year = excluded.year, begin_day = excluded.begin_day,
                end_day = excluded.end_day, precision = excluded.precision, own_zone = excluded.own_zone, region = excluded.region,
                own_accent = excluded.own_accent, motto_zh = excluded.motto_zh, motto_en = excluded.motto_en,
                summary_zh = excluded.summary_zh, summary_en = excluded.summary_en, repaired = excluded.repaired,
                source = excluded.source, note_zh = excluded.note_zh, note_en = excluded.note_en
            """)
    }
}
