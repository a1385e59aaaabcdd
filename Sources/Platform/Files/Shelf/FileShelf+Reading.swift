import Glibc

extension FileShelf {
    /// Opens a file to be read at places. Throws `.lost` where the folder does not hold it and `.damaged` where its size is another.
    package func open(_ file: ShelvedFile) async throws -> ShelvedReader {
        try await ShelfWork.run(ShelfWork.pieces) {
            let found = try DiskFile(reading: path(of: file.digest), missing: .lost(file.digest))
            guard try found.size == file.byteCount else { throw ShelfError.damaged(file.digest) }
            return ShelvedReader(found, byteCount: file.byteCount, digest: file.digest)
        }
    }

    /// All of a small file. Throws `.damaged` where it is not the one that was kept.
    ///
    /// - most: a larger one is a defect of the caller, who should read pieces.
    package func bytes(of file: ShelvedFile, most: Int = 64 << 20) async throws -> [UInt8] {
        precondition(file.byteCount <= Int64(most))
        let reader = try await open(file)
        let bytes = try await reader.bytes(in: 0..<file.byteCount)
        guard FileDigest(of: bytes) == file.digest else { throw ShelfError.damaged(file.digest) }
        return bytes
    }

    /// Fills the room from a place of the file, on the thread that asks, which waits for the disk; gives how much there was. Opened for each
    /// piece: of a thousand files that are read one after the other none stays open. Throws `.lost` where the folder does not hold it.
    package func read(_ file: ShelvedFile, at place: Int64, into room: UnsafeMutableRawBufferPointer) throws -> Int {
        try DiskFile(reading: path(of: file.digest), missing: .lost(file.digest)).read(into: room, at: place)
    }

    /// Where the file lies, for a program of this machine that only reads; nobody may change it.
    package func location(of digest: FileDigest) throws -> String { try path(of: digest) }
}

/// A file of the shelf that is open for reading, by as many as like, each at its own place; closed with its last user.
package final class ShelvedReader: Sendable {
    let file: DiskFile
    package let byteCount: Int64
    package let digest: FileDigest

    init(_ file: DiskFile, byteCount: Int64, digest: FileDigest) { (self.file, self.byteCount, self.digest) = (file, byteCount, digest) }

    /// For a call of the system that reads at places of its own; whoever has it never closes it, and holds this reader meanwhile.
    package var descriptor: Int32 { file.descriptor }

    /// Tells the disk that a part will be read soon. Throws `.damaged` where the file was cut underneath.
    package func expect(_ range: Range<Int64>) async throws {
        try await ShelfWork.run(ShelfWork.pieces) { [self] in
            guard try file.size == byteCount else { throw ShelfError.damaged(digest) }
            posix_fadvise(file.descriptor, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_WILLNEED)
        }
    }

    /// The bytes of a part. Throws `.damaged` where the file was cut underneath.
    package func bytes(in range: Range<Int64>) async throws -> [UInt8] {
        try await ShelfWork.run(ShelfWork.pieces) { [self] in try read(range) }
    }

    /// The same on the thread that asks, which waits for the disk.
    package func read(_ range: Range<Int64>) throws -> [UInt8] {
        let bytes = try file.bytes(range.count, at: range.lowerBound)
        guard bytes.count == range.count else { throw ShelfError.damaged(digest) }
        return bytes
    }
}
