import Kernel

/// What qpdf found in a PDF: how many pages, and whether it is more than paper (docs/decisions/papers-by-other-programs.md).
struct PDFInspection: Equatable {
    private(set) var pages = 0
    private(set) var isEncrypted = false
    /// The first thing that runs, opens or carries something else.
    private(set) var danger: String?

    /// Keys that only a PDF with a program, a form of its own language (XFA) or files inside has.
    private static let keys: Set<String> = ["/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/RichMediaContent", "/RichMediaSettings"]
    /// What an action, an annotation or a stream is called that starts, sends or holds something else.
    private static let values: [String: Set<String>] = [
        "/S": ["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/RichMediaExecute"],
        "/Subtype": ["/RichMedia", "/FileAttachment", "/Movie", "/Screen", "/Sound", "/3D"], "/Type": ["/EmbeddedFile"],
    ]

    init(json: [UInt8]) {
        var tokens = PDFTokens(json)
        var key = ""
        while let (text, isKey) = tokens.next() {
            if isKey {
                key = text.count <= 40 ? String(decoding: text, as: UTF8.self) : ""
                if key == "pageposfrom1" { pages += 1 }
                if key == "encrypted" { isEncrypted = isEncrypted || tokens.saysTrue }
                if danger == nil, Self.keys.contains(key) { danger = key }
            } else if danger == nil, text.first == UInt8(ascii: "/"), text.count <= 40, let names = Self.values[key] {
                let value = String(decoding: text, as: UTF8.self)
                if names.contains(value) { danger = value }
            }
        }
    }

    private static let program = BoundedProgram(
        name: "qpdf", arguments: ["--json=2", "--json-key=qpdf", "--json-key=pages", "--json-key=encrypt", BoundedProgram.input])

    /// How many pages the PDF has. Refuses what is damaged, locked, too long, or more than paper.
    static func pages(of bytes: [UInt8], field: String) async throws -> Int {
        if hasArchiveBehind(bytes) { throw Refusal.pdfCarries("ZIP", field) }
        let ending = try await program.run(over: bytes)
        if ending.complaint.contains("invalid password") { throw Refusal.pdfLocked(field) }
        guard ending.status == 0 else { throw Refusal.pdfBroken(field) }
        let found = PDFInspection(json: ending.output)
        if found.isEncrypted { throw Refusal.pdfLocked(field) }
        if let danger = found.danger { throw Refusal.pdfCarries(danger, field) }
        guard found.pages > 0 else { throw Refusal.pdfBroken(field) }
        guard found.pages <= Document.mostPages else { throw Refusal.pdfLong(found.pages, field) }
        return found.pages
    }

    /// Whether the file is a ZIP too: an archive is read from its end, a PDF from its beginning.
    private static func hasArchiveBehind(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        let tail = bytes.suffix(66_000)
        return tail.indices.contains { tail[$0...].starts(with: mark) && $0 + 22 <= bytes.count && $0 + 22 + Int(bytes[$0 + 20]) + Int(bytes[$0 + 21]) << 8 == bytes.count }
    }
}

extension Refusal {
    fileprivate static func pdfBroken(_ field: String) -> Refusal {
        Refusal(
            .invalid, "pdf-broken", "这个 PDF 不完整或已损坏，无法读取，没有保存。请重新导出或打印为 PDF 再上传。",
            "This PDF is cut off or damaged and cannot be read; it was not kept. Export it anew, or print it to a PDF, and send it again.", field: field)
    }

    fileprivate static func pdfLocked(_ field: String) -> Refusal {
        Refusal(
            .invalid, "pdf-locked", "这个 PDF 设有密码或权限限制，没有保存。请去掉密码，打印为 PDF 再上传。",
            "This PDF is locked by a password or by restrictions; it was not kept. Take the password off, or print it to a PDF, and send it again.",
            field: field)
    }

    fileprivate static func pdfLong(_ pages: Int, _ field: String) -> Refusal {
        Refusal(
            .invalid, "pdf-long", "这个 PDF 有 \(pages) 页，最多 \(Document.mostPages) 页，没有保存。请分成几个文件上传。",
            "This PDF has \(pages) pages; \(Document.mostPages) at most, so it was not kept. Send it in parts.", field: field)
    }

    fileprivate static func pdfCarries(_ what: String, _ field: String) -> Refusal {
        Refusal(
            .invalid, "pdf-program", "这个 PDF 不只是文稿：其中含有程序、动作或别的文件（\(what)），没有保存。请打印为 PDF 再上传。",
            "This PDF is more than paper: it holds a program, an action or other files (\(what)); it was not kept. Print it to a PDF and send that.",
            field: field)
    }
}
