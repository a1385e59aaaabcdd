import Glibc
import Kernel
package import Storage

/// What became of a piece.
package enum PieceAnswer: Sendable, Equatable {
    /// So much is here now, on the disk.
    case received(Int64)
    /// The piece does not begin where the upload stands; it goes on from here.
    case elsewhere(Int64)
}

extension Database {
    /// Takes a piece of an upload: written and flushed, then noted. The same piece sent again is harmless, and of two that come at once one
    /// waits for the other.
    ///
    /// Throws a `Refusal` where the piece is larger than one may be, goes beyond the file's end, differs from what is here already, or is not
    /// what its digest says; a `ShelfError` where the folder cannot take it. The upload is then where it was.
    ///
    /// - digest: what the piece should be, where that was said.
    package func takePiece(_ bytes: [UInt8], at offset: Int64, of upload: FileUpload, digest: FileDigest? = nil) async throws -> PieceAnswer {
        guard bytes.count <= FileUpload.pieceBytes else { throw Refusal.pieceLarge }
        guard !upload.isClosed else { return .received(upload.byteCount) }
        guard offset >= 0, offset <= upload.byteCount, upload.byteCount - offset >= Int64(bytes.count) else { throw Refusal.pieceBeyond(upload) }
        if let digest, FileDigest(of: bytes) != digest { throw Refusal.pieceAltered }
        let hold = try await shelf.hold(upload)
        // What stands in the database is asked under the hold: whoever held the part before has noted what it wrote.
        guard let known = try await read({ try $0.upload(upload.id) }), !known.isClosed else {
            try await shelf.remove(part: hold)
            throw Refusal.uploadGone
        }
        let end = offset + Int64(bytes.count)
        if offset > known.received { return .elsewhere(known.received) }
        if end <= known.received {
            guard try await hold.holds(bytes, at: offset) else { throw Refusal.pieceOther }
            return .received(known.received)
        }
        // What overlaps must be the same; the rest is new.
        let old = Int(known.received - offset)
        if old > 0 { guard try await hold.holds(Array(bytes[..<old]), at: offset) else { throw Refusal.pieceOther } }
        try await hold.append(old > 0 ? Array(bytes[old...]) : bytes, at: known.received)
        try await write { try $0.noteReceived(upload.id, end) }
        return .received(end)
    }
}

extension FileShelf {
    /// The part of an upload, held against everybody else until the answer is gone.
    func hold(_ upload: FileUpload) async throws -> HeldPart {
        try await ShelfWork.run(ShelfWork.waiting) {
            try DiskFolder.make(incoming())
            let path = try incoming() + "/" + upload.part
            while true {
                let file = try DiskFile(writing: path)
                try file.lock()
                // Whoever held it before may have moved or removed it: then this is no longer the part.
                var found = stat()
                if stat(path, &found) == 0, try file.status.st_ino == found.st_ino { return HeldPart(file) }
            }
        }
    }
}

/// The part of an upload while one piece, or its end, is worked on.
final class HeldPart: Sendable {
    let file: DiskFile

    init(_ file: DiskFile) { self.file = file }

    func holds(_ bytes: [UInt8], at place: Int64) async throws -> Bool {
        try await ShelfWork.run(ShelfWork.pieces) { [file] in try file.bytes(bytes.count, at: place) == bytes }
    }

    /// What a program that was stopped wrote beyond what was noted is cut off first.
    func append(_ bytes: [UInt8], at place: Int64) async throws {
        try await ShelfWork.run(ShelfWork.pieces) { [file] in
            let size = try file.size
            guard size >= place else { throw ShelfError.lostPart(file.path) }
            if size > place { try file.cut(to: place) }
            try bytes.withUnsafeBytes { try file.write($0, at: place) }
            try file.flush()
            if place == 0 { try DiskFolder.flush(String(file.path[..<(file.path.lastIndex(of: "/") ?? file.path.endIndex)])) }
        }
    }
}
