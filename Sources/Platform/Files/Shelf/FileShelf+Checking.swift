import Crypto
import Foundation
import Glibc

/// What became of a file on the shelf.
package enum ShelfVerdict: Sendable, Equatable {
    case right
    case missing
    /// Another size than was kept.
    case size(Int64)
    /// Another content.
    case content
}

extension FileShelf {
    /// Recomputes a file's digest from what lies there.
    ///
    /// - progress: how many bytes are done.
    package func check(_ file: ShelvedFile, progress: @escaping @Sendable (Int64) -> Void = { _ in }) async throws -> ShelfVerdict {
        let verdict = try await glance(file)
        guard verdict == .right else { return verdict }
        return try await ShelfWork.run(ShelfWork.whole) {
            try Self.digest(of: DiskFile(reading: path(of: file.digest)), progress: progress) == file.digest ? .right : .content
        }
    }

    /// Whether it is there, in its size: without reading it.
    package func glance(_ file: ShelvedFile) async throws -> ShelfVerdict {
        try await ShelfWork.run(ShelfWork.pieces) {
            var found = stat()
            guard stat(try path(of: file.digest), &found) == 0 else {
                guard errno == ENOENT || errno == ENOTDIR else { throw ShelfError(errno, try path(of: file.digest)) }
                return .missing
            }
            return Int64(found.st_size) == file.byteCount ? .right : .size(Int64(found.st_size))
        }
    }

    static func digest(of file: DiskFile, first most: Int64 = .max, progress: (Int64) -> Void = { _ in }) throws -> FileDigest {
        var hash = SHA256(), place: Int64 = 0
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { room.deallocate() }
        while place < most {
            let wanted = Int(min(Int64(room.count), most - place))
            let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<wanted]), at: place)
            if count == 0 { break }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: room[..<count]))
            place += Int64(count)
            progress(place)
        }
        return FileDigest(hash.finalize())
    }

    /// How much may still be written, after trying that something can be. A folder that is not there yet is not made for this: then whoever is
    /// above it is asked whether it could be.
    package func room() async throws -> Int64 {
        try await ShelfWork.run(ShelfWork.pieces) {
            var place = try root()
            if access(place, F_OK) != 0 {
                while access(place, F_OK) != 0 { place = DiskFolder.above(place) }
                // A file stands where a folder should be: its name with a slash behind it leads nowhere.
                guard access(place + "/", W_OK) == 0 else { throw ShelfError(errno, try root()) }
                return try DiskFolder.room(place)
            }
            let part = try newPart()
            defer { unlink(part) }
            let file = try DiskFile(writing: part, isNew: true)
            try Array("kepu".utf8).withUnsafeBytes { try file.write($0, at: 0) }
            try file.flush()
            return try DiskFolder.room(root())
        }
    }
}
