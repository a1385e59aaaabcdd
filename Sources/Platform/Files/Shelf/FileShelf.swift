import Foundation
package import Storage

/// The folder beside the database in which files of any size lie, each once, under its digest
/// (docs/decisions/files-on-disk.md).
///
/// A file is put there first and referred to afterwards: `keep` writes it, flushes it and its folder, and only then may a transaction say
/// (`tx.keep`) that a record needs it. What lies there is never changed. Every call that fails for the machine's sake throws a `ShelfError`.
package struct FileShelf: Sendable {
    /// Nil where the program was given none: every call then says so.
    package let folder: String?

    package init(folder: String?) { self.folder = folder }

    func root() throws -> String {
        guard let folder else { throw ShelfError.noFolder }
        return folder
    }

    /// `objects/ab/cdef…`
    func path(of digest: FileDigest) throws -> String { "\(try root())/objects/\(digest.text.prefix(2))/\(digest.text.dropFirst(2))" }

    /// What is still being written lies here, on the same file system.
    func incoming() throws -> String { try root() + "/incoming" }

    func newPart() throws -> String {
        try DiskFolder.make(incoming())
        return try incoming() + "/" + UUID().uuidString.lowercased() + ".part"
    }
}

extension Database {
    /// The files that lie beside this database.
    package var shelf: FileShelf { FileShelf(folder: files) }
}
