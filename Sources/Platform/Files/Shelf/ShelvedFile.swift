package import Kernel

/// A file on the shelf: known by its digest, kept once, however many records refer to it.
package struct ShelvedFile: Sendable, Hashable {
    package let digest: FileDigest
    package let byteCount: Int64
    /// What it is, as its bytes say.
    package let kind: FileKind
    /// Since when a record of ours needs it; nil for one that was only just put onto the shelf.
    package let keptAt: Instant?

    package init(digest: FileDigest, byteCount: Int64, kind: FileKind, keptAt: Instant? = nil) {
        (self.digest, self.byteCount, self.kind, self.keptAt) = (digest, byteCount, kind, keptAt)
    }
}
