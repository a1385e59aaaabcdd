import Glibc
import Kernel
package import Storage

extension Database {
    /// Ends an upload of which everything is here: reads what it is, moves it to its place on the shelf, and says so. Asked again it gives the same.
    ///
    /// Where the file is refused, nothing of it stays: neither the upload nor its bytes.
    package func closeUpload(_ upload: FileUpload, of kinds: Set<FileKind> = FileKind.all, field: String? = nil) async throws -> ShelvedFile {
        let hold = try await shelf.hold(upload)
        guard let known = try await read({ try $0.upload(upload.id) }) else {
            try await shelf.remove(part: hold)
            throw Refusal.uploadGone
        }
        if let file = known.file {
            // The program was stopped between saying what it is and moving it, or just before the end.
            let isThere = try await shelf.glance(file) == .right
            if known.isClosed || isThere {
                try await shelf.remove(part: hold)
                if !known.isClosed { try await write { try $0.noteFound(upload.id, file, isClosed: true) } }
                return file
            }
        }
        guard known.received == known.byteCount else { throw Refusal.uploadUnfinished(known) }
        let file: ShelvedFile
        do {
            file = try await shelf.read(known, hold, of: kinds, field: field)
        } catch let refusal as Refusal {
            try await write { try $0.removeUpload(upload.id) }
            try await shelf.remove(part: hold)
            throw refusal
        }
        try await write { try $0.noteFound(upload.id, file, isClosed: false) }
        try await shelf.move(hold, to: file)
        try await write { try $0.noteFound(upload.id, file, isClosed: true) }
        return file
    }

    /// Takes an upload back, with its bytes.
    package func cancelUpload(_ upload: FileUpload) async throws {
        let hold = try await shelf.hold(upload)
        try await write { try $0.removeUpload(upload.id) }
        try await shelf.remove(part: hold)
    }
}

extension FileShelf {
    /// What a whole part is; refuses what may not be kept, and what is not what was promised.
    fileprivate func read(_ upload: FileUpload, _ hold: HeldPart, of kinds: Set<FileKind>, field: String?) async throws -> ShelvedFile {
        try await ShelfWork.run(ShelfWork.whole) {
            guard try hold.file.size >= upload.byteCount else { throw ShelfError.lostPart(hold.file.path) }
            if try hold.file.size > upload.byteCount { try hold.file.cut(to: upload.byteCount) }
            if let head = upload.head, try Self.digest(of: hold.file, first: FileUpload.headBytes) != head { throw Refusal.uploadOther }
            let digest = try Self.digest(of: hold.file)
            if let promised = upload.promised, promised != digest { throw Refusal.uploadOther }
            let kind = try FileKind.read(hold.file, named: upload.name, of: kinds, field: field)
            return ShelvedFile(digest: digest, byteCount: upload.byteCount, kind: kind)
        }
    }

    fileprivate func move(_ hold: HeldPart, to file: ShelvedFile) async throws {
        try await ShelfWork.run(ShelfWork.whole) {
            try hold.file.touch()
            try hold.file.flush()
            try move(hold.file.path, to: file.digest, byteCount: file.byteCount)
            unlink(hold.file.path)
        }
    }

    func remove(part hold: HeldPart) async throws {
        try await ShelfWork.run(ShelfWork.pieces) { _ = unlink(hold.file.path) }
    }
}
