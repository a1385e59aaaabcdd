package import Formats
import Foundation
import Kernel
package import Web

/// An uploaded table as a file of its own while it is read; whoever made it removes it.
package struct UploadedFile: Sendable {
    private let path: String
    private let kind: RecordFile.Kind?
    private let name: String

    package init(_ upload: Upload) throws {
        (path, kind, name) = (FileManager.default.temporaryDirectory.path + "/kepu-upload-" + UUID().uuidString, Self.kind(upload.bytes), upload.fileName)
        guard FileManager.default.createFile(atPath: path, contents: Data(upload.bytes), attributes: [.posixPermissions: 0o600]) else {
            throw Refusal(.unavailable, "table-unwritable", "现在收不了文件，请稍后再试。", "The file cannot be taken just now. Please try again later.")
        }
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Its rows from the beginning, within what a person's table may hold; as often as it is asked.
    package func records() throws(FormatProblem) -> any RecordReader {
        var limits = RecordFile.Limits()
        (limits.columns, limits.expandedBytes, limits.sharedTextBytes) = (1_000, 256 << 20, 64 << 20)
        return try RecordFile.open(path: path, kind: kind, name: name, limits: limits)
    }

    /// By its bytes. An old workbook is left to the reader, which says what to do with it.
    private static func kind(_ bytes: [UInt8]) -> RecordFile.Kind? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .xlsx }
        return bytes.isEmpty || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) ? nil : .csv
    }
}
