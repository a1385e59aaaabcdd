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
        if let hindrance = Self.hindrance(upload.bytes) { throw Refusal(.invalid, "table-kind", hindrance, field: upload.field) }
        (path, kind, name) = (FileManager.default.temporaryDirectory.path + "/kepu-upload-" + UUID().uuidString, Self.kind(upload.bytes), upload.fileName)
        guard FileManager.default.createFile(atPath: path, contents: Data(upload.bytes), attributes: [.posixPermissions: 0o600]) else {
            throw Refusal(.unavailable, "table-unwritable", "现在收不了文件，请稍后再试。", "The file cannot be taken just now. Please try again later.")
        }
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Its rows from the beginning, within what a person's table may hold; as often as it is asked.
    ///
    /// - header: how the row that names its columns is found; nil takes the first one.
    package func records(header: HeaderSearch? = nil) throws(FormatProblem) -> any RecordReader {
        var limits = RecordFile.Limits()
        (limits.columns, limits.expandedBytes, limits.sharedTextBytes) = (1_000, 256 << 20, 64 << 20)
        return try RecordFile.open(path: path, kind: kind, name: name, header: header, limits: limits)
    }

    /// Why these bytes are no table: another kind of file was chosen by mistake. Text of two bytes a letter is left to the reader, which says what to do.
    private static func hindrance(_ bytes: [UInt8]) -> Phrase? {
        let what: Phrase
        if bytes.starts(with: Array("%PDF".utf8)) {
            what = Phrase("PDF 文件", "a PDF")
        } else if [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8)].contains(where: { bytes.starts(with: $0) }) {
            what = Phrase("图片", "a picture")
        } else if kind(bytes) == .csv, bytes.prefix(1024).contains(0), !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) {
            what = Phrase("别的文件", "a file of another kind")
        } else {
            return nil
        }
        return Phrase("这是\(what.zh)，不是表格。请把表格另存为 XLSX 或 CSV 再上传。", "This is \(what.en), not a table. Save the table as XLSX or CSV, and upload that.")
    }

    /// By its bytes. An old workbook is left to the reader, which says what to do with it.
    private static func kind(_ bytes: [UInt8]) -> RecordFile.Kind? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .xlsx }
        return bytes.isEmpty || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) ? nil : .csv
    }
}
