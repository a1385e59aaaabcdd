import Access
import Files
import Kernel
import Language
import Packs
import Storage
import Venues

/// A resource of the catalogue that a pack is to carry.
struct PackContent: Sendable {
    let resource: Resource
    /// The one in the catalogue; where there is none any more, the newest.
    let version: ResourceVersion
    let owner: Wording
    /// Those of that version.
    var files: [HeldFile] = []

    /// Resources of one pack.
    static let most = 100
    static let noun = Phrase("这项内容", "content")

    init(_ row: Row) throws {
        (resource, version, owner) = (try Resource(row), try ResourceVersion(row), try row.wording("owner"))
    }

    var byteCount: Int64 { files.reduce(0) { $0 + $1.shelved.byteCount } }
    var name: Phrase { version.content.name.phrase }

    /// Why a pack cannot carry it now; nil where it can.
    var problem: Refusal? {
        let (zh, en) = (name.zh, name.en)
        guard resource.listed != nil else {
            if version.isWrong {
                return Refusal(.conflict, "content-wrong", "“\(zh)”有科学性错误，已经下架。请移出。", "The science of “\(en)” is wrong, and it was withdrawn. Take it out.")
            }
            return Refusal(.conflict, "content-withdrawn", "“\(zh)”已不在目录中。请移出，或等它重新上架。", "“\(en)” is not in the catalogue any more. Take it out, or wait until it is listed again.")
        }
        if resource.kind == .pack { return Refusal(.invalid, "content-pack", "“\(zh)”本身是资源包，不能放进另一个资源包；请放入其中的资源。", "“\(en)” is a pack itself, and a pack carries no packs. Put in what it holds.") }
        if files.isEmpty { return Refusal(.invalid, "content-empty", "“\(zh)”没有可以放入的文件。", "“\(en)” has no files that a pack could carry.") }
        guard version.content.licence.copying > .nobody else {
            let licence = version.content.licence.name
            return Refusal(
                .invalid, "content-licence", "“\(zh)”的许可（\(licence.zh)）不允许复制，不能放入资源包。请与提供单位联系。",
                "The licence of “\(en)” (\(licence.en)) forbids copying, so a pack may not carry it. Ask the unit that offers it.")
        }
        return nil
    }
}

extension Transaction {
    private static var contentColumns: SQL { "SELECT v.*, r.*, o.name_zh AS owner_zh, o.name_en AS owner_en" }

    private static var contentTables: SQL {
        """
        resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = COALESCE(r.listed, r.newest)
            JOIN view_venues_organisation o ON o.id = r.owner_id
        """
    }

    /// What a version of a pack is to carry, in its order, each with the files that it has now.
    func contents(of pack: ID<Resource>, version number: Int) throws -> [PackContent] {
        let found = try rows(
            """
            \(sql: Self.contentColumns) FROM \(sql: Self.contentTables) JOIN resources_content c ON c.item_id = r.id
            WHERE c.pack_id = \(pack) AND c.number = \(number) ORDER BY c.position, c.item_id
            """, PackContent.init)
        return try withFiles(found)
    }

    /// Resources as contents, in the order of their identities.
    func contents(_ ids: [ID<Resource>]) throws -> [PackContent] {
        if ids.isEmpty { return [] }
        return try withFiles(
            try rows("\(sql: Self.contentColumns) FROM \(sql: Self.contentTables) WHERE r.id IN (\(list: ids.map(\.number))) ORDER BY r.id", PackContent.init))
    }

    /// Their files in two statements, however many there are.
    private func withFiles(_ contents: [PackContent]) throws -> [PackContent] {
        if contents.isEmpty { return [] }
        let files = try rows("SELECT * FROM resources_file WHERE resource_id IN (\(list: contents.map(\.resource.id.number))) ORDER BY resource_id, id", ResourceFile.init)
        let shelved = try shelvedFiles(Array(Set(files.map(\.digest))))
        let held = Dictionary(grouping: files.compactMap { file in shelved[file.digest].map { HeldFile(file: file, shelved: $0) } }, by: \.file.resourceID)
        return contents.map { content in
            var content = content
            content.files = (held[content.resource.id] ?? []).filter { $0.file.isIn(content.version.number) }
            return content
        }
    }

