package import Kernel

/// A file that somebody handed in, as it is kept: checked, without what it told of its maker.
package struct StoredFile: Sendable, Hashable {
    package let id: ID<StoredFile>
    package let mediaType: String
    package let bytes: [UInt8]
    package let keptAt: Instant

    package init(id: ID<StoredFile>, mediaType: String, bytes: [UInt8], keptAt: Instant) {
        (self.id, self.mediaType, self.bytes, self.keptAt) = (id, mediaType, bytes, keptAt)
    }
}
