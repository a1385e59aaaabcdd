import Campaigns
import Declaration
import Kernel
import Language
import Packs
import Storage
import Venues

/// `resources` in a campaign file: entries of the catalogue, listed as they are declared. What changes in the file is a new version.
enum ResourceSection {
    static let section = Section(
        "resources", order: 90, noun: Phrase("资源", "resource"), shape: shape, apply: apply, current: current,
        hasRecords: { tx, key in try tx.resource(key: key).map { try tx.useCounts(of: $0.id).times > 0 } ?? false }, withdraw: withdraw)

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)), .required("kind", .choice(ResourceKind.self)),
        .required("organisation", .reference(to: "organisations"), about: Phrase("提供单位", "Who offers it")),
        .optional("campaign", .reference(to: "campaigns"), about: Phrase("为哪项行动制作", "For which action it was made")),
        .required("summary", .wording(max: 1000)), .optional("text", .wording(max: 20_000, paragraphs: true)),
        .optional("subjects", .list(of: .choice(Subject.self), ordered: false)), .optional("stages", .list(of: .choice(Stage.self), ordered: false)),
        .optional("age_from", .integer(0...120)), .optional("age_to", .integer(0...120)), .optional("minutes", .integer(1...100_000)),
        .optional("languages", .list(of: .choice(ResourceTongue.self), ordered: false)),
        .optional("licence", .choice(Licence.all.map(\.id)), default: Licence.reserved.id, about: Phrase("默认保留所有权利", "Default: all rights reserved")),
        .optional("credit", .text(max: 300)), .optional("web_address", .webAddress), .source, .note
    ) { record in
        guard record.has("age_from") != record.has("age_to") else { return [] }
        return [
            .init(
                record.has("age_from") ? "age_to" : "age_from", found: Phrase("只有两个年龄之一", "only one of the two ages"),
                expected: Phrase("age_from 与 age_to 同填或都不填", "both age_from and age_to, or neither"))
        ]
    }

    private static func content(of record: DeclaredRecord) throws -> ResourceContent {
        var content = ResourceContent(name: try record.name("name"), summary: try record.name("summary"), text: try record.nameOrNil("text") ?? Wording(""))
        content.subjects = record.texts("subjects").compactMap { Subject(rawValue: $0) }
        content.stages = record.texts("stages").compactMap { Stage(rawValue: $0) }
        content.languages = record.texts("languages").compactMap { ResourceTongue(rawValue: $0) }
        if let from = try record.integerOrNil("age_from"), let to = try record.integerOrNil("age_to"), from <= to { content.ages = from...to }
        content.minutes = try record.integerOrNil("minutes")
        content.licence = try record.textOrNil("licence").flatMap { Licence.known($0) } ?? .reserved
        content.credit = try record.textOrNil("credit") ?? ""
        content.webAddress = try record.textOrNil("web_address")
        return content
    }

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let owner = try tx.organisationID(declared: try record.text("organisation"))
        let campaign = try record.textOrNil("campaign").map { try tx.campaignID(declared: $0) }
        let (content, provenance) = (try content(of: record), try record.provenance())
        if let old = try tx.resource(key: record.key) {
            try tx.put(owner: owner, campaign: campaign, provenance, of: old.id)
            if let listed = try old.listed.flatMap({ try tx.version($0, of: old.id) }), listed.content == content { return try tx.keepListing(of: old.id) }
            try tx.closeDraft(of: old, by: context.actor)
            let number = try tx.nextVersion(of: old.id, by: context.actor)
            try tx.putListed(old.id, version: number, content, by: context.actor)
        } else {
            let id = try tx.addResource(
                key: record.key, kind: try record.choice("kind"), owner: owner, campaign: campaign, content, provenance: provenance, by: context.actor)
            try tx.putListed(id, version: 1, content, by: context.actor)
        }
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.resource(key: key), let version = try one.listed.flatMap({ try tx.version($0, of: one.id) }) else { return nil }
        let content = version.content
        return .record(of: [
            "key": one.key, "name": content.name.phrase, "kind": one.kind.rawValue, "organisation": try tx.key(of: one.ownerID),
            "campaign": try one.campaignID.flatMap { try tx.campaign($0) }?.key, "summary": content.summary.phrase,
            "text": content.text.zh.isEmpty ? nil : content.text.phrase, "subjects": content.subjects.map(\.rawValue), "stages": content.stages.map(\.rawValue),
            "age_from": content.ages?.lowerBound, "age_to": content.ages?.upperBound, "minutes": content.minutes,
            "languages": content.languages.map(\.rawValue), "licence": content.licence.id, "credit": content.credit.isEmpty ? nil : content.credit,
            "web_address": content.webAddress, "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }

    private static func withdraw(_ tx: Transaction, _ key: String, _ context: DeclarationContext) throws {
        guard let one = try tx.resource(key: key) else { return }
        try tx.retract(one, by: context.actor)
    }
}

extension Transaction {
    fileprivate func put(owner: ID<Organisation>, campaign: ID<Campaign>?, _ provenance: Provenance, of id: ID<Resource>) throws {
        try execute(
            """
            UPDATE resources_resource SET owner_id = \(owner), campaign_id = \(campaign), source = \(provenance.sourceText), note_zh = \(provenance.note?.zh),
                note_en = \(provenance.note?.en)
            WHERE id = \(id)
            """)
    }

    /// What somebody was writing at the desk gives way to the file, and stays readable in the versions.
    fileprivate func closeDraft(of resource: Resource, by actor: Int64) throws {
        guard let last = try version(resource.newest, of: resource.id), last.isOpen else { return }
        try execute(
            """
            UPDATE resources_version SET state = \(ResourceState.withdrawn), remark = '由活动文件的版本取代 / superseded by the campaign file', changed_at = \(now)
            WHERE resource_id = \(resource.id) AND number = \(last.number)
            """)
        try record(LedgerEntry("resources.discarded", "resource", resource.id, by: actor))
    }

    /// Lists a version past the workflow, for campaign files and demonstrations.
    func putListed(_ id: ID<Resource>, version number: Int, _ content: ResourceContent, by actor: Int64) throws {
        try execute("UPDATE resources_version SET state = \(ResourceState.draft) WHERE resource_id = \(id) AND number = \(number)")
        try revise(id, version: number, content, by: actor)
        try execute("UPDATE resources_version SET state = \(ResourceState.superseded) WHERE resource_id = \(id) AND state = \(ResourceState.listed)")
        try execute("UPDATE resources_version SET state = \(ResourceState.listed), remark = '' WHERE resource_id = \(id) AND number = \(number)")
        try carryArchive(of: id, to: number)
        try execute(
            """
            UPDATE resources_resource SET listed = \(number), was_listed = 1, listed_at = COALESCE(listed_at, \(now)), is_authoritative = 0 WHERE id = \(id)
            """)
        try keepListing(of: id)
        try record(LedgerEntry("resources.listed", "resource", id, by: actor, payload: "{\"version\":\(number)}", visibility: .public))
    }

    /// A campaign file no longer declares it: it keeps its address, where one reads that it was taken down.
    fileprivate func retract(_ resource: Resource, by actor: Int64) throws {
        try execute(
            """
            UPDATE resources_version SET state = \(ResourceState.withdrawn), changed_at = \(now)
            WHERE resource_id = \(resource.id) AND state = \(ResourceState.listed)
            """)
        try execute("UPDATE resources_resource SET listed = NULL, listed_at = NULL, is_authoritative = 0 WHERE id = \(resource.id)")
        try keepListing(of: resource.id)
        if let last = try version(resource.listed ?? resource.newest, of: resource.id) { try tellPacks(carrying: resource.id, last.content.name.phrase, isWrong: false, by: ID(actor)) }
        try record(LedgerEntry("resources.withdrawn", "resource", resource.id, by: actor, visibility: .public))
    }
}
