import Kernel

/// The list of what a ZIP holds (APPNOTE 6.3 §4.3.12), read from its end; nothing is unpacked.
///
/// An archive is refused whose list cannot be read, names a path outside of the folder in which it is unpacked, says that it grows beyond
/// measure, or names the same bytes more than once: all the known bombs need one of these.
struct ZipDirectory {
    struct Entry {
        let name: String
        let packed: UInt64
        let unpacked: UInt64
    }

    let entries: [Entry]

    static let mostEntries: UInt64 = 50_000
    static let longestList: UInt64 = 16 << 20
    /// Unpacked, all files together; and times what is packed, for whatever is larger than a small archive.
    static let mostUnpacked: UInt64 = 8 << 30
    static let mostGrowth: UInt64 = 200
    static let smallUnpacked: UInt64 = 64 << 20

    init(_ file: DiskFile, _ size: Int64, _ field: String?) throws {
        let broken = Refusal.fileCut(.zip, field)
        let tail = try file.tail(66 << 10)
        guard let end = Self.end(of: tail) else { throw broken }
        var (count, length, start) = (tail.little(end + 10, 2), tail.little(end + 12, 4), tail.little(end + 16, 4))
        if count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            (count, length, start) = try Self.large(file, tail, end, broken)
        }
        guard count <= Self.mostEntries, length <= Self.longestList else {
            throw Refusal.archiveTrap("里面的文件超过 \(Self.mostEntries) 个", "it holds more than \(Self.mostEntries) files", field)
        }
        guard start <= UInt64(size), length <= UInt64(size) - start else { throw broken }
        let list = try file.bytes(Int(length), at: Int64(start))
        var entries: [Entry] = [], place = 0
        while place + 46 <= list.count, list[place..<(place + 4)].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
            let (name, extra, comment) = (Int(list.little(place + 28, 2)), Int(list.little(place + 30, 2)), Int(list.little(place + 32, 2)))
            guard place + 46 + name + extra + comment <= list.count else { throw broken }
            let bytes = list[(place + 46)..<(place + 46 + name)]
            guard !bytes.contains(0) else { throw broken }
            var (packed, unpacked) = (list.little(place + 20, 4), list.little(place + 24, 4))
            Self.widen(&packed, &unpacked, Array(list[(place + 46 + name)..<(place + 46 + name + extra)]))
            entries.append(Entry(name: String(decoding: bytes, as: UTF8.self), packed: packed, unpacked: unpacked))
            place += 46 + name + extra + comment
        }
        guard UInt64(entries.count) == count else { throw broken }
        self.entries = entries
        try check(UInt64(size), field)
    }

    /// Whether it is an office document, by what it holds; macros are refused.
    func kind(_ field: String?) throws -> FileKind {
        let names = Set(entries.map(\.name))
        guard names.contains("[Content_Types].xml") else { return .zip }
        if names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) { throw Refusal.fileScript("VBA", field) }
        if names.contains("word/document.xml") { return .docx }
        if names.contains("xl/workbook.xml") { return .xlsx }
        if names.contains("ppt/presentation.xml") { return .pptx }
        return .zip
    }

    private func check(_ size: UInt64, _ field: String?) throws {
        var (packed, unpacked) = (UInt64(0), UInt64(0))
        for entry in entries {
            let steps = entry.name.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" })
            guard !steps.contains(".."), steps.first != "", !entry.name.contains(":"), !entry.name.unicodeScalars.contains(where: { $0.value < 32 }) else {
                throw Refusal.archiveTrap("其中有指向别处的路径", "it names a path that leads elsewhere", field)
            }
            (packed, unpacked) = (packed &+ min(entry.packed, 1 << 50), unpacked &+ min(entry.unpacked, 1 << 50))
        }
        guard packed <= size else { throw Refusal.archiveTrap("同一段内容被列出多次", "the same content is listed more than once", field) }
        guard unpacked <= Self.mostUnpacked, unpacked <= Self.smallUnpacked || unpacked / Self.mostGrowth <= size else {
            throw Refusal.archiveTrap("解压后会变得过大", "unpacked it would grow beyond measure", field)
        }
    }

    /// Where the end record begins in the file's tail: the last one that comes to the file's end with its comment.
    private static func end(of tail: [UInt8]) -> Int? {
        guard tail.count >= 22 else { return nil }
        for place in stride(from: tail.count - 22, through: 0, by: -1)
        where tail[place] == 0x50 && tail[place + 1] == 0x4B && tail[place + 2] == 0x05 && tail[place + 3] == 0x06 {
            if place + 22 + Int(tail.little(place + 20, 2)) == tail.count { return place }
        }
        return nil
    }

    /// The numbers of an archive that is too large for the old record (ZIP64, §4.3.14).
    private static func large(_ file: DiskFile, _ tail: [UInt8], _ end: Int, _ broken: Refusal) throws -> (count: UInt64, length: UInt64, start: UInt64) {
        guard end >= 20, tail[(end - 20)..<(end - 16)].elementsEqual([0x50, 0x4B, 0x06, 0x07]) else { throw broken }
        let place = tail.little(end - 12, 8)
        guard place <= UInt64(try file.size) else { throw broken }
        let record = try file.bytes(56, at: Int64(place))
        guard record.count == 56, record.starts(with: [0x50, 0x4B, 0x06, 0x06]) else { throw broken }
        return (record.little(32, 8), record.little(40, 8), record.little(48, 8))
    }

    /// Sizes that do not fit into 32 bits stand in an extra field (§4.5.3).
    private static func widen(_ packed: inout UInt64, _ unpacked: inout UInt64, _ extra: [UInt8]) {
        guard packed == 0xFFFF_FFFF || unpacked == 0xFFFF_FFFF else { return }
        var place = 0
        while place + 4 <= extra.count {
            let (id, length) = (extra.little(place, 2), Int(extra.little(place + 2, 2)))
            if id == 1 {
                var at = place + 4
                if unpacked == 0xFFFF_FFFF {
                    unpacked = extra.little(at, 8)
                    at += 8
                }
                if packed == 0xFFFF_FFFF { packed = extra.little(at, 8) }
                return
            }
            place += 4 + length
        }
    }
}
