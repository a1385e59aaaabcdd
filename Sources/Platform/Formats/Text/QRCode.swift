import CQRCode
import Kernel

/// A QR code as the data of one SVG path, black squares only, with the quiet zone of four squares around it.
///
/// Draw it as `<svg viewBox="0 0 size size"><path d="…"/></svg>` on white.
package struct QRCode: Sendable, Equatable {
    package let path: String
    /// Width and height in squares, quiet zone included.
    package let size: Int
    /// The black squares, row by row, as bars: for paper.
    let bars: [Bar]

    /// Black squares beside each other, one high.
    struct Bar: Sendable, Equatable {
        let x: Int
        let y: Int
        let width: Int
    }

    /// Encodes a text at level M (15 % of the squares may be damaged). Refuses an empty text, one with a zero in it, and one that is
    /// too long (about 2,300 bytes).
    package static func svg(_ text: String) throws(FormatProblem) -> QRCode {
        let bytes = text.utf8.count
        guard bytes > 0, !text.utf8.contains(0), let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            throw FormatProblem(
                .tooLongForCode,
                Phrase(
                    "这段文字（\(bytes) 字节）无法做成二维码；应为 1 到约 2300 字节。", "This text (\(bytes) bytes) does not fit a QR code; it takes 1 to about 2,300 bytes."
                ))
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let squares = code.pointee.data else { return QRCode(path: "", size: width + 8, bars: []) }
        var bars: [Bar] = []
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, squares[row * width + column] & 1 == 1 { column += 1 }
                if column > start { bars.append(Bar(x: start + 4, y: row + 4, width: column - start)) }
                column += 1
            }
        }
        let path = bars.map { "M\($0.x) \($0.y)h\($0.width)v1h-\($0.width)z" }.joined()
        return QRCode(path: path, size: width + 8, bars: bars)
    }
}
