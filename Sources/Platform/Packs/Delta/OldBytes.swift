/// Files of the old version in which unchanged bytes are looked for, by blocks of a fixed size. The memory does not grow with them: larger files have
/// larger blocks.
final class OldBytes {
    struct File {
        /// Its number in the old manifest; -1 for the manifest.
        let number: Int
        let size: Int64
        let read: (Int64, UnsafeMutableRawBufferPointer) -> Int
    }

    let block: Int
    private let files: [File]
    private var places: [UInt64: (file: Int32, block: Int32)] = [:]
    /// Most windows are in no block: a bit for each hash answers that without looking further.
    private var seen = [UInt64](repeating: 0, count: 1 << 16)

    /// - Parameter smallest: a block may be that small where little is to be indexed.
    init(_ files: [File], smallest: Int) {
        self.files = files
        let total = files.reduce(0) { $0 + $1.size }
        var block = smallest
        while total / Int64(block) > 1 << 18 { block *= 2 }
        self.block = block
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: block, alignment: 16)
        defer { buffer.deallocate() }
        for (index, file) in files.enumerated() {
            for number in 0..<Int(file.size / Int64(block)) where file.read(Int64(number) * Int64(block), buffer) == block {
                let hash = RollingHash.of(UnsafeRawBufferPointer(buffer))
                if places[hash] == nil { places[hash] = (Int32(index), Int32(number)) }
                seen[Int(hash >> 48)] |= 1 << (hash >> 42 & 63)
            }
        }
    }

    /// Where a block with that hash lies; whoever asks compares the bytes.
    @inline(__always)
    func place(_ hash: UInt64) -> (file: File, offset: Int64)? {
        guard seen[Int(hash >> 48)] >> (hash >> 42 & 63) & 1 == 1, let place = places[hash] else { return nil }
        return (files[Int(place.file)], Int64(place.block) * Int64(block))
    }
}

/// A hash of a window that moves a byte at a time; equal windows have equal hashes, different ones nearly always different ones.
struct RollingHash {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    private let leaving: UInt64
    private(set) var value: UInt64 = 0

    init(window: Int) {
        var power: UInt64 = 1
        for _ in 0..<window { power = power &* Self.factor }
        leaving = power
    }

    mutating func start(_ bytes: UnsafeRawBufferPointer) { value = Self.of(bytes) }

    @inline(__always)
    mutating func roll(out: UInt8, in byte: UInt8) { value = value &* Self.factor &+ (UInt64(byte) &+ 1) &- (UInt64(out) &+ 1) &* leaving }

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { bytes.reduce(0) { $0 &* factor &+ (UInt64($1) &+ 1) } }
}
