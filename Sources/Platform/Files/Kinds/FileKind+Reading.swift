import Kernel

extension FileKind {
    /// Reads what a file is from its bytes, and holds its name against that. The claim of whoever sent it does not count.
    ///
    /// Refuses, by the field's name: an empty file, one of no known kind or of one that is not wanted, one that is cut off, one with scripts,
    /// an archive that is a trap, a name whose ending says something else. Of an archive only the list of its contents is read; nothing is
    /// unpacked.
    static func read(_ file: DiskFile, named name: String, of kinds: Set<FileKind>, field: String?) throws -> FileKind {
        let size = try file.size
        guard size > 0 else { throw Refusal.fileEmpty(field) }
        let head = try file.bytes(Int(min(size, 4096)), at: 0)
        let ending = FileName.ending(of: name)
        let kind = try find(head, file, size, ending: ending, field)
        guard kinds.contains(kind) else { throw Refusal.fileUnwanted(kind, kinds, field) }
        guard kind.endings.contains(ending) else { throw Refusal.fileEnding(kind, ending, field) }
        return kind
    }

    private static func find(_ head: [UInt8], _ file: DiskFile, _ size: Int64, ending: String, _ field: String?) throws -> FileKind {
        if head.starts(with: "%PDF-1.".utf8) || head.starts(with: "%PDF-2.".utf8) {
            guard try file.tail(2048).holds("%%EOF") else { throw Refusal.fileCut(.pdf, field) }
            return .pdf
        }
        if head.starts(with: JPEGReader.mark) {
            guard try file.tail(64 << 10).holds([0xFF, 0xD9]) else { throw Refusal.fileCut(.jpeg, field) }
            return .jpeg
        }
        if head.starts(with: PNGReader.mark) {
            guard try file.tail(64 << 10).holds("IEND") else { throw Refusal.fileCut(.png, field) }
            return .png
        }
        if head.starts(with: "RIFF".utf8), head.count >= 12 {
            let kind: FileKind? = head[8..<12].elementsEqual("WEBP".utf8) ? .webp : head[8..<12].elementsEqual("WAVE".utf8) ? .wav : nil
            guard let kind else { throw Refusal.fileUnknown(field) }
            guard Int64(head.little(4, 4)) + 8 <= size + 1 else { throw Refusal.fileCut(kind, field) }
            return kind
        }
        if head.count >= 12, head[4..<8].elementsEqual("ftyp".utf8) { return try isoMedia(head, field) }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            guard head.holds("webm") else { throw Refusal.fileUnknown(field) }
            return .webm
        }
        if head.starts(with: "OggS".utf8) { return .ogg }
        if head.starts(with: "ID3".utf8) || isMP3Frame(head) { return .mp3 }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return try ZipDirectory(file, size, field).kind(field)
        }
        return try TextReader.kind(of: file, size: size, ending: ending, field)
    }

    /// Of the files in ISO's container only films and sound; pictures of telephones (HEIC) are in it too, and few browsers show them.
    private static func isoMedia(_ head: [UInt8], _ field: String?) throws -> FileKind {
        let brand = String(decoding: head[8..<12], as: UTF8.self)
        guard ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4A ", "dash", "mmp4", "f4v ", "MSNV"].contains(brand) else {
            throw Refusal.fileUnknown(field)
        }
        return .mp4
    }

    /// A frame of MPEG audio layer III (ISO/IEC 11172-3 §2.4.2.3): the sync word, a version, the layer, a bit rate and a sampling rate.
    private static func isMP3Frame(_ head: [UInt8]) -> Bool {
        guard head.count >= 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 else { return false }
        return head[1] >> 3 & 3 != 1 && head[1] >> 1 & 3 == 1 && head[2] >> 4 != 15 && head[2] >> 4 != 0 && head[2] >> 2 & 3 != 3
    }
}

extension DiskFile {
    func tail(_ count: Int) throws -> [UInt8] {
        let size = try size
        return try bytes(Int(min(size, Int64(count))), at: max(0, size - Int64(count)))
    }
}

extension [UInt8] {
    func holds(_ needle: String) -> Bool { holds(Array(needle.utf8)) }

    func holds(_ needle: [UInt8]) -> Bool {
        guard let first = needle.first, count >= needle.count else { return false }
        var at = startIndex
        while let next = self[at...].firstIndex(of: first), next + needle.count <= count {
            if self[next..<(next + needle.count)].elementsEqual(needle) { return true }
            at = next + 1
        }
        return false
    }

    /// A whole number, least byte first; 0 beyond the end.
    func little(_ place: Int, _ bytes: Int) -> UInt64 {
        guard place >= 0, place + bytes <= count else { return 0 }
        return self[place..<(place + bytes)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
