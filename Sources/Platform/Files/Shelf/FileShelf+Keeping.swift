import Foundation
import Glibc

extension FileShelf {
    /// Puts bytes onto the shelf: refuses, by the field's name, what is none of `kinds` or does not fit its name. It is safe on disk when
    /// this returns; `tx.keep` says afterwards that a record needs it.
    ///
    /// - name: as whoever handed it in calls it; its ending must fit what the bytes are.
    package func keep(_ bytes: [UInt8], named name: String, of kinds: Set<FileKind> = FileKind.all, field: String? = nil) async throws -> ShelvedFile {
        try await keep(named: name, of: kinds, field: field) { writer in try writer.write(bytes) }
    }

    /// Puts what `write` writes onto the shelf, of any length. `write` blocks, on a thread of its own.
    package func keep(
        named name: String, of kinds: Set<FileKind> = FileKind.all, field: String? = nil, write: @escaping @Sendable (ShelfWriter) throws -> Void
    ) async throws -> ShelvedFile {
        try await ShelfWork.run(ShelfWork.whole) {
            let part = try newPart()
            defer { unlink(part) }
            let writer = try ShelfWriter(DiskFile(writing: part, isNew: true))
            try write(writer)
            return try settle(part, writer.file, digest: writer.finish(), named: name, of: kinds, field: field)
        }
    }

    /// Puts what `make` makes at a path that it is given onto the shelf: for what is written in no order, such as an archive whose head comes
    /// last. `make` blocks, on a thread of its own; what it made is read once for its digest.
    package func keep(named name: String, of kinds: Set<FileKind> = FileKind.all, making make: @escaping @Sendable (_ path: String) throws -> Void) async throws -> ShelvedFile {
        try await ShelfWork.run(ShelfWork.whole) {
            let part = try newPart()
            defer { unlink(part) }
            try make(part)
            let file = try DiskFile(reading: part)
            return try settle(part, file, digest: Self.digest(of: file), named: name, of: kinds, field: nil)
        }
    }

    /// Puts a copy of a file of this machine onto the shelf: for commands, any size.
    ///
    /// - progress: how many bytes are done.
    package func keep(
        fileAt path: String, of kinds: Set<FileKind> = FileKind.all, progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> ShelvedFile {
        try await keep(named: String(path.split(separator: "/").last ?? ""), of: kinds) { writer in
            let file = try DiskFile(reading: path)
            var place: Int64 = 0
            while true {
                let piece = try file.bytes(1 << 20, at: place)
                if piece.isEmpty { return }
                try writer.write(piece)
                place += Int64(piece.count)
                progress(place)
            }
        }
    }

    /// What was written becomes a file on the shelf, if it is one that may: read, flushed, moved, the folder flushed.
    func settle(
        _ part: String, _ file: DiskFile, digest: FileDigest, named name: String, of kinds: Set<FileKind>, field: String?
    ) throws -> ShelvedFile {
        let kind = try FileKind.read(file, named: name, of: kinds, field: field)
        let shelved = ShelvedFile(digest: digest, byteCount: try file.size, kind: kind)
        try file.flush()
        try move(part, to: digest, byteCount: shelved.byteCount)
        return shelved
    }

    /// One that is there already is kept, and counts as new for whoever clears up.
    func move(_ part: String, to digest: FileDigest, byteCount: Int64) throws {
        let path = try path(of: digest), folder = String(path.dropLast(63))
        try DiskFolder.make(folder)
        let gate = try gate()
        try gate.lock(shared: true)
        if let known = try? DiskFile(reading: path), try known.size == byteCount {
            return try known.touch()
        }
        guard rename(part, path) == 0 else { throw ShelfError(errno, path) }
        chmod(path, 0o440)
        try DiskFolder.flush(folder)
    }

    /// Held shared by whoever puts a file on the shelf, alone by whoever takes one away.
    func gate() throws -> DiskFile { try DiskFile(writing: root() + "/gate") }
}
