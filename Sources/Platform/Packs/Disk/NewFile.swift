import Foundation
import Kernel

/// A file that is written beside its place and takes it only when it is finished; until then what stands there stays as it is.
final class NewFile {
    let path: String
    /// Where it is written.
    let beside: String
    private let descriptor: Int32
    private var isDone = false

    /// - Parameter suffix: of the name while it is written.
    init(_ path: String, suffix: String = ".part-\(getpid())") throws(Refusal) {
        self.path = path
        beside = path + suffix
        descriptor = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        if descriptor < 0 { throw Self.unwritable(path) }
    }

    deinit {
        close(descriptor)
        if !isDone { unlink(beside) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at place: Int64) throws(Refusal) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let count = pwrite(descriptor, base + done, bytes.count - done, off_t(place) + off_t(done))
            if count < 0, errno == EINTR { continue }
            if count <= 0 { throw Self.unwritable(path) }
            done += count
        }
    }

    func write(_ bytes: [UInt8], at place: Int64) throws(Refusal) {
        let written: Result<Void, Refusal> = bytes.withUnsafeBytes { buffer in
            do throws(Refusal) { return .success(try write(buffer, at: place)) } catch { return .failure(error) }
        }
        try written.get()
    }

    /// Makes it that long: what was not written is zeros.
    func resize(_ size: Int64) throws(Refusal) {
        if ftruncate(descriptor, off_t(size)) != 0 { throw Self.unwritable(path) }
    }

    /// Brings it to the disk and into its place.
    func finish() throws(Refusal) {
        guard fsync(descriptor) == 0, rename(beside, path) == 0 else { throw Self.unwritable(path) }
        isDone = true
        let folder = open((path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Leaves it where it was written.
    func keepBeside() {
        fsync(descriptor)
        isDone = true
    }

    private static func unwritable(_ path: String) -> Refusal {
        if errno == ENOSPC {
            return Refusal(.unavailable, "pack-disk-full", "磁盘已满，\(path) 没有写成。请腾出空间再试。", "The disk is full; \(path) was not written. Make room and try again.")
        }
        return Refusal(
            .unavailable, "pack-unwritable", "\(path) 写不了：\(String(cString: strerror(errno)))。请检查文件夹和权限。", "\(path) cannot be written: \(String(cString: strerror(errno))). Check the folder and its permissions.")
    }
}
