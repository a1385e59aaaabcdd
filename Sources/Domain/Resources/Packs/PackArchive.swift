import Files
import Kernel
import Language
import Storage

/// An archive that was built of a version of a pack.
struct PackArchive: Sendable, Hashable {
    let packID: ID<Resource>
    /// The version of the entry.
    let number: Int
    /// The version that the archive states: that of the entry at which its contents last changed.
    let label: Int
    let recipe: String
    let digest: FileDigest
    let byteCount: Int64
    let fileCount: Int
    let isForUnits: Bool
    /// The address of the key.
    let signedBy: String
    let published: Day
    let builtAt: Instant

    init(_ row: Row) throws {
        (packID, number, label) = (try row.id("pack_id"), try row.int("number"), try row.int("label"))
        (recipe, digest, byteCount) = (try row.text("recipe"), try row.digest("digest"), try row.int64("byte_count"))
        (fileCount, isForUnits, signedBy) = (try row.int("file_count"), try row.bool("for_units"), try row.text("signed_by"))
        (published, builtAt) = (try row.day("published"), try row.instant("built_at"))
    }
}

/// An update from one archive to a later one.
struct PackUpdate: Sendable, Hashable {
    let packID: ID<Resource>
    let label: Int
    let from: Int
    let digest: FileDigest
    let byteCount: Int64

    /// Back to so many archives.
    static let most = 3

    init(_ row: Row) throws {
        (packID, label, from) = (try row.id("pack_id"), try row.int("label"), try row.int("from_label"))
        (digest, byteCount) = (try row.digest("digest"), try row.int64("byte_count"))
    }
}

/// A content as an archive carries it, and what became of it since.
struct CarriedContent: Sendable {
    let id: ID<Resource>
    let version: ResourceVersion
    let byteCount: Int64
    /// The version that is in the catalogue now.
    let listed: Int?
    /// An expert signed that its science is wrong, and nobody has decided yet.
    let isDoubted: Bool
    /// A later version was found wrong, and nobody has said that this one is not: it stays away until the pack is built anew.
    let isOvertaken: Bool

    init(_ row: Row) throws {
        (id, version, byteCount) = (try row.id("item_id"), try ResourceVersion(row), try row.int64("carried"))
        (listed, isDoubted, isOvertaken) = (try row.intOrNil("listed"), try row.bool("is_doubted"), try row.bool("is_overtaken"))
    }

    /// It is not to be handed out any more.
    var isGone: Bool { listed == nil || version.state == .withdrawn || isOvertaken }

    /// What became of it since it was packed; nil: nothing.
    var news: Phrase? {
        let name = version.content.name.phrase
        if isGone {
            return isWrong
                ? Phrase("“\(name.zh)”有科学性错误，已经下架", "the science of “\(name.en)” is wrong, and it was withdrawn") : Phrase("“\(name.zh)”已经下架", "“\(name.en)” was withdrawn")
        }
        if isDoubted { return Phrase("有专家认为“\(name.zh)”有科学性错误，尚未处理", "an expert finds the science of “\(name.en)” wrong; nobody has decided yet") }
        if let listed, listed != version.number { return Phrase("“\(name.zh)”有了新版本（第 \(listed) 版）", "there is a newer version of “\(name.en)” (\(listed))") }
        return nil
    }

    private var isWrong: Bool { version.isWrong }
}

extension Transaction {
    func archive(of pack: ID<Resource>, version number: Int) throws -> PackArchive? {
        try row("SELECT * FROM resources_archive WHERE pack_id = \(pack) AND number = \(number)", PackArchive.init)
    }

    /// The one that was built last before a version.
    func archive(of pack: ID<Resource>, before number: Int) throws -> PackArchive? {
        try row("SELECT * FROM resources_archive WHERE pack_id = \(pack) AND number < \(number) AND listed_at IS NOT NULL ORDER BY number DESC LIMIT 1", PackArchive.init)
    }

    /// Updates that lead to an archive, from the latest on.
    func updates(of pack: ID<Resource>, to label: Int) throws -> [PackUpdate] {
        try rows("SELECT * FROM resources_update WHERE pack_id = \(pack) AND label = \(label) ORDER BY from_label DESC", PackUpdate.init)
    }

