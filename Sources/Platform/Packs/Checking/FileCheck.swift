import Formats

/// The check numbers of one file, taken while its pieces pass.
struct FileCheck {
    private let isOnePiece: Bool
    private var whole = RunningChecksum()
    private var crc = CRC32()

    /// - Parameter isOnePiece: then the file's checksum is the piece's, and is not taken twice.
    init(isOnePiece: Bool) { self.isOnePiece = isOnePiece }

    /// The checksum of the piece.
    mutating func add(_ piece: UnsafeRawBufferPointer) -> Checksum {
        crc.add(piece)
        if !isOnePiece { whole.add(piece) }
        return Checksum(of: piece)
    }

    func end(_ pieces: [Checksum]) -> (crc: UInt32, checksum: Checksum) { (crc.value, isOnePiece ? pieces.first ?? Checksum(of: []) : whole.value) }
}
