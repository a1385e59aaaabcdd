import Files
import Kernel

extension BodyStream {
    /// A part of a file, a piece at a time: what is in memory is one piece, however long the file and however slow its receiver.
    static func file(_ reader: ShelvedReader, _ range: Range<Int64>) -> BodyStream {
        BodyStream(length: range.count) { sink in
            var place = range.lowerBound
            while place < range.upperBound {
                let end = min(range.upperBound, place + pieceOfFile)
                try await sink.send(reader.bytes(in: place..<end))
                place = end
            }
        }
    }

    private static let pieceOfFile: Int64 = 256 << 10
}
