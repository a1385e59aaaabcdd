import CZip
import Kernel

/// A zip archive that is read part by part, with a budget for what all its parts may expand to.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: RecordFile.Limits
    private let size: Int64
    private var expanded: Int64 = 0

    init(path: String, limits: RecordFile.Limits) throws(FormatProblem) {
        let file = try FileBytes(path: path)
        try ZipTail.check(file, most: limits.archiveEntries)
        guard let archive = zip_open(path, ZIP_RDONLY, nil) else { throw .damagedArchive }
        (self.archive, self.limits, size) = (archive, limits, file.size)
    }

    deinit { zip_discard(archive) }

    var names: [String] {
        (0..<max(0, zip_get_num_entries(archive, 0))).compactMap { index in zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) } }
    }

    func has(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

    /// Opens a part; refuses one that is encrypted, missing, or says itself that it is too large.
    func open(_ name: String) throws(FormatProblem) -> ZipPart {
        var facts = zip_stat_t()
        zip_stat_init(&facts)
        guard zip_stat(archive, name, 0, &facts) == 0, let part = zip_fopen_index(archive, facts.index, 0) else {
            throw FormatProblem.damagedArchive.at(field: name)
        }
        let packed = min(Int64(clamping: facts.comp_size), size)
        let most = max(limits.expansionAllowance, packed.multipliedReportingOverflow(by: limits.expansion).partialValue)
        let opened = ZipPart(part, name: name, archive: self, most: most, size: Int64(clamping: facts.size))
        if Int64(clamping: facts.size) > most { throw opened.tooLarge }
        return opened
    }

    /// Takes `count` bytes from the budget.
    func spend(_ count: Int) throws(FormatProblem) {
        expanded += Int64(count)
        guard expanded <= limits.expandedBytes else {
            throw FormatProblem(
                .expands,
                Phrase(
                    "表格解压后太大（上限 \(limits.expandedBytes >> 20) MB）。请拆成几个文件。",
                    "The spreadsheet expands to too much (at most \(limits.expandedBytes >> 20) MB). Split it into several files."))
        }
    }
}

/// One part of an archive, expanded while it is read. What counts is the bytes that came out, not what the archive says.
final class ZipPart: ByteSupply {
    private let part: OpaquePointer
    let name: String
    private let archive: ZipArchive
    private let most: Int64
    /// As the archive states it.
    private let size: Int64
    private var given: Int64 = 0

    var share: Double? { size > 0 ? min(1, Double(given) / Double(size)) : nil }

    init(_ part: OpaquePointer, name: String, archive: ZipArchive, most: Int64, size: Int64) {
        (self.part, self.name, self.archive, self.most, self.size) = (part, name, archive, most, size)
    }

    deinit { zip_fclose(part) }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int {
        let count = zip_fread(part, buffer.baseAddress, zip_uint64_t(buffer.count))
        guard count >= 0 else { throw FormatProblem.damagedArchive.at(field: name) }
        given += count
        if given > most { throw tooLarge }
        try archive.spend(Int(count))
        return Int(count)
    }

    var tooLarge: FormatProblem {
        FormatProblem(
            .expands,
            Phrase(
                "表格里的部件解压后比压缩时大得不合理；为安全起见不予读取。请用表格软件重新保存。",
                "A part of the spreadsheet expands far beyond its packed size; it is not read, for safety. Save it again with a spreadsheet program."),
            field: name)
    }
}
