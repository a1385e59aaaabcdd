import Kernel

/// Counts the files of a zip archive from its last bytes, before anything is allocated for them.
enum ZipTail {
    /// Refuses an archive that states more than `most` files in any of the places where a reader might look.
    static func check(_ file: FileBytes, most: Int) throws(FormatProblem) {
        let length = min(file.size, 65_557 + 20)
        let tail = try file.bytes(at: file.size - length, count: Int(length))
        var stated: UInt64?
        for place in tail.indices where tail[place] == 0x50 && place + 20 <= tail.count && tail[place + 1] == 0x4B {
            switch (tail[place + 2], tail[place + 3]) {
            case (5, 6): stated = max(stated ?? 0, number(tail, place + 10, 2))
            case (6, 7):
                let offset = number(tail, place + 8, 8)
                guard offset < UInt64(file.size) else { continue }
                let large = try file.bytes(at: Int64(offset), count: 56)
                if large.count == 56 { stated = max(stated ?? 0, number(large, 32, 8)) }
            default: continue
            }
        }
        guard let stated else { throw .damagedArchive }
        guard stated <= UInt64(most) else {
            throw FormatProblem(.expands, Phrase("表格文件里的部件太多（上限 \(most) 个）。", "The spreadsheet holds too many parts (at most \(most))."))
        }
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[at + $1]) }
    }
}

extension FormatProblem {
    static let damagedArchive = FormatProblem(
        .archive,
        Phrase("表格文件已损坏或不完整。请重新保存或重新上传。", "The spreadsheet file is damaged or incomplete. Save or upload it again."))
}
