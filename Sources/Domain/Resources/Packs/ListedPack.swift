import Files
import Kernel
import Storage

/// The archive of a listed pack, as lists and programs are told of it.
struct ListedPack: Sendable {
    let archive: PackArchive
    /// Something in it was withdrawn; it is not handed out.
    let isStopped: Bool
    var updates: [PackUpdate] = []

    var path: String { "/resources/\(archive.packID.text)/pack" }
}

extension Transaction {
    func entryWithPack(_ id: ID<Resource>) throws -> CatalogueEntry? { try catalogueEntry(id).flatMap { try withPacks([$0]).first } }

    /// Entries with the archives of those that are packs: in two statements, however many there are.
    func withPacks(_ entries: [CatalogueEntry]) throws -> [CatalogueEntry] {
        let ids = entries.filter { $0.resource.kind == .pack }.map(\.resource.id.number)
        if ids.isEmpty { return entries }
        let stopped: SQL = """
            EXISTS (SELECT 1 FROM resources_archive_content c JOIN resources_resource i ON i.id = c.item_id
                JOIN resources_version v ON v.resource_id = c.item_id AND v.number = c.item_number
                WHERE c.pack_id = a.pack_id AND c.number = a.number AND (i.listed IS NULL OR v.state = \(ResourceState.withdrawn)
                    OR EXISTS (SELECT 1 FROM resources_version w WHERE w.resource_id = v.resource_id AND w.number > v.number AND w.is_wrong = 1)))
            """
        let found = try rows(
            """
            SELECT a.*, CASE WHEN \(sql: stopped) THEN 1 ELSE 0 END AS is_stopped
            FROM resources_archive a JOIN resources_resource r ON r.id = a.pack_id AND r.listed = a.number WHERE a.pack_id IN (\(list: ids))
            """) { ListedPack(archive: try PackArchive($0), isStopped: try $0.bool("is_stopped")) }
        if found.isEmpty { return entries }
        let updates = Dictionary(
            grouping: try rows("SELECT * FROM resources_update WHERE pack_id IN (\(list: ids)) ORDER BY pack_id, from_label DESC", PackUpdate.init), by: \.packID)
        let packs = Dictionary(found.map { ($0.archive.packID, $0) }, uniquingKeysWith: { first, _ in first })
        return entries.map { entry in
            guard var pack = packs[entry.resource.id] else { return entry }
            pack.updates = (updates[entry.resource.id] ?? []).filter { $0.label == pack.archive.label }
            var entry = entry
            entry.pack = pack
            return entry
        }
    }
}
