package import Kernel

/// What a file on the shelf may be, by its bytes. What is not listed is refused: programs, web pages and drawings with scripts among it.
package enum FileKind: String, Sendable, Hashable, CaseIterable {
    case pdf, jpeg, png, webp, mp4, webm, mp3, ogg, wav, zip, text, csv, xlsx, docx, pptx

    package static let all = Set(allCases)
    /// What a browser shows by itself.
    package static let media: Set<FileKind> = [.jpeg, .png, .webp, .mp4, .webm, .mp3, .ogg, .wav]
    package static let pictures: Set<FileKind> = [.jpeg, .png, .webp]

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .mp4: "video/mp4"
        case .webm: "video/webm"
        case .mp3: "audio/mpeg"
        case .ogg: "audio/ogg"
        case .wav: "audio/wav"
        case .zip: "application/zip"
        case .text: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        }
    }

    package init?(mediaType: String) {
        guard let kind = Self.allCases.first(where: { $0.mediaType == mediaType }) else { return nil }
        self = kind
    }

    /// How a name may end, the usual first.
    package var endings: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .mp4: ["mp4", "m4v", "m4a"]
        case .ogg: ["ogg", "oga", "ogv", "opus"]
        case .text: ["txt", "md"]
        default: [rawValue]
        }
    }

    /// Whether a browser may show it in its own window without harm: it holds nothing that runs.
    package var isShown: Bool {
        switch self {
        case .pdf, .jpeg, .png, .webp, .mp4, .webm, .mp3, .ogg, .wav, .text: true
        case .zip, .csv, .xlsx, .docx, .pptx: false
        }
    }

    package var title: Phrase {
        switch self {
        case .pdf: Phrase("PDF 文件", "PDF")
        case .jpeg: Phrase("JPEG 图片", "JPEG picture")
        case .png: Phrase("PNG 图片", "PNG picture")
        case .webp: Phrase("WebP 图片", "WebP picture")
        case .mp4: Phrase("MP4 视频", "MP4 film")
        case .webm: Phrase("WebM 视频", "WebM film")
        case .mp3: Phrase("MP3 音频", "MP3 sound")
        case .ogg: Phrase("OGG 音频", "OGG sound")
        case .wav: Phrase("WAV 音频", "WAV sound")
        case .zip: Phrase("ZIP 压缩包", "ZIP archive")
        case .text: Phrase("纯文本", "plain text")
        case .csv: Phrase("CSV 表格", "CSV table")
        case .xlsx: Phrase("Excel 表格", "Excel sheet")
        case .docx: Phrase("Word 文档", "Word document")
        case .pptx: Phrase("PowerPoint 演示文稿", "PowerPoint slides")
        }
    }

    /// What a form's field takes.
    package static func accept(_ kinds: Set<FileKind>) -> String {
        allCases.filter(kinds.contains).flatMap(\.endings).map { ".\($0)" }.joined(separator: ",")
    }
}
