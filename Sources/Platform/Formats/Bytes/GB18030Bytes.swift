import Foundation
import Kernel

/// Bytes in GB18030, handed over as UTF-8 while they are read.
final class GB18030Bytes: ByteSupply {
    private let source: any ByteSupply
    private let converter: iconv_t
    private var pending: [UInt8] = []
    private var atEnd = false

    var share: Double? { source.share }

    init(_ source: any ByteSupply) throws(FormatProblem) {
        guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else { throw .badText(line: 1) }
        self.source = source
        self.converter = converter
    }

    deinit { iconv_close(converter) }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int {
        while true {
            if !atEnd, pending.count < 4096 { try read() }
            guard !pending.isEmpty else { return 0 }
            let (taken, given, isBroken) = convert(into: buffer)
            pending.removeFirst(taken)
            if given > 0 { return given }
            // Nothing came out: the bytes are wrong, or the file ends inside a character.
            if isBroken || atEnd || pending.count >= 4096 { throw .badText(line: 1) }
        }
    }

    private func read() throws(FormatProblem) {
        var chunk = [UInt8](repeating: 0, count: 32_768)
        let count = try source.fill(into: &chunk)
        atEnd = count == 0
        pending.append(contentsOf: chunk[..<count])
    }

    private func convert(into buffer: UnsafeMutableRawBufferPointer) -> (taken: Int, given: Int, isBroken: Bool) {
        var outLeft = buffer.count
        var inLeft = pending.count
        var isBroken = false
        pending.withUnsafeMutableBytes { bytes in
            var from = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var to = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            if iconv(converter, &from, &inLeft, &to, &outLeft) == -1 { isBroken = errno == EILSEQ }
        }
        return (pending.count - inLeft, buffer.count - outLeft, isBroken)
    }
}
