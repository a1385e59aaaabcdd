import Foundation
import Kernel

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The mark beside a SQLite file, `kepu.db.serving`, that a server holds while it serves: an operating-system lock, so that it ends
/// with the process however that ends, and in it one line that says who holds it and where.
///
/// Another program may write beside the server: SQLite's log takes turns between processes, and the server keeps nothing of the
/// database in its memory but the table of regions, which looks again every second (`RegionShelf`). What the mark is for is to say
/// so, and to refuse what would not be safe (`DatabaseOption.beside`).
final class ServingMark: Sendable {
    private let path: String
    private let descriptor: Int32

    private init(_ path: String, _ descriptor: Int32) { (self.path, self.descriptor) = (path, descriptor) }

    /// The file that a `sqlite:` address names, links followed; nil for a server's address.
    static func file(of address: String) -> String? {
        guard address.hasPrefix("sqlite:") else { return nil }
        let url = URL(fileURLWithPath: String(address.dropFirst("sqlite:".count)))
        return url.resolvingSymlinksInPath().path
    }

    /// Takes the mark for this process; nil where the database is no file. Refuses while another server holds it.
    static func take(_ address: String) async throws -> ServingMark? {
        guard let file = file(of: address) else { return nil }
        let path = file + ".serving"
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Whoever looks holds a shared lock for a moment: a few attempts tell that from a server.
        for _ in 0..<20 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            // What is in the way of the file is told by the opening of the database, in better words.
            guard descriptor >= 0 else { return nil }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStill(path, descriptor) { return ServingMark(path, descriptor) }
            close(descriptor)
            try await Task.sleep(for: .milliseconds(25))
        }
        let holder = holder(of: address) ?? "?"
        throw Refusal(
            .unavailable, "served-already", "另一个服务器（\(holder)）正在使用这个数据库文件。请先停止它，或换一个数据库（--database）。",
            "Another server (\(holder)) has this database file open. Stop it first, or give another database with --database.")
    }

    /// Writes who holds it: the process and the address under which it answers.
    func write(_ site: String) {
        let line = Array("pid \(ProcessInfo.processInfo.processIdentifier), \(site)\n".utf8)
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, line, line.count, 0)
    }

    /// Gives the mark up and takes its file away.
    func release() {
        unlink(path)
        close(descriptor)
    }

    /// Who serves this database just now; nil when nobody does.
    static func holder(of address: String) -> String? {
        guard let file = file(of: address) else { return nil }
        let descriptor = open(file + ".serving", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 300)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let line = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).prefix { !$0.isNewline }
        return line.isEmpty ? "?" : String(line)
    }

    /// Whether the locked file is the one that lies there now: a server that ended took its own away.
    private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
        var (here, ours) = (stat(), stat())
        return stat(path, &here) == 0 && fstat(descriptor, &ours) == 0 && here.st_ino == ours.st_ino && here.st_dev == ours.st_dev
    }
}
