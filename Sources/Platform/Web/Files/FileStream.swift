import Files
import Hummingbird
import Kernel
import NIOCore

extension BodyStream {
    /// A part of a file, a piece at a time: what is in memory is one piece, however long the file and however slow its receiver. On a connection of
    /// the server's own the kernel sends it (`SocketFile`), and nothing of it passes through the program.
    static func file(_ reader: ShelvedReader, _ range: Range<Int64>) -> BodyStream {
        var stream = BodyStream(length: range.count) { sink in
            var place = range.lowerBound
            while place < range.upperBound {
                let end = min(range.upperBound, place + pieceOfFile)
                try await sink.send(reader.bytes(in: place..<end))
                place = end
            }
        }
        stream.file = FilePart(reader: reader, range: range)
        return stream
    }

    /// Small enough that the slowest receiver that is waited for takes one in the time that it has for a piece (`StreamPatience`).
    static let pieceOfFile: Int64 = 256 << 10
}

/// A part of a file that is a body.
struct FilePart: Sendable {
    let reader: ShelvedReader
    let range: Range<Int64>

    /// For a whole gigabyte over a village's line: as long as it moves at twenty kilobytes a second, it may take its time.
    var patience: StreamPatience { StreamPatience(whole: max(StreamPatience().whole, Double(range.count) / 20_000)) }
}
