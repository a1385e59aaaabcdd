import Files
import Kernel
import Storage

/// What `kepu verify` says of the folder of files.
enum ShelfVerdicts {
    /// One sentence for each file that is not as it was kept. What lies there and no record needs is told, and no fault.
    static func look(_ database: Database, reads: Bool, tidies: Bool) async throws -> (title: Phrase, faults: [Phrase]) {
        let meter = ProgressMeter(Phrase("读取文件 MB", "reading files, MB"))
        let report = try await database.checkShelf(reads: reads) { done, total in
            meter.show(Int(done >> 20), share: total > 0 ? Double(done) / Double(total) : nil)
        }
        Terminal.endProgress()
        if tidies {
            let count = try await database.tidyShelf()
            Terminal.remark(Phrase("移除了 \(count) 个没有记录需要的文件。", "\(Plural.of(Int64(count), "file that no record needs was", "files that no record needs were")) removed."))
        } else if !report.strays.isEmpty {
            Terminal.remark(
                Phrase(
                    "文件夹里有 \(report.strays.count) 个文件没有记录需要；--tidy 会移除其中放了一周以上的。",
                    "\(Plural.of(Int64(report.strays.count), "file in the folder is", "files in the folder are")) needed by no record; --tidy removes what has lain there for a week."))
        }
        var faults = report.wrong.map(sentence)
        if report.wrongCount > faults.count {
            faults.append(Phrase("另有 \(report.wrongCount - faults.count) 个", "\(report.wrongCount - faults.count) more"))
        }
        let size = "\(report.bytes >> 20) MB"
        return (Phrase("文件夹中的文件（\(report.files) 个，\(size)）", "Files in the folder (\(report.files), \(size))"), faults)
    }

    private static func sentence(_ wrong: ShelfReport.Wrong) -> Phrase {
        let digest = wrong.file.digest.text
        return switch wrong.verdict {
        case .right: Phrase("\(digest) 无误", "\(digest) is right")
        case .missing: Phrase("缺少 \(digest)（\(wrong.file.byteCount) 字节）", "\(digest) is missing (\(wrong.file.byteCount) bytes)")
        case .size(let found): Phrase("\(digest) 应为 \(wrong.file.byteCount) 字节，现为 \(found) 字节", "\(digest) should have \(wrong.file.byteCount) bytes and has \(found)")
        case .content: Phrase("\(digest) 的内容变了", "\(digest) has another content")
        }
    }
}
