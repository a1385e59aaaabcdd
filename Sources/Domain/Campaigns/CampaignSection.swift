import Declaration
package import Kernel
import Language
package import Storage
import Venues

/// `campaigns` in a campaign file. Activities are placed in them and editions are locked, so none is taken back by a file.
enum CampaignSection {
    static let section = Section(
        "campaigns", order: 50, noun: Phrase("活动项目", "campaign"), shape: CampaignShape.campaign, isEdition: true, apply: apply,
        current: current, hasRecords: { _, _ in true }, withdraw: { _, _, _ in })

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let old = try tx.campaign(key: record.key)
        let parent = try record.textOrNil("parent").map { try tx.campaignID(declared: $0) }
        var new = Campaign(
            id: old?.id ?? tx.newID(), key: record.key, name: try record.name("name"), kind: try record.choice("kind"), parentID: parent,
            year: try record.integer("year"), begin: try record.day("begin"), end: try record.day("end"), summary: try record.name("summary"))
        new.edition = try record.integerOrNil("edition")
        new.precision = try record.choice("precision")
        new.ownZone = try record.zoneOrNil("zone")
        new.region = try record.textOrNil("region")
        new.ownAccent = try record.choiceOrNil("accent")
        new.motto = try record.nameOrNil("motto")
        new.repaired = try record.choiceOrNil("repaired")
        new.provenance = try record.provenance()
        try tx.save(new, by: context.actor)
        try tx.save(try parts(of: record, tx), of: new, by: context.actor)
        try tx.putNews(record.records("news"), of: new.id, by: context.actor)
    }

    private static func parts(of record: DeclaredRecord, _ tx: Transaction) throws -> CampaignParts {
        var parts = CampaignParts()
        parts.roles = try record.records("organisations").map { one in
            CampaignRole(try one.choice("role"), try tx.organisationID(declared: try one.text("organisation")))
        }
        parts.blocks = try record.records("blocks").map { one in
            Block(key: one.key, name: try one.name("name"), kind: try one.choice("kind"), note: try one.nameOrNil("note"))
        }
        parts.themes = try record.records("themes").map { one in
            Theme(
                key: one.key, name: try one.name("name"), month: try one.roughDayOrNil("month"),
                hostID: try tx.organisationIDOrNil("host", of: one), begin: try one.dayOrNil("begin"), end: try one.dayOrNil("end"),
                provenance: try one.provenance())
        }
        parts.announced = try record.records("announced").map { one in
            AnnouncedFigure(
                key: one.key, indicator: try one.text("indicator"), label: try one.name("label"), value: Int64(try one.integer("value")),
                unit: try one.name("unit"), bound: try one.choice("bound"), asOf: try one.roughDay("as_of"),
                repaired: try one.choiceOrNil("repaired"), provenance: try one.provenance())
        }
        return parts
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.campaign(key: key) else { return nil }
        let parts = try tx.parts(of: one.id)
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "kind": one.kind.rawValue, "parent": try one.parentID.flatMap { try tx.campaign($0) }?.key,
            "edition": one.edition, "year": one.year, "begin": one.begin, "end": one.end, "precision": one.precision.rawValue,
            "zone": one.ownZone, "region": one.region, "accent": one.ownAccent?.rawValue, "motto": one.motto?.phrase,
            "summary": one.summary.phrase, "organisations": try parts.roles.map { try declared($0, tx) },
            "blocks": parts.blocks.map(declared), "themes": try parts.themes.map { try declared($0, tx) },
            "news": try tx.allNews(of: one.id).filter(\.isPublic).map(declared), "announced": parts.announced.map(declared),
            "repaired": one.repaired?.rawValue, "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }

    private static func declared(_ role: CampaignRole, _ tx: Transaction) throws -> DeclaredValue {
        .record(of: ["organisation": try tx.key(of: role.organisationID), "role": role.kind.rawValue])
    }

    private static func declared(_ block: Block) -> DeclaredValue {
        .record(of: ["key": block.key, "name": block.name.phrase, "kind": block.kind.rawValue, "note": block.note?.phrase])
    }

    private static func declared(_ theme: Theme, _ tx: Transaction) throws -> DeclaredValue {
        .record(of: [
            "key": theme.key, "name": theme.name.phrase, "month": theme.month, "host": try tx.key(of: theme.hostID), "begin": theme.begin,
            "end": theme.end, "source": theme.provenance.sources, "note": theme.provenance.note?.phrase,
        ])
    }

    private static func declared(_ item: NewsItem) -> DeclaredValue {
        .record(of: [
            "key": item.key, "kind": item.kind == .announcement ? nil : item.kind.rawValue, "day": item.day, "title": item.title.phrase, "text": item.text.phrase, "repaired": item.repaired?.rawValue,
            "source": item.provenance.sources, "note": item.provenance.note?.phrase,
        ])
    }

    private static func declared(_ figure: AnnouncedFigure) -> DeclaredValue {
        .record(of: [
            "key": figure.key, "indicator": figure.indicator, "label": figure.label.phrase, "value": figure.value, "unit": figure.unit.phrase,
            "bound": figure.bound.rawValue, "method": "announced", "as_of": figure.asOf, "repaired": figure.repaired?.rawValue,
            "source": figure.provenance.sources, "note": figure.provenance.note?.phrase,
        ])
    }
}

extension Transaction {
    /// The campaign to which a declared record refers; the file's references have been checked before.
    package func campaignID(declared key: String) throws -> ID<Campaign> {
        guard let campaign = try campaign(key: key) else { throw DeclarationDefect("no campaign \(key)") }
        return campaign.id
    }

    /// Makes a campaign's public news exactly these; an item is recognised by its key. What the desk is still writing stays.
    fileprivate func putNews(_ records: [DeclaredRecord], of campaign: ID<Campaign>, by actor: Int64) throws {
        let old = Dictionary(try allNews(of: campaign).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for record in records {
            let (day, title, text) = (try record.day("day"), try record.name("title"), try record.name("text"))
            var item = old[record.key] ?? NewsItem(id: newID(), campaignID: campaign, key: record.key, day: day, title: title, text: text)
            (item.day, item.title, item.text) = (day, title, text)
            item.kind = try record.choiceOrNil("kind") ?? .announcement
            item.repaired = try record.choiceOrNil("repaired")
            item.provenance = try record.provenance()
            // What a file declares is public; one that took it back before declares it again.
            if !item.isPublic { (item.state, item.remark) = (.published, "") }
            try save(item, by: actor)
        }
        let kept = Set(records.map(\.key))
        for (key, item) in old where item.isPublic && !kept.contains(key) { try retract(item, by: actor) }
    }
}
