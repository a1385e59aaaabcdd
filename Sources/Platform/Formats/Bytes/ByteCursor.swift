/// Walks over bytes one at a time and counts lines, with one chunk in memory.
struct ByteCursor {
    private let supply: any ByteSupply
    private var chunk: [UInt8]
    private var at = 0
    private var end = 0
    private var base: Int64 = 0
    /// The line of the byte that comes next, from 1.
    private(set) var line: Int

    init(_ supply: any ByteSupply, chunk size: Int = 65_536, line: Int = 1) {
        self.supply = supply
        self.line = line
        chunk = [UInt8](repeating: 0, count: size)
    }

    /// How many bytes lie behind.
    var offset: Int64 { base + Int64(at) }

    /// The byte that comes next, left where it is; nil at the end.
    @inline(__always)
    mutating func peek() throws(FormatProblem) -> UInt8? {
        if at == end, try !refill() { return nil }
        return chunk[at]
    }

    /// Steps over the byte that `peek` showed.
    @inline(__always)
    mutating func step() {
        if chunk[at] == 0x0A { line += 1 }
        at += 1
    }

    /// Steps over the next byte when it is `byte`.
    @inline(__always)
    mutating func take(_ byte: UInt8) throws(FormatProblem) -> Bool {
        guard try peek() == byte else { return false }
        step()
        return true
    }

    /// Adds the bytes up to the first one that `stops` says yes to, or up to the end of the chunk, to `bytes`.
    /// The stretch must hold no line ends unless `stops` stops at them.
    @inline(__always)
    mutating func run(into bytes: inout [UInt8], until stops: (UInt8) -> Bool) throws(FormatProblem) {
        if at == end, try !refill() { return }
        let from = at
        let to = end
        let stop = chunk.withUnsafeBufferPointer { buffer in
            var here = from
            while here < to, !stops(buffer[here]) { here += 1 }
            return here
        }
        if stop > from { bytes.append(contentsOf: chunk[from..<stop]) }
        at = stop
    }

    /// Steps over a byte order mark of UTF-8 at the start.
    mutating func skipMark() throws(FormatProblem) {
        guard try peek() == 0xEF else { return }
        // A chunk may end inside the mark, so it is taken byte by byte; a file that starts with half of it is no text.
        step()
        for expected: UInt8 in [0xBB, 0xBF] {
            guard try take(expected) else { throw .badText(line: 1) }
        }
    }

    private mutating func refill() throws(FormatProblem) -> Bool {
        base += Int64(end)
        at = 0
        end = 0
        let supply = supply
        let filled: Result<Int, FormatProblem> = chunk.withUnsafeMutableBytes { buffer in
            do throws(FormatProblem) { return .success(try supply.fill(buffer)) } catch { return .failure(error) }
        }
        end = try filled.get()
        return end > 0
    }
}
