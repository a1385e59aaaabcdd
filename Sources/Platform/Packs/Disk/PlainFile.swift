import Foundation
import Kernel

/// A regular file, read at any place. Several may read it at once.
final class PlainFile: Sendable {
    let path: String
    let size: Int64
    private let descriptor: Int32

    /// Opens it; a folder, a device and what cannot be read are refused.
    convenience init(_ path: String) throws(Refusal) {
        try self.init(path, open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    }

    /// The file at a path below a folder, reached over folders alone: a link on the way, or in its place, is not followed. Nil where there is
    /// no regular file.
    static func inside(_ folder: String, _ path: PackPath) -> PlainFile? {
        var steps = path.text.split(separator: "/").map(String.init)
        guard let last = steps.popLast() else { return nil }
        var at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for step in steps where at >= 0 {
            let next = openat(at, step, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            close(at)
            at = next
        }
        guard at >= 0 else { return nil }
        defer { close(at) }
        return try? PlainFile(folder + "/" + path.text, openat(at, last, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK))
    }

    private init(_ path: String, _ descriptor: Int32) throws(Refusal) {
        (self.path, self.descriptor) = (path, descriptor)
        var facts = stat()
        guard descriptor >= 0, fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            if descriptor >= 0 { close(descriptor) }
            throw Refusal(
                .invalid, "pack-unreadable", "文件 \(path) 打不开。请检查它是否存在、是否为普通文件、是否允许读取。",
                "The file \(path) cannot be read. Check that it exists, is a plain file, and may be read.")
        }
        size = Int64(facts.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer from a place and says how much came: less at the end, and where the medium cannot be read.
    func read(at place: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var got = 0
        while got < buffer.count, let base = buffer.baseAddress {
            let more = pread(descriptor, base + got, buffer.count - got, off_t(place) + off_t(got))
            if more < 0, errno == EINTR { continue }
            if more <= 0 { break }
            got += more
        }
        return got
    }

    /// Bytes at a place, fewer at the end.
    func bytes(at place: Int64, count: Int) -> [UInt8] {
        let most = Int(max(0, min(Int64(count), size - place)))
        return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in count = read(at: place, into: UnsafeMutableRawBufferPointer(buffer)) }
    }
}
