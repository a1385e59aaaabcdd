package import Kernel

/// What a pack says of itself: who issues it, for what and for how long, and every file with its pieces. `manifest.json` in the archive.
package struct PackManifest: Sendable, Equatable {
    /// A record that has a key and a name: the campaign, a group of files.
    package struct Named: Sendable, Equatable {
        package var key: String
        package var name: Phrase
        package init(key: String, name: Phrase) { (self.key, self.name) = (key, name) }
    }

    /// Stays the same from version to version: lower-case letters, digits, hyphens.
    package var id: String
    /// Letters, digits, `.`, `-`, `+`, `_`; at most 40.
    package var version: String
    package var title: Phrase
    package var summary: Phrase?
    package var issuer: Phrase
    /// Where the issuer is found on the web.
    package var issuerAddress: String?
    package var campaign: Named?
    package var theme: Phrase?
    /// The days on which it is meant to be used, both included.
    package var validFrom: Day?
    package var validUntil: Day?
    package var ages: PackAges?
    package var published: Day
    /// The address of the key by which it is signed.
    package var signedBy: String
    /// Bytes of a piece: a power of two from 4 KiB to 16 MiB.
    package var pieceSize: Int
    /// In the order in which they are shown.
    package var groups: [Named]
    /// In the order in which they lie in the archive.
    package var files: [PackFile]

    /// `健康科普 3（health-2023）`: how a person tells it from another.
    package var label: Phrase { Phrase("《\(title.zh)》\(id) 版本 \(version)", "“\(title.en)” \(id) version \(version)") }

    /// What people put in, without the pages of the viewer.
    package var contents: [PackFile] { files.filter { $0.role == .content } }

    /// Bytes of all files together.
    package var size: Int64 { files.reduce(0) { $0 + $1.size } }

    /// The largest pieces are small enough that little is fetched again, and few enough that the manifest stays small.
    static func pieceSize(for bytes: Int64) -> Int {
        var size = 256 << 10
        while size < 16 << 20, bytes / Int64(size) > 65_536 { size *= 2 }
        return size
    }

    static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    static func isVersion(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || [43, 45, 46, 95].contains($0) }
    }

    static func isMediaType(_ text: String) -> Bool {
        text.utf8.count <= 100 && text.wholeMatch(of: /[a-z0-9][a-z0-9.+\-]*\/[a-z0-9][a-z0-9.+\-]*/) != nil
    }
}
