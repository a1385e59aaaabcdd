import Foundation

/// What a decision file holds: each file with its length and its SHA-256, and one hash over all of them to be noted elsewhere.
struct DecisionManifest: Sendable, Hashable, Codable {
    struct File: Sendable, Hashable, Codable {
        var name: String
        var size: Int
        var sha256: String
    }

    /// Who signed it.
    struct Signer: Sendable, Hashable, Codable {
        /// The authority, in Chinese.
        var authority: String
        /// The address of its public key.
        var key: String
    }

    static let name = "manifest.json"
    static let form = "kepu-decision/2"
    /// Before files were signed.
    static let unsignedForm = "kepu-decision/1"

    var format = DecisionManifest.form
    /// The application's identity.
    var application: String
    /// For whom it was made.
    var reader: String
    /// UTC, ISO 8601.
    var madeAt: String
    /// Nil in the form that was not signed.
    var signer: Signer?
    var files: [File]
    /// SHA-256 over a line `hash  name` for each file, in the order of their names, each line ended by LF: the text of `SHA256SUMS`.
    var root: String

    init(application: String, reader: String, madeAt: String, signer: Signer, files: [File]) {
        (self.application, self.reader, self.madeAt, self.signer) = (application, reader, madeAt, signer)
        self.files = files.sorted { $0.name < $1.name }
        root = ""
        root = Digest.of(Array(sums.utf8))
    }

    /// As `sha256sum -c` reads it.
    var sums: String { files.map { "\($0.sha256)  \($0.name)\n" }.joined() }

    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }
}
