import Glibc

/// An open file of the system: read and written at places, closed with its last user. Its calls block; `ShelfWork` keeps them off the pool.
final class DiskFile: Sendable {
    let descriptor: Int32
    let path: String

    /// - missing: what is thrown where there is no such file.
    init(reading path: String, missing: ShelfError? = nil) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw errno == ENOENT ? missing ?? .missing(path) : ShelfError(errno, path) }
    }

    /// A file to be written and read; made where there is none.
    init(writing path: String, isNew: Bool = false) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (isNew ? O_EXCL : 0), 0o640)
        self.path = path
        guard descriptor >= 0 else { throw ShelfError(errno, path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var status: stat {
        get throws {
            var found = stat()
            guard fstat(descriptor, &found) == 0 else { throw ShelfError(errno, path) }
            return found
        }
    }

    var size: Int64 { get throws { Int64(try status.st_size) } }

    /// Fills the room from a place of the file on; gives how much there was: less than the room only at the file's end.
    func read(into room: UnsafeMutableRawBufferPointer, at place: Int64) throws -> Int {
        var done = 0
        while done < room.count {
            let count = pread(descriptor, room.baseAddress.map { $0 + done }, room.count - done, off_t(place) + done)
            if count == 0 { break }
            if count < 0 {
                guard errno == EINTR else { throw ShelfError(errno, path) }
                continue
            }
            done += count
        }
        return done
    }

    func bytes(_ count: Int, at place: Int64) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            filled = try read(into: UnsafeMutableRawBufferPointer(room), at: place)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at place: Int64) throws {
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(place) + done)
            if count < 0 {
                guard errno == EINTR else { throw ShelfError(errno, path) }
                continue
            }
            done += count
        }
    }

    /// Returns once what was written is on the disk.
    func flush() throws { guard fsync(descriptor) == 0 else { throw ShelfError(errno, path) } }

    func cut(to size: Int64) throws { guard ftruncate(descriptor, off_t(size)) == 0 else { throw ShelfError(errno, path) } }

    /// Holds the file against every other program and user that asks for it the same way, until the last user of this one is gone.
    func lock(shared: Bool = false) throws {
        while flock(descriptor, shared ? LOCK_SH : LOCK_EX) != 0 { guard errno == EINTR else { throw ShelfError(errno, path) } }
    }

    /// Makes the file's last change now.
    func touch() throws { guard futimens(descriptor, nil) == 0 else { throw ShelfError(errno, path) } }
}

/// Folders of the system.
enum DiskFolder {
    /// Makes the folder and those above it.
    static func make(_ path: String) throws {
        if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.dropLast(path.hasSuffix("/") ? 1 : 0).lastIndex(of: "/"), slash > path.startIndex else {
            throw ShelfError(errno, path)
        }
        let parent = String(path[..<slash])
        try make(parent)
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw ShelfError(errno, path) }
        try flush(parent)
    }

    /// Returns once the names in the folder are on the disk.
    static func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ShelfError(errno, path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw ShelfError(errno, path) }
    }

    /// The folder in which a path lies.
    static func above(_ path: String) -> String {
        let bare = path.hasSuffix("/") ? path.dropLast() : path[...]
        guard let slash = bare.lastIndex(of: "/") else { return "." }
        return slash == bare.startIndex ? "/" : String(bare[..<slash])
    }

    /// The names in the folder; none where there is no such folder.
    static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Bytes that may still be written where the folder lies.
    static func room(_ path: String) throws -> Int64 {
        var found = statvfs()
        guard statvfs(path, &found) == 0 else { throw ShelfError(errno, path) }
        return Int64(found.f_bavail) * Int64(found.f_frsize)
    }
}