    /// What an archive carries, in its order, as it stands now.
    func carried(by pack: ID<Resource>, version number: Int) throws -> [CarriedContent] {
        try rows(
            """
            SELECT v.*, a.item_id, a.byte_count AS carried, r.listed,
                CASE WHEN EXISTS (SELECT 1 FROM resources_vetting t WHERE t.resource_id = a.item_id AND t.number = a.item_number AND t.verdict = 'wrong')
                    THEN 1 ELSE 0 END AS is_doubted,
                CASE WHEN EXISTS (SELECT 1 FROM resources_version w WHERE w.resource_id = v.resource_id AND w.number > v.number AND w.is_wrong = 1) THEN 1 ELSE 0 END AS is_overtaken
            FROM resources_archive_content a JOIN resources_resource r ON r.id = a.item_id
                JOIN resources_version v ON v.resource_id = a.item_id AND v.number = a.item_number
            WHERE a.pack_id = \(pack) AND a.number = \(number) ORDER BY a.position, a.item_id
            """, CarriedContent.init)
    }

    /// Whether something that an archive carries was withdrawn since.
    func isStopped(_ archive: PackArchive) throws -> Bool {
        try number(
            """
            SELECT COUNT(*) FROM resources_archive_content a JOIN resources_resource r ON r.id = a.item_id
                JOIN resources_version v ON v.resource_id = a.item_id AND v.number = a.item_number
            WHERE a.pack_id = \(archive.packID) AND a.number = \(archive.number) AND (r.listed IS NULL OR v.state = \(ResourceState.withdrawn)
                OR EXISTS (SELECT 1 FROM resources_version w WHERE w.resource_id = v.resource_id AND w.number > v.number AND w.is_wrong = 1))
            """) ?? 0 > 0
    }

    /// Notes what was built of a plan, and is done with asking for it. The same again changes nothing.
    func put(_ file: ShelvedFile, of plan: PackPlan, label: Int, files: Int, signedBy: String, published: Day, by actor: Int64) throws {
        let (pack, number) = (plan.pack.id, plan.version.number)
        try keep(file)
        try execute("DELETE FROM resources_archive_content WHERE pack_id = \(pack) AND number = \(number)")
        try execute(
            """
            INSERT INTO resources_archive (pack_id, number, label, recipe, digest, byte_count, file_count, for_units, signed_by, published, built_at, listed_at)
            VALUES (\(pack), \(number), \(label), \(plan.recipe), \(file.digest), \(file.byteCount), \(files), \(plan.isForUnits), \(signedBy), \(published), \(now), NULL)
            ON CONFLICT (pack_id, number) DO UPDATE SET label = excluded.label, recipe = excluded.recipe, digest = excluded.digest, byte_count = excluded.byte_count,
                file_count = excluded.file_count, for_units = excluded.for_units, signed_by = excluded.signed_by, published = excluded.published, built_at = excluded.built_at
            """)
        for (position, content) in plan.contents.enumerated() {
            try execute(
                """
                INSERT INTO resources_archive_content (pack_id, number, item_id, item_number, position, byte_count)
                VALUES (\(pack), \(number), \(content.resource.id), \(content.version.number), \(position + 1), \(content.byteCount))
                """)
        }
        try execute("DELETE FROM resources_build WHERE pack_id = \(pack) AND number = \(number)")
        try record(
            LedgerEntry("resources.pack-built", "resource", pack, by: actor, payload: "{\"version\":\(number),\"archive\":\"\(file.digest.text)\"}"))
    }

    /// What was built of one version goes on as that of a later one: a campaign file changed what the entry says and nothing that the pack carries.
    func carryArchive(of pack: ID<Resource>, to number: Int) throws {
        guard let last = try archive(of: pack, before: number), try archive(of: pack, version: number) == nil else { return }
        try carryArchive(last, to: number)
        try execute("UPDATE resources_archive SET listed_at = \(now) WHERE pack_id = \(pack) AND number = \(number)")
    }

    func carryArchive(_ last: PackArchive, to number: Int) throws {
        try execute("DELETE FROM resources_archive_content WHERE pack_id = \(last.packID) AND number = \(number)")
        try execute("DELETE FROM resources_archive WHERE pack_id = \(last.packID) AND number = \(number)")
        try execute(
            """
            INSERT INTO resources_archive (pack_id, number, label, recipe, digest, byte_count, file_count, for_units, signed_by, published, built_at, listed_at)
            SELECT a.pack_id, CAST(\(number) AS BIGINT), a.label, a.recipe, a.digest, a.byte_count, a.file_count, a.for_units, a.signed_by, a.published, a.built_at, NULL
            FROM resources_archive a WHERE a.pack_id = \(last.packID) AND a.number = \(last.number)
            """)
        try execute(
            """
            INSERT INTO resources_archive_content (pack_id, number, item_id, item_number, position, byte_count)
            SELECT a.pack_id, CAST(\(number) AS BIGINT), a.item_id, a.item_number, a.position, a.byte_count
            FROM resources_archive_content a WHERE a.pack_id = \(last.packID) AND a.number = \(last.number)
            """)
    }
}
