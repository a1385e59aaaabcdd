import Crypto
import Kernel

/// A paper that somebody handed in, read and found to be one: a PDF that is nothing but pages, or a picture without what it tells of its maker.
package struct Document: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case pdf, jpeg, png
        package var mediaType: String { self == .pdf ? "application/pdf" : "image/" + rawValue }
        /// How a file's name ends.
        package var ending: String { self == .jpeg ? "jpg" : rawValue }
    }

    package let kind: Kind
    /// As they are kept. A PDF's are those that came: a signature in it holds on.
    package let bytes: [UInt8]
    /// SHA-256 of the bytes, hexadecimal.
    package let digest: String
    /// A picture has one.
    package let pages: Int

    package static let mostBytes = 20 << 20
    package static let mostPages = 500
    /// Of a picture; more would need too much memory to be drawn.
    package static let mostPixels = 64_000_000
    /// What a form's field takes; a telephone offers its camera.
    package static let accept = "application/pdf,image/jpeg,image/png"
    /// The limit of a form's body that carries one.
    package static let formBytes = mostBytes + (1 << 20)

    /// Reads what came, by its bytes alone: neither its name nor the type that it claims counts. Refuses, by the field's name, what is too
    /// large, is none of the three, cannot be read, or is more than paper.
    package static func read(_ bytes: [UInt8], field: String) async throws -> Document {
        guard !bytes.isEmpty else { throw Refusal.documentEmpty(field) }
        guard bytes.count <= mostBytes else { throw Refusal.documentLarge(field) }
        if bytes.starts(with: Array("%PDF-1.".utf8)) || bytes.starts(with: Array("%PDF-2.".utf8)) {
            return Document(kind: .pdf, bytes: bytes, pages: try await PDFInspection.pages(of: bytes, field: field))
        }
        if bytes.starts(with: JPEGReader.mark) { return try picture(.jpeg, JPEGReader.bare(bytes), field) }
        if bytes.starts(with: PNGReader.mark) { return try picture(.png, PNGReader.bare(bytes), field) }
        throw Refusal.documentFormat(field)
    }

    private static func picture(_ kind: Kind, _ read: BarePicture?, _ field: String) throws(Refusal) -> Document {
        guard let read, read.width > 0, read.height > 0 else { throw .documentBroken(field) }
        guard read.width <= Picture.longestSide, read.height <= Picture.longestSide, read.width * read.height <= mostPixels else {
            throw .documentPixels(read, field)
        }
        return Document(kind: kind, bytes: read.bytes, pages: 1)
    }

    private init(kind: Kind, bytes: [UInt8], pages: Int) {
        (self.kind, self.bytes, self.pages) = (kind, bytes, pages)
        digest = Self.digest(of: bytes)
    }

    /// SHA-256, hexadecimal.
    package static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).hexadecimal
    }
}

extension Refusal {
    fileprivate static func documentEmpty(_ field: String) -> Refusal {
        Refusal(.invalid, "document-empty", "没有选择文件，或文件是空的。请选择一个文件。", "No file was chosen, or it is empty. Choose a file.", field: field)
    }

    fileprivate static func documentLarge(_ field: String) -> Refusal {
        Refusal(
            .invalid, "document-large", "文件大于 \(Document.mostBytes >> 20) MB，没有保存。请压缩或分成几个文件。",
            "The file is larger than \(Document.mostBytes >> 20) MB; it was not kept. Make it smaller, or send it in parts.", field: field)
    }

    fileprivate static func documentFormat(_ field: String) -> Refusal {
        Refusal(
            .invalid, "document-format", "这个文件的内容不是 PDF、JPEG 或 PNG（不看文件名），没有保存。请另存为其中一种再上传。",
            "What is in this file is no PDF, JPEG or PNG, whatever its name says; it was not kept. Save it as one of them and send it again.", field: field)
    }

    fileprivate static func documentBroken(_ field: String) -> Refusal {
        Refusal(
            .invalid, "document-broken", "图片不完整或已损坏，无法读取，没有保存。请重新拍摄或导出。",
            "The picture is cut off or damaged and cannot be read; it was not kept. Take or export it anew.", field: field)
    }

    fileprivate static func documentPixels(_ picture: BarePicture, _ field: String) -> Refusal {
        Refusal(
            .invalid, "document-pixels",
            "图片为 \(picture.width)×\(picture.height) 像素；每边最多 \(Picture.longestSide)，共最多 \(Document.mostPixels / 1_000_000) 百万像素，没有保存。请缩小后再上传。",
            "The picture has \(picture.width)×\(picture.height) pixels; \(Picture.longestSide) a side and \(Document.mostPixels / 1_000_000) million in all at most. It was not kept: make it smaller.",
            field: field)
    }
}
