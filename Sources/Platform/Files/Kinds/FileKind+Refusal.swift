import Kernel

extension Refusal {
    static func fileEmpty(_ field: String?) -> Refusal {
        Refusal(.invalid, "file-empty", "没有选择文件，或文件是空的。请选择一个文件。", "No file was chosen, or it is empty. Choose a file.", field: field)
    }

    static func fileUnknown(_ field: String?) -> Refusal {
        Refusal(
            .invalid, "file-unknown", "从内容看，这个文件不属于可以保存的类型（不看文件名），没有保存。可以是：\(names(FileKind.all).zh)。",
            "What is in this file is none of the kinds that are kept, whatever its name says; it was not kept. There is: \(names(FileKind.all).en).", field: field)
    }

    static func fileUnwanted(_ kind: FileKind, _ kinds: Set<FileKind>, _ field: String?) -> Refusal {
        Refusal(
            .invalid, "file-unwanted", "这个文件是\(kind.title.zh)，这里只收：\(names(kinds).zh)。没有保存。",
            "This file is a \(kind.title.en); here there may be: \(names(kinds).en). It was not kept.", field: field)
    }

    static func fileEnding(_ kind: FileKind, _ ending: String, _ field: String?) -> Refusal {
        let wanted = kind.endings.map { "." + $0 }
        return Refusal(
            .invalid, "file-ending", "文件内容是\(kind.title.zh)，而文件名以“.\(ending)”结尾，两者不符，没有保存。请把结尾改为 \(wanted.joined(separator: "、")) 再上传。",
            "The file is a \(kind.title.en), but its name ends with “.\(ending)”; it was not kept. Let the name end with \(wanted.joined(separator: " or ")) and send it again.",
            field: field)
    }

    static func fileCut(_ kind: FileKind, _ field: String?) -> Refusal {
        Refusal(
            .invalid, "file-broken", "这个\(kind.title.zh)不完整或已损坏，没有保存。请重新导出后再上传。",
            "This \(kind.title.en) is cut off or damaged; it was not kept. Export it anew and send it again.", field: field)
    }

    static func fileScript(_ what: String, _ field: String?) -> Refusal {
        Refusal(
            .invalid, "file-script", "这个文件含有可以运行的内容（\(what)），没有保存。网页和 SVG 请另存为 PDF 或 PNG；带宏的文档请去掉宏。",
            "This file holds something that can run (\(what)); it was not kept. Save web pages and SVG as PDF or PNG, and take the macros out of a document.",
            field: field)
    }

    static func archiveTrap(_ zh: String, _ en: String, _ field: String?) -> Refusal {
        Refusal(
            .invalid, "archive-trap", "这个压缩包不安全：\(zh)。没有保存。请重新打包后再上传。",
            "This archive is not safe: \(en). It was not kept. Pack it anew and send it again.", field: field)
    }

    private static func names(_ kinds: Set<FileKind>) -> (zh: String, en: String) {
        let titles = FileKind.allCases.filter(kinds.contains).map(\.title)
        return (titles.map(\.zh).joined(separator: "、"), titles.map(\.en).joined(separator: ", "))
    }
}
