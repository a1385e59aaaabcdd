package import Kernel

/// One file of a pack, as its manifest states it.
package struct PackFile: Sendable, Equatable {
    /// What a file is there for.
    package enum Role: String, Sendable, CaseIterable {
        /// What the pack is about.
        case content
        /// The pages with which it is looked at; made by the program, for every pack anew.
        case viewer
    }

    package var path: PackPath
    package var role: Role
    package var title: Phrase
    /// The key of its group.
    package var group: String?
    /// A media type: `video/mp4`.
    package var type: String
    package var size: Int64
    /// CRC-32, which ZIP asks for.
    package var crc: UInt32
    package var checksum: Checksum
    /// SHA-256 of each piece; a file of one piece has its own.
    package var pieces: [Checksum]
    /// An identifier of the list of licences.
    package var licence: String
    /// Who made it, as it is to be named.
    package var attribution: String?
    package var ages: PackAges?

    /// The bytes of a piece within the file.
    package func range(of piece: Int, of size: Int) -> Range<Int64> {
        let begin = Int64(piece) * Int64(size)
        return begin..<min(begin + Int64(size), self.size)
    }
}
