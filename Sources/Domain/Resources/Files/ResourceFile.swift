import Access
import Files
import Kernel
import Storage

/// A file of a resource, from the version in which it came to the one in which it went.
struct ResourceFile: Sendable, Hashable {
    let resourceID: ID<Resource>
    let id: ID<ResourceFile>
    let digest: FileDigest
    let name: String
    /// What it is for, in a few words; may be empty.
    let label: String
    let firstVersion: Int
    /// Nil: it is still there.
    let lastVersion: Int?

    /// Files of one version.
    static let most = 50
    static let noun = Phrase("这个文件", "file")

    init(_ row: Row) throws {
        (resourceID, id, digest) = (try row.id("resource_id"), try row.id("id"), try row.digest("digest"))
        (name, label) = (try row.text("name"), try row.text("label"))
        (firstVersion, lastVersion) = (try row.int("first_version"), try row.intOrNil("last_version"))
    }
}

/// A file with what the shelf knows of it.
struct HeldFile: Sendable {
    let file: ResourceFile
    let shelved: ShelvedFile
}

extension Transaction {
    /// The files of a version, in the order in which they came.
    func files(of id: ID<Resource>, version number: Int) throws -> [HeldFile] {
        let files = try rows(
            """
            SELECT * FROM resources_file WHERE resource_id = \(id) AND first_version <= \(number) AND (last_version IS NULL OR last_version >= \(number)) ORDER BY id
            """, ResourceFile.init)
        guard !files.isEmpty else { return [] }
        let shelved = try shelvedFiles(files.map(\.digest))
        return files.compactMap { file in shelved[file.digest].map { HeldFile(file: file, shelved: $0) } }
    }

    func file(_ id: ID<ResourceFile>, of resource: ID<Resource>) throws -> HeldFile? {
        guard let file = try row("SELECT * FROM resources_file WHERE resource_id = \(resource) AND id = \(id)", ResourceFile.init), let shelved = try shelvedFile(file.digest) else { return nil }
        return HeldFile(file: file, shelved: shelved)
    }

    /// Adds what was handed in to the draft of a resource. Refuses where there is no draft, whoever may not, and more than fit.
    func addFile(_ handed: HandedIn, label: String, to id: ID<Resource>, by identity: Identity) throws {
        let number = try requireDraft(of: id, by: identity)
        let present = try files(of: id, version: number)
        guard present.count < ResourceFile.most else {
            throw Refusal(.invalid, "files-many", "最多 \(ResourceFile.most) 个文件。请把其余的打包成 ZIP。", "\(ResourceFile.most) files at most. Put the others into a ZIP.", field: "file")
        }
        let kept = try keep(handed, by: identity.account.id, for: ResourceFile.purpose(of: id))
        guard !present.contains(where: { $0.file.digest == kept.file.digest }) else {
            throw Refusal(.invalid, "file-twice", "这个文件已经在里面了。", "This file is in it already.", field: "file")
        }
        let fileID: ID<ResourceFile> = newID()
        try execute(
            """
            INSERT INTO resources_file (resource_id, id, digest, name, label, first_version, last_version)
            VALUES (\(id), \(fileID), \(kept.file.digest), \(kept.name), \(label), \(number), NULL)
            """)
        try touch(id, number)
        try record(LedgerEntry("resources.file-added", "resource", id, by: identity.account.id.number, payload: "{\"file\":\"\(kept.file.digest.text)\"}"))
    }

    /// Takes a file out of the draft; versions before keep it.
    func removeFile(_ file: ID<ResourceFile>, of id: ID<Resource>, by identity: Identity) throws {
        let number = try requireDraft(of: id, by: identity)
        guard let found = try self.file(file, of: id), found.file.lastVersion == nil else { throw Refusal.notFound(ResourceFile.noun) }
        if found.file.firstVersion == number {
            try execute("DELETE FROM resources_file WHERE resource_id = \(id) AND id = \(file)")
        } else {
            try execute("UPDATE resources_file SET last_version = \(number - 1) WHERE resource_id = \(id) AND id = \(file)")
        }
        try touch(id, number)
        try record(LedgerEntry("resources.file-removed", "resource", id, by: identity.account.id.number, payload: "{\"file\":\"\(found.file.digest.text)\"}"))
    }

    /// The number of the draft, for whoever may write it.
    func requireDraft(of id: ID<Resource>, by identity: Identity) throws -> Int {
        guard let resource = try resource(id), let version = try version(resource.newest, of: id) else { throw Refusal.notFound(Resource.noun) }
        try identity.require(Resources.offer, within: try resourceScopes(resource))
        guard version.state == .draft else { throw Refusal.resourceNotDraft }
        return version.number
    }

    private func touch(_ id: ID<Resource>, _ number: Int) throws {
        try execute("UPDATE resources_version SET changed_at = \(now) WHERE resource_id = \(id) AND number = \(number)")
    }
}

extension ResourceFile {
    static func purpose(of id: ID<Resource>) -> String { "resources.file:\(id.text)" }
}
