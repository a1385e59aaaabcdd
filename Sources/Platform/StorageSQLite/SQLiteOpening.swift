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

    /// Looks without changing the file. What cannot be looked at is told by the opening itself, in better words.
    static func refuseOthers(_ path: String, without mark: String) throws {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size > 0 else { return }
        var configuration = Configuration()
        configuration.readonly = true
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return }
        defer { try? queue.close() }
        let sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
        let names = (try? queue.read { try String.fetchAll($0, sql: sql) }) ?? []
        guard let first = names.first, !names.contains(mark) else { return }
        throw refusal(
            "not-our-database", "\(path) 是另一个程序的数据库（其中有 \(first)），没有打开，也没有更改。请检查地址。",
            "\(path) is another program's database (it holds \(first)); it was not opened and not changed. Check the address.")
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
