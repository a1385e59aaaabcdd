import Foundation
import Kernel

/// A file's bytes, or one sentence why not.
enum FileBytes {
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        try check(path)
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            throw unreadable(path)
        }
        guard data.count <= limit else {
            throw Refusal(.tooLarge, "file", "文件 \(path) 超过 \(limit >> 20) MB 的上限。", "The file \(path) is larger than the limit of \(limit >> 20) MB.")
        }
        return Array(data)
    }

    /// That there is such a file and that it can be read.
    static func check(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal(.invalid, "no-file", "没有文件 \(path)。请检查路径。", "There is no file \(path). Check the path.")
        }
        guard !isFolder.boolValue else {
            throw Refusal(.invalid, "is-folder", "\(path) 是文件夹，不是文件。请给出其中的文件。", "\(path) is a folder, not a file. Name the file in it.")
        }
        guard FileManager.default.isReadableFile(atPath: path) else { throw unreadable(path) }
    }

    private static func unreadable(_ path: String) -> Refusal {
        Refusal(.invalid, "unreadable", "无法读取文件 \(path)。请检查权限。", "The file \(path) cannot be read. Check its permissions.")
    }
}
