/// Finds in a new file what the old version has already, wherever it stands there: what was inserted or moved by a byte is found, too.
struct DeltaFinder {
    private let old: OldBytes
    private let size: Int64
    private let read: (Int64, UnsafeMutableRawBufferPointer) -> Int

    init(_ old: OldBytes, size: Int64, read: @escaping (Int64, UnsafeMutableRawBufferPointer) -> Int) { (self.old, self.size, self.read) = (old, size, read) }

    /// The steps that make the file. Reads it once, and what matches once more.
    func steps(_ told: (Int64) -> Void) -> [DeltaStep] {
        var (steps, begin, at) = ([DeltaStep](), Int64(0), Int64(0))
        let block = old.block, room = (1 << 20) + block
        let window = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
        defer { window.deallocate() }
        var (base, filled) = (Int64(0), 0)
        var hash = RollingHash(window: block), isFresh = true
        while at + Int64(block) <= size {
            if at + Int64(block) > base + Int64(filled) || at < base {
                told(max(0, at - base))
                base = at
                filled = read(base, window)
                isFresh = true
                if filled < block { break }
            }
            let place = Int(at - base)
            if isFresh { hash.start(UnsafeRawBufferPointer(rebasing: window[place..<place + block])) }
            isFresh = false
            if let found = old.place(hash.value), let match = match(found.file, found.offset, at, no: begin) {
                steps.add(.carried(count: match.begin - begin))
                steps.add(.copy(file: found.file.number, from: found.offset - (at - match.begin), count: match.end - match.begin))
                (begin, at, isFresh) = (match.end, match.end, true)
                continue
            }
            if place + block < filled {
                hash.roll(out: window[place], in: window[place + block])
            } else {
                isFresh = true
            }
            at += 1
        }
        steps.add(.carried(count: size - begin))
        told(max(0, size - base))
        return steps
    }

    /// How far the old file and the new one are the same around a place: back to `earliest` at most. Nil where not even the block is.
    private func match(_ file: OldBytes.File, _ offset: Int64, _ at: Int64, no earliest: Int64) -> (begin: Int64, end: Int64)? {
        withUnsafeTemporaryAllocation(byteCount: 128 << 10, alignment: 16) { room in
            let (a, b) = (UnsafeMutableRawBufferPointer(rebasing: room[..<(64 << 10)]), UnsafeMutableRawBufferPointer(rebasing: room[(64 << 10)...]))
            var length: Int64 = 0
            while true {
                let got = min(file.read(offset + length, a), read(at + length, b), Int(min(Int64(a.count), file.size - offset - length)))
                var same = 0
                while same + 8 <= got, a.loadUnaligned(fromByteOffset: same, as: UInt64.self) == b.loadUnaligned(fromByteOffset: same, as: UInt64.self) { same += 8 }
                while same < got, a[same] == b[same] { same += 1 }
                length += Int64(same)
                if same < a.count { break }
            }
            guard length >= Int64(old.block) else { return nil }
            var back: Int64 = 0
            search: while back < min(offset, at - earliest) {
                let count = min(Int64(4096), offset - back, at - earliest - back)
                let (x, y) = (UnsafeMutableRawBufferPointer(rebasing: a[..<Int(count)]), UnsafeMutableRawBufferPointer(rebasing: b[..<Int(count)]))
                guard file.read(offset - back - count, x) == count, read(at - back - count, y) == count else { break }
                for place in (0..<Int(count)).reversed() {
                    guard x[place] == y[place] else { break search }
                    back += 1
                }
            }
            return (at - back, at + length)
        }
    }
}
