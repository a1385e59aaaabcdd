import Foundation
package import Kernel

/// A path within a pack that Windows, macOS, Linux and phones all take: `files/视频/月亮.mp4`.
package struct PackPath: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    /// Steps between `/`, each at most 100 bytes of UTF-8 in the composed form (NFC): no control or invisible letters, none of `<>:"|?*\`,
    /// no blank or full stop at the end, none at the beginning, no name that Windows keeps for devices. At most 200 bytes in all.
    package init(_ text: String) throws(Refusal) {
        guard text.utf8.count <= 200, !text.isEmpty, text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ Self.isStep($0) }) else {
            let shown = String(text.prefix(80)).replacing(/[\p{C}]/, with: "\u{FFFD}")
            throw Refusal(
                .invalid, "pack-path", "路径“\(shown)”不是所有系统都能用。请换成短名称，不含 < > : \" | ? * \\，不以点或空格开头或结尾。",
                "The path “\(shown)” does not work on every system. Use short names without < > : \" | ? * \\ that neither begin nor end with a full stop or blank.")
        }
        self.text = text
    }

    init(known text: StaticString) { self.text = text.description }

    /// A path like this one that works: what may not stand in it becomes `_`, long names are cut before their ending.
    package static func cleaned(_ text: String) throws(Refusal) -> PackPath {
        let steps = text.precomposedStringWithCanonicalMapping.split(separator: "/").map { step in
            var name = String(String.UnicodeScalarView(step.unicodeScalars.map { isLetter($0) ? $0 : "_" }))
            while let last = name.last, last == "." || last == " " { name.removeLast() }
            name = String(name.drop { $0 == "." || $0 == " " })
            let ending = name.lastIndex(of: ".").map { String(name[$0...]) }.flatMap { $0.utf8.count <= 12 ? $0 : nil } ?? ""
            var stem = String(name.dropLast(ending.count))
            while stem.utf8.count + ending.utf8.count > 100 { stem.removeLast() }
            if !isStep(Substring(stem + ending)) { stem = "_" + stem.prefix(40) }
            return stem + ending
        }
        return try PackPath(steps.joined(separator: "/"))
    }

    /// What is equal on a system that takes large and small letters for the same.
    var folded: String { text.lowercased() }

    /// `files`, `files/视频`: the folders on the way.
    var folders: [String] {
        let steps = text.split(separator: "/")
        return steps.indices.dropFirst().map { steps[..<$0].joined(separator: "/") }
    }

    private static func isStep(_ step: Substring) -> Bool {
        guard !step.isEmpty, step.utf8.count <= 100, step.last != ".", step.last != " ", step.first != ".", step.first != " ", step.unicodeScalars.allSatisfy(isLetter) else { return false }
        // Compared by their bytes: Swift holds both forms of a letter for equal.
        guard Array(String(step).precomposedStringWithCanonicalMapping.utf8) == Array(step.utf8) else { return false }
        let stem = step.prefix { $0 != "." }.lowercased()
        return !devices.contains(stem)
    }

    private static func isLetter(_ letter: Unicode.Scalar) -> Bool {
        switch letter.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: letter == " "
        default: !"<>:\"|?*\\/".unicodeScalars.contains(letter)
        }
    }

    private static let devices: Set<String> = Set(["con", "prn", "aux", "nul", "conin$", "conout$"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] } + ["com¹", "com²", "com³", "lpt¹", "lpt²", "lpt³"])
}

extension Sequence<PackPath> {
    /// Refuses paths that some system holds for the same, and a file where a folder is.
    func requireApart() throws(Refusal) {
        var (files, folders) = (Set<String>(), Set<String>())
        for path in self {
            guard files.insert(path.folded).inserted else {
                throw Refusal(.invalid, "pack-path-twice", "路径“\(path)”出现两次（有的系统不分大小写）。请改名。", "The path “\(path)” occurs twice (some systems take large and small letters for the same). Rename one.")
            }
            folders.formUnion(path.folders.map { $0.lowercased() })
        }
        if let both = files.first(where: folders.contains) {
            throw Refusal(.invalid, "pack-path-folder", "“\(both)”既是文件又是文件夹。请改名。", "“\(both)” is both a file and a folder. Rename one.")
        }
    }
}
