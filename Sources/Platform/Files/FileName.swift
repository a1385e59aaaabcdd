import Foundation

/// The name of a file as people may see it: without path, without what is not seen or turns the reading, with the ending of what it is.
package enum FileName {
    /// Letters, without the ending.
    package static let longest = 100

    package static func cleaned(_ name: String, as kind: Document.Kind) -> String { cleaned(name, ending: kind.ending) }

    /// The name of a file on the shelf: with its own ending where that fits what the file is.
    package static func cleaned(_ name: String, as kind: FileKind) -> String {
        let own = ending(of: name)
        return cleaned(name, ending: kind.endings.contains(own) ? own : kind.endings[0])
    }

    /// What stands behind the last dot, in small letters; nothing where there is none.
    package static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    private static func cleaned(_ name: String, ending: String) -> String {
        let last = name.split(omittingEmptySubsequences: true, whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var seen = String.UnicodeScalarView()
        for scalar in last.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: continue
            case .spaceSeparator: seen.append(" ")
            default: seen.append("\"<>:|?*".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        var stem = String(seen)[...]
        if let dot = stem.lastIndex(of: "."), stem[stem.index(after: dot)...].count <= 5 { stem = stem[..<dot] }
        let trimmed = stem.drop { $0 == "." || $0 == " " }.prefix(longest)
        let bare = String(trimmed.reversed().drop { $0 == "." || $0 == " " }.reversed())
        return (bare.isEmpty ? "file" : bare) + "." + ending
    }

    /// The value of `Content-Disposition` under which a browser saves the file (RFC 6266, RFC 8187).
    package static func attachment(_ name: String) -> String { disposition("attachment", name) }

    /// The same for a file that the browser shows by itself.
    package static func inline(_ name: String) -> String { disposition("inline", name) }

    private static func disposition(_ word: String, _ name: String) -> String {
        let plain = String(name.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 && $0 != "\"" && $0 != "\\" && $0 != "%" ? Character($0) : "_" })
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let encoded = name.utf8.map { letters.contains($0) ? String(UnicodeScalar($0)) : "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        return "\(word); filename=\"\(plain)\"; filename*=UTF-8''\(encoded.joined())"
    }
}
