import Kernel

/// The content lines of a calendar file, unfolded. Folding may cut a character, so bytes are joined first and read as text then.
struct CalendarLines {
    struct Line {
        let bytes: [UInt8]
        let line: Int
        let byte: Int64
    }

    private var cursor: ByteCursor
    private let most: Int
    private var isAtStart = true

    /// - Parameter most: bytes of one unfolded line; of a longer one only that it is too long is kept.
    init(_ supply: any ByteSupply, most: Int, chunk: Int) {
        cursor = ByteCursor(supply, chunk: chunk)
        self.most = most
    }

    /// The next line that is not empty; nil at the end. A line beyond the limit comes with `most + 1` bytes.
    mutating func next() throws(FormatProblem) -> Line? {
        if isAtStart {
            isAtStart = false
            try cursor.skipMark()
        }
        while true {
            let (line, byte) = (cursor.line, cursor.offset)
            guard try cursor.peek() != nil else { return nil }
            var bytes: [UInt8] = []
            try takePhysical(into: &bytes)
            while let blank = try cursor.peek(), blank == 0x20 || blank == 0x09 {
                cursor.step()
                try takePhysical(into: &bytes)
            }
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            return Line(bytes: bytes, line: line, byte: byte)
        }
    }

    private mutating func takePhysical(into bytes: inout [UInt8]) throws(FormatProblem) {
        while true {
            try cursor.run(into: &bytes) { $0 == 0x0A || $0 == 0x0D }
            if bytes.count > most { bytes.removeLast(bytes.count - most - 1) }
            guard let byte = try cursor.peek() else { return }
            guard byte == 0x0A || byte == 0x0D else { continue }
            cursor.step()
            if byte == 0x0D { _ = try cursor.take(0x0A) }
            return
        }
    }
}
