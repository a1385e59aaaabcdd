import Foundation
import GRDB
import Kernel

/// One clear line for each thing that can be in the way of a database file.
enum SQLiteOpening {
    static func prepareFolder(for path: String) throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard !isFolder.boolValue else {
                throw refusal("database-is-folder", "\(path) 是文件夹，不是数据库文件。", "\(path) is a folder, not a database file.")
            }
            guard files.isWritableFile(atPath: path) else { throw readOnlyFile(path) }
        } else if !files.fileExists(atPath: folder) {
            do {
                try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw refusal(
                    "database-folder-missing", "没有文件夹 \(folder)，也无法创建。", "The folder \(folder) does not exist and cannot be created.")
            }
        }
        guard files.isWritableFile(atPath: folder) else {
            throw refusal(
                "database-folder-read-only", "文件夹 \(folder) 不可写：数据库需要在其中写日志文件。",
                "The folder \(folder) cannot be written: the database keeps its log beside the file.")
        }
    }

    static func refusal(for error: DatabaseError, path: String) -> Refusal {
        switch error.resultCode {
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: readOnlyFile(path)
        case .SQLITE_FULL:
            refusal("database-full", "磁盘已满，无法打开数据库 \(path)。", "The disk is full, so the database \(path) cannot be opened.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            refusal("database-locked", "数据库 \(path) 被另一个程序占用。", "The database \(path) is locked by another program.")
        case .SQLITE_NOTADB:
            refusal("not-a-database", "\(path) 不是数据库文件。", "\(path) is not a database file.")
        case .SQLITE_CORRUPT:
            refusal("database-damaged", "数据库 \(path) 已损坏。", "The database \(path) is damaged.")
        default:
            refusal(
                "database-cannot-open", "无法打开数据库 \(path)：\(error.message ?? "?")（\(error.extendedResultCode.rawValue)）。",
                "The database \(path) cannot be opened: \(error.message ?? "?") (\(error.extendedResultCode.rawValue)).")
        }
    }

    private static func readOnlyFile(_ path: String) -> Refusal {
        refusal("database-read-only", "数据库文件 \(path) 是只读的。", "The database file \(path) is read-only.")
    }

    private static func refusal(_ code: String, _ zh: String, _ en: String) -> Refusal { Refusal(.unavailable, code, zh, en) }
}