    /// Puts a resource of the catalogue into the draft of a pack, as its last. Refuses what a pack may not carry, with the reason.
    func addContent(_ item: ID<Resource>, to pack: ID<Resource>, by identity: Identity) throws {
        let number = try requirePackDraft(of: pack, by: identity)
        guard let content = try contents([item]).first, content.resource.listed != nil else { throw Refusal.notFound(PackContent.noun) }
        if let problem = content.problem { throw problem }
        let present = try number64("SELECT COUNT(*) FROM resources_content WHERE pack_id = \(pack) AND number = \(number)")
        guard present < PackContent.most else {
            throw Refusal(.invalid, "contents-many", "一个资源包最多 \(PackContent.most) 项内容。请分成几个。", "A pack has \(PackContent.most) contents at most. Make several.")
        }
        let last = try number64("SELECT COALESCE(MAX(position), 0) FROM resources_content WHERE pack_id = \(pack) AND number = \(number)")
        let added = try execute(
            """
            INSERT INTO resources_content (pack_id, number, item_id, position) VALUES (\(pack), \(number), \(item), \(last + 1))
            ON CONFLICT (pack_id, number, item_id) DO NOTHING
            """)
        guard added == 1 else { throw Refusal(.conflict, "content-twice", "“\(content.name.zh)”已经在里面了。", "“\(content.name.en)” is in it already.") }
        try noteContents(pack, number, "resources.content-added", item, by: identity)
    }

    /// Takes one out of the draft of a pack; one that is out already is none.
    func removeContent(_ item: ID<Resource>, of pack: ID<Resource>, by identity: Identity) throws {
        let number = try requirePackDraft(of: pack, by: identity)
        guard try execute("DELETE FROM resources_content WHERE pack_id = \(pack) AND number = \(number) AND item_id = \(item)") == 1 else {
            throw Refusal.notFound(PackContent.noun)
        }
        try noteContents(pack, number, "resources.content-removed", item, by: identity)
    }

    /// One place up or down in the draft of a pack; at the end of the list it stays where it is.
    func moveContent(_ item: ID<Resource>, of pack: ID<Resource>, up: Bool, by identity: Identity) throws {
        let number = try requirePackDraft(of: pack, by: identity)
        var order = try rows("SELECT item_id FROM resources_content WHERE pack_id = \(pack) AND number = \(number) ORDER BY position, item_id") {
            try $0.id("item_id", Resource.self)
        }
        guard let place = order.firstIndex(of: item) else { throw Refusal.notFound(PackContent.noun) }
        let other = place + (up ? -1 : 1)
        guard order.indices.contains(other) else { return }
        order.swapAt(place, other)
        for (position, one) in order.enumerated() {
            try execute("UPDATE resources_content SET position = \(position + 1) WHERE pack_id = \(pack) AND number = \(number) AND item_id = \(one)")
        }
        try noteContents(pack, number, "resources.content-moved", item, by: identity)
    }

    /// The next version begins with what the one before it was to carry.
    func copyContents(of pack: ID<Resource>, to number: Int) throws {
        try execute(
            """
            INSERT INTO resources_content (pack_id, number, item_id, position)
            SELECT c.pack_id, CAST(\(number) AS BIGINT), c.item_id, c.position FROM resources_content c WHERE c.pack_id = \(pack) AND c.number = \(number - 1)
            """)
    }

    /// The number of a pack's draft, for whoever may write it; held against others who change its contents.
    func requirePackDraft(of pack: ID<Resource>, by identity: Identity) throws -> Int {
        try lock("resources.pack/\(pack.text)")
        let number = try requireDraft(of: pack, by: identity)
        guard try resource(pack)?.kind == .pack else { throw Refusal.noPack }
        return number
    }

    private func noteContents(_ pack: ID<Resource>, _ number: Int, _ word: String, _ item: ID<Resource>, by identity: Identity) throws {
        try execute("UPDATE resources_version SET changed_at = \(now) WHERE resource_id = \(pack) AND number = \(number)")
        try record(LedgerEntry(word, "resource", pack, by: identity.account.id.number, payload: "{\"item\":\"\(item.text)\"}"))
    }

    private func number64(_ statement: SQL) throws -> Int64 { try number(statement) ?? 0 }
}

extension Refusal {
    static let noPack = Refusal(
        .invalid, "no-pack", "这项资源不是资源包，没有内容清单。", "This resource is no pack; it has no list of contents.")
}
