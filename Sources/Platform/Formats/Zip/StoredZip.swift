package import Kernel

/// A ZIP archive whose files lie in it as they are, one after the other, not compressed: the bytes around them follow from names, sizes and
/// check numbers alone, so that the place of every byte is known before the first one is written. Names are UTF-8; Zip64 where a number needs it.
package enum StoredZip {
    /// One file of such an archive.
    package struct Entry: Sendable, Equatable {
        /// With `/` between folders.
        package let name: String
        package let size: Int64
        /// CRC-32 of its bytes.
        package let crc: UInt32
        /// Stands as the time of the file, at midnight; ZIP knows the years from 1980 to 2107.
        package let day: Day

        package init(_ name: String, size: Int64, crc: UInt32, day: Day) { (self.name, self.size, self.crc, self.day) = (name, size, crc, day) }

        /// How long the bytes before its own are: the name's length and, beyond 4 GB, the longer numbers.
        package static func headerSize(name: String, size: Int64) -> Int64 { 30 + Int64(name.utf8.count) + (size >= wide ? 20 : 0) }
    }

    /// From here on a number stands in the extra field of Zip64.
    static let wide: Int64 = 0xFFFF_FFFF

    /// What stands before a file's bytes.
    package static func header(_ entry: Entry) -> [UInt8] {
        let isWide = entry.size >= wide
        var out = LittleBytes()
        out.four(0x0403_4B50)
        shared(entry, isWide: isWide, to: &out)
        out.two(isWide ? 20 : 0)
        out.bytes += Array(entry.name.utf8)
        if isWide {
            out.two(1)
            out.two(16)
            out.eight(UInt64(entry.size))
            out.eight(UInt64(entry.size))
        }
        return out.bytes
    }

    /// What stands after the last file: a line for each, and the end.
    /// - Parameters:
    ///   - offsets: where the header of each entry begins.
    ///   - start: where these bytes begin.
    package static func directory(_ entries: [Entry], offsets: [Int64], at start: Int64) -> [UInt8] {
        var out = LittleBytes()
        for (entry, offset) in zip(entries, offsets) { line(entry, offset, to: &out) }
        let size = Int64(out.bytes.count)
        if entries.count >= 0xFFFF || size >= wide || start >= wide {
            out.four(0x0606_4B50)
            out.eight(44)
            out.two(0x032D)
            out.two(45)
            out.four(0)
            out.four(0)
            out.eight(UInt64(entries.count))
            out.eight(UInt64(entries.count))
            out.eight(UInt64(size))
            out.eight(UInt64(start))
            out.four(0x0706_4B50)
            out.four(0)
            out.eight(UInt64(start + size))
            out.four(1)
        }
        out.four(0x0605_4B50)
        out.two(0)
        out.two(0)
        out.two(UInt16(min(entries.count, 0xFFFF)))
        out.two(UInt16(min(entries.count, 0xFFFF)))
        out.four(UInt32(min(size, wide)))
        out.four(UInt32(min(start, wide)))
        out.two(0)
        return out.bytes
    }

    private static func line(_ entry: Entry, _ offset: Int64, to out: inout LittleBytes) {
        var extra = LittleBytes()
        if entry.size >= wide {
            extra.eight(UInt64(entry.size))
            extra.eight(UInt64(entry.size))
        }
        if offset >= wide { extra.eight(UInt64(offset)) }
        let isWide = !extra.bytes.isEmpty
        out.four(0x0201_4B50)
        out.two(0x032D)  // made on Unix, by version 4.5
        shared(entry, isWide: isWide, to: &out, size: entry.size >= wide ? wide : entry.size)
        out.two(isWide ? UInt16(extra.bytes.count + 4) : 0)
        out.two(0)
        out.two(0)
        out.two(0)
        out.four(0o100_644 << 16)  // a plain file that everybody may read
        out.four(UInt32(min(offset, wide)))
        out.bytes += Array(entry.name.utf8)
        if isWide {
            out.two(1)
            out.two(UInt16(extra.bytes.count))
            out.bytes += extra.bytes
        }
    }

    /// The fields that a header and a line of the directory have in common, up to the length of the name.
    private static func shared(_ entry: Entry, isWide: Bool, to out: inout LittleBytes, size: Int64? = nil) {
        let size = UInt32(size ?? (isWide ? wide : entry.size))
        out.two(isWide ? 45 : 20)
        out.two(0x0800)  // names are UTF-8
        out.two(0)  // stored
        out.two(0)
        out.two(UInt16((min(max(entry.day.year, 1980), 2107) - 1980) << 9 | entry.day.month << 5 | entry.day.day))
        out.four(entry.crc)
        out.four(size)
        out.four(size)
        out.two(UInt16(entry.name.utf8.count))
    }
}

/// Numbers as ZIP writes them, the lowest byte first.
struct LittleBytes {
    var bytes: [UInt8] = []

    mutating func two(_ number: UInt16) { number.littleEndianBytes(to: &bytes) }
    mutating func four(_ number: UInt32) { number.littleEndianBytes(to: &bytes) }
    mutating func eight(_ number: UInt64) { number.littleEndianBytes(to: &bytes) }
}

extension FixedWidthInteger {
    fileprivate func littleEndianBytes(to bytes: inout [UInt8]) {
        for place in 0..<Self.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: self >> (8 * place))) }
    }
}
