import Kernel
import Language
import Markup

/// One file of a pack on its page: shown where a browser can, and what one may do with it.
struct ViewerCard {
    private let file: PackFile
    private let text: String?
    private let tongue: Tongue
    private let address: Address

    init(_ file: PackFile, _ text: String?, _ tongue: Tongue) {
        (self.file, self.text, self.tongue) = (file, text, tongue)
        let steps = file.path.text.split(separator: "/")
        address = steps.dropFirst().reduce("\(steps.first ?? "")") { "\($0)/\($1)" }
    }

    private func say(_ zh: String, _ en: String) -> String { tongue == .zh ? zh : en }
    private var name: String { file.title(tongue) }

    var html: HTML {
        li(.class("card", text == nil ? "" : "wide")) {
            // A text goes below its title, a picture above.
            if text == nil { shown }
            h3 { name }
            if text != nil { shown }
            p(.class("kind")) { kind(tongue) + " · " + Numerals.bytes(file.size, tongue) }
            a(.class("open"), .href(address)) {
                say("打开", "Open")
                Markup.span(.class("visually-hidden")) { say("：\(name)", ": \(name)") }
            }
            dl {
                if let ages = file.ages {
                    dt { say("年龄", "For") }
                    dd { ages.phrase(tongue) }
                }
                dt { say("许可", "Licence") }
                dd { licence }
                if let attribution = file.attribution {
                    dt { say("署名", "By") }
                    dd { attribution }
                }
            }
        }
    }

    private var shown: HTML {
        switch file.type.prefix(while: { $0 != "/" }) {
        case "image" where Self.pictures.contains(file.type): img(.src(address), .alt(name), .loading("lazy"))
        case "video": video(.src(address), .controls(), .preload("metadata"), .aria("label", name)) {}
        case "audio": audio(.src(address), .controls(), .preload("none"), .aria("label", name)) {}
        default: HTML { if let text { pre(.class("text"), .tabindex(0), .role("region"), .aria("label", name)) { text } } }
        }
    }

    private var licence: HTML {
        guard let known = Licence.known(file.licence) else { return HTML(text: file.licence) }
        return HTML {
            if let address = known.address.flatMap({ Address(outside: $0) }) {
                a(.href(address), .rel("license")) { known.name(tongue) }
            } else {
                known.name(tongue)
            }
            say("（", " (") + known.terms(tongue) + say("）", ")")
        }
    }

    private static let pictures: Set<String> = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/svg+xml", "image/avif", "image/bmp"]

    private var kind: Phrase {
        switch file.type {
        case "application/pdf": Phrase("PDF 文档", "PDF document")
        case "text/html": Phrase("网页", "Web page")
        case "application/zip", "application/epub+zip": Phrase("压缩文件", "Archive")
        case let type where type.hasPrefix("video/"): Phrase("视频", "Video")
        case let type where type.hasPrefix("audio/"): Phrase("音频", "Sound")
        case let type where type.hasPrefix("image/"): Phrase("图片", "Picture")
        case let type where type.hasPrefix("text/"): Phrase("文本", "Text")
        case let type where type.contains("word"): Phrase("Word 文档", "Word document")
        case let type where type.contains("sheet") || type.contains("excel"): Phrase("Excel 表格", "Spreadsheet")
        case let type where type.contains("presentation") || type.contains("powerpoint"): Phrase("演示文稿", "Slides")
        default: Phrase("文件", "File")
        }
    }
}
