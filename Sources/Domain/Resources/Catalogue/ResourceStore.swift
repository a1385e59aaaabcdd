import Campaigns
import Kernel
import Language
import Packs
import Storage
import Venues

extension Transaction {
    func resource(_ id: ID<Resource>) throws -> Resource? { try row("SELECT * FROM resources_resource WHERE id = \(id)", Resource.init) }

    func resource(key: String) throws -> Resource? { try row("SELECT * FROM resources_resource WHERE key = \(key)", Resource.init) }

    func version(_ number: Int, of id: ID<Resource>) throws -> ResourceVersion? {
        try row("SELECT * FROM resources_version WHERE resource_id = \(id) AND number = \(number)", ResourceVersion.init)
    }

    /// All versions, the newest first.
    func versions(of id: ID<Resource>) throws -> [ResourceVersion] {
        try rows("SELECT * FROM resources_version WHERE resource_id = \(id) ORDER BY number DESC", ResourceVersion.init)
    }

    /// A new entry with its first version, a draft.
    func addResource(
        key: String?, kind: ResourceKind, owner: ID<Organisation>, campaign: ID<Campaign>?, _ content: ResourceContent, provenance: Provenance = Provenance(),
        by actor: Int64
    ) throws -> ID<Resource> {
        let id: ID<Resource> = newID()
        let note = provenance.note
        try execute(
            """
            INSERT INTO resources_resource
                (id, key, kind, owner_id, campaign_id, listed, newest, was_listed, is_authoritative, listed_at, source, note_zh, note_en)
            VALUES (\(id), \(key ?? "r-\(id.text.lowercased())"), \(kind), \(owner), \(campaign), NULL, 1, 0, 0, NULL, \(provenance.sourceText),
                \(note?.zh), \(note?.en))
            """)
        try addVersion(1, of: id, content, by: actor)
        try record(LedgerEntry("resources.drafted", "resource", id, by: actor))
        return id
    }

    /// The next version, a draft with what the last says. Refuses while there is one that is not done with.
    func nextVersion(of id: ID<Resource>, by actor: Int64) throws -> Int {
        try lock("resources.version.\(id.text)")
        guard let resource = try resource(id), let last = try version(resource.newest, of: id) else { throw Refusal.notFound(Resource.noun) }
        if last.isOpen { return last.number }
        let number = last.number + 1
        try addVersion(number, of: id, last.content, by: actor)
        if resource.kind == .pack { try copyContents(of: id, to: number) }
        try execute("UPDATE resources_resource SET newest = \(number) WHERE id = \(id)")
        try record(LedgerEntry("resources.drafted", "resource", id, by: actor, payload: "{\"version\":\(number)}"))
        return number
    }

    func addVersion(_ number: Int, of id: ID<Resource>, _ content: ResourceContent, by actor: Int64) throws {
        let ages = content.ages
        try execute(
            """
            INSERT INTO resources_version
                (resource_id, number, state, name_zh, name_en, summary_zh, summary_en, text_zh, text_en, subjects, stages, age_from, age_to, minutes,
                languages, licence, may_copy, credit, web_address, remark, is_wrong, writer_id, changed_at)
            VALUES (\(id), \(number), \(ResourceState.draft), \(content.name.zh), \(content.name.en), \(content.summary.zh), \(content.summary.en),
                \(content.text.zh), \(content.text.en), \(KeyList.text(content.subjects)), \(KeyList.text(content.stages)), \(ages?.lowerBound),
                \(ages?.upperBound), \(content.minutes), \(KeyList.text(content.languages)), \(content.licence.id), \(content.licence.isForEverybody),
                \(content.credit), \(content.webAddress), '', 0, \(actor == 0 ? nil : actor), \(now))
            """)
    }

    /// Changes what a draft says. Refuses once it has left its writer's hands.
    func revise(_ id: ID<Resource>, version number: Int, _ content: ResourceContent, by actor: Int64) throws {
        let ages = content.ages
        let changed = try execute(
            """
            UPDATE resources_version SET name_zh = \(content.name.zh), name_en = \(content.name.en), summary_zh = \(content.summary.zh),
                summary_en = \(content.summary.en), text_zh = \(content.text.zh), text_en = \(content.text.en), subjects = \(KeyList.text(content.subjects)),
                stages = \(KeyList.text(content.stages)), age_from = \(ages?.lowerBound), age_to = \(ages?.upperBound), minutes = \(content.minutes),
                languages = \(KeyList.text(content.languages)), licence = \(content.licence.id), may_copy = \(content.licence.isForEverybody),
                credit = \(content.credit), web_address = \(content.webAddress), writer_id = \(actor == 0 ? nil : actor), changed_at = \(now)
            WHERE resource_id = \(id) AND number = \(number) AND state = \(ResourceState.draft)
            """)
        guard changed == 1 else { throw Refusal.resourceNotDraft }
        try record(LedgerEntry("resources.changed", "resource", id, by: actor, payload: "{\"version\":\(number)}"))
    }

    /// Keeps what lists show and search of the version that is listed now, or of none.
    func keepListing(of id: ID<Resource>) throws {
        guard let resource = try resource(id) else { return }
        try execute("DELETE FROM resources_word WHERE resource_id = \(id)")
        guard let listed = resource.listed, let version = try version(listed, of: id) else { return try remove(id.number, from: ResourceIndex.index) }
        let content = version.content
        let words = content.subjects.map { "subject:\($0.rawValue)" } + content.stages.map { "stage:\($0.rawValue)" } + content.languages.map { "language:\($0.rawValue)" }
        for word in Set(words) { try execute("INSERT INTO resources_word (word, resource_id) VALUES (\(word), \(id))") }
        let owner = try organisation(resource.ownerID)?.name
        try put(
            id.number, strong: ResourceIndex.strong(content),
            weak: ResourceIndex.weak(content, kind: resource.kind, owner: [owner?.zh, owner?.en].compactMap { $0 }.joined(separator: " ")), in: ResourceIndex.index)
    }
}

extension Refusal {
    static let resourceNotDraft = Refusal(
        .conflict, "resource-not-draft", "这个版本已经不是草稿，不能修改。待核的可以收回；已上架的请编辑新版本。",
        "This version is no draft any more and cannot be changed. One to be checked can be taken back; of one that is listed, edit the next version.")

    static let resourceChanged = Refusal(
        .conflict, "resource-changed", "打开本页之后，这项资源有了变动，您的操作没有生效。请重新打开本页，看过现状再定。",
        "This resource has changed since you opened the page; your step was not taken. Open the page again, look, and decide then.")
}
