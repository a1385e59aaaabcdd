import CZip
import Foundation
package import Kernel
import Synchronization

/// Writes a ZIP archive into a folder of its own, which goes with the writer; each file lies on the disk until the archive is closed, so that
/// memory holds one of them at a time. Names are UTF-8, with `/` between folders. Use one writer from one task.
package final class ZipWriter {
    private let folder: URL
    private let made: Instant
    private var archive: OpaquePointer?
    private var count = 0
    private var path: String { folder.appending(path: "archive.zip").path }

    /// - Parameter made: stands as the time of every file, so that the same content gives the same archive.
    package init(made: Instant) throws(FormatProblem) {
        self.made = made
        folder = FileManager.default.temporaryDirectory.appending(path: "kepu-zip-\(UUID().uuidString)")
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else { throw .unzippable }
        archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, nil)
        guard archive != nil else { throw .unzippable }
    }

    deinit {
        if let archive { zip_discard(archive) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Adds a file; a name that is there already is refused.
    package func add(_ name: String, _ bytes: [UInt8]) throws(FormatProblem) {
        guard let archive else { throw .unzippable }
        let part = folder.appending(path: "part-\(count)")
        count += 1
        guard (try? Data(bytes).write(to: part)) != nil, let source = zip_source_file(archive, part.path, 0, -1) else { throw .unzippable }
        let index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8)
        guard index >= 0 else {
            zip_source_free(source)
            throw .unzippable
        }
        zip_file_set_mtime(archive, zip_uint64_t(index), time_t(made.microseconds / 1_000_000), 0)
    }

    /// Closes the archive and gives its bytes, piece by piece.
    package func finish() throws(FormatProblem) -> ZipPieces {
        guard let archive, zip_close(archive) == 0 else { throw .unzippable }
        self.archive = nil
        // An open file stays readable when its folder has gone.
        return ZipPieces(reader: try TemporaryFileReader(path: path))
    }
}

/// The bytes of a finished archive, read in order by whoever sends them.
package final class ZipPieces: Sendable {
    private let reader: Mutex<TemporaryFileReader>
    fileprivate init(reader: consuming sending TemporaryFileReader) { self.reader = Mutex(reader) }

    /// The next piece; nil at the end.
    package func next() throws(FormatProblem) -> [UInt8]? {
        let piece: Result<[UInt8]?, FormatProblem> = reader.withLock { reader in
            do throws(FormatProblem) { return .success(try reader.next()) } catch { return .failure(error) }
        }
        return try piece.get()
    }
}

extension FormatProblem {
    /// The archive could not be written: no room on the disk, or a name twice.
    static var unzippable: FormatProblem {
        FormatProblem(.unwritable, Phrase("压缩文件生成不了（可能磁盘已满）。请联系管理员。", "The archive could not be written (the disk may be full). Please tell the administrator."))
    }
}
