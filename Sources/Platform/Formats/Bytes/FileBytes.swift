import Foundation
import Kernel

/// The bytes of a regular file, read in order.
final class FileBytes: ByteSupply {
    private let descriptor: Int32
    let size: Int64
    private var taken: Int64 = 0

    var share: Double? { size > 0 ? min(1, Double(taken) / Double(size)) : nil }

    /// Opens the file; refuses a folder, a device, and what cannot be read.
    init(path: String) throws(FormatProblem) {
        descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Self.unreadable
        }
        size = Int64(facts.st_size)
    }

    deinit { close(descriptor) }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int {
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                taken += Int64(count)
                return count
            }
            if errno != EINTR { throw Self.unreadable }
        }
    }

    /// The first bytes, at most `count`.
    func start(_ count: Int) throws(FormatProblem) -> [UInt8] { try bytes(at: 0, count: count) }

    /// Some bytes at a place, fewer at the end; does not move the reading.
    func bytes(at offset: Int64, count: Int) throws(FormatProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let more = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + got, count - got, off_t(offset) + off_t(got)) }
            if more < 0 && errno == EINTR { continue }
            if more < 0 { throw Self.unreadable }
            if more == 0 { break }
            got += more
        }
        bytes.removeLast(count - got)
        return bytes
    }

    private static let unreadable = FormatProblem(
        .unreadable, Phrase("文件打不开。请检查它是否存在、是否为普通文件、是否允许读取。", "The file cannot be read. Check that it exists, is a plain file, and may be read."))
}
