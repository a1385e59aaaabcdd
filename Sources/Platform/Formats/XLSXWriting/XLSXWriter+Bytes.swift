extension XLSXWriter {
    /// Hands the finished file to `body`, a piece at a time. The writer must live as long as the file is read.
    package func pieces(of size: Int = 65_536, _ body: ([UInt8]) throws -> Void) throws {
        var reader = try TemporaryFileReader(path: path, piece: size)
        while let piece = try reader.next() { try body(piece) }
    }

    /// Reads the finished file piece by piece, at the pace of whoever asks.
    package func reader(piece: Int = 65_536) throws(FormatProblem) -> TemporaryFileReader { try TemporaryFileReader(path: path, piece: piece) }
}

/// Gives the bytes of a file in pieces.
package struct TemporaryFileReader {
    private let bytes: FileBytes
    private let piece: Int

    /// Opens the file; it may be unlinked from then on.
    package init(path: String, piece: Int = 65_536) throws(FormatProblem) {
        bytes = try FileBytes(path: path)
        self.piece = max(1, piece)
    }

    /// The next piece; nil at the end.
    package mutating func next() throws(FormatProblem) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: piece)
        let count = try bytes.fill(into: &buffer)
        guard count > 0 else { return nil }
        if count < piece { buffer.removeLast(piece - count) }
        return buffer
    }
}
