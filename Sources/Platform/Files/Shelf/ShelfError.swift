import Foundation
import Glibc
package import Kernel

/// What the folder of files can answer instead of a result: conditions of the machine, not of the program or of whoever asks.
package enum ShelfError: Error, Sendable, Equatable {
    /// This program was given no folder.
    case noFolder
    /// No room left where the folder lies.
    case full(String)
    /// The folder cannot be written to.
    case readOnly(String)
    /// The folder is not there and cannot be made.
    case missing(String)
    /// A record knows the file, the folder has it no more.
    case lost(FileDigest)
    /// The file is not what was put there.
    case damaged(FileDigest)
    /// Anything else, with the system's own number.
    case other(code: Int32, String)

    /// What the system said of a path just now.
    init(_ code: Int32, _ path: String) {
        self =
            switch code {
            case ENOSPC, EDQUOT, EFBIG: .full(path)
            case EROFS, EACCES, EPERM: .readOnly(path)
            case ENOENT, ENOTDIR: .missing(path)
            default: .other(code: code, path)
            }
    }

    /// The sentence for whoever asked.
    package var refusal: Refusal {
        switch self {
        case .noFolder:
            Refusal(
                .unavailable, "files-no-folder", "服务器没有设置存放文件的文件夹，无法保存或取出文件。请联系管理员设置 KEPU_FILES。",
                "The server was given no folder for files, so nothing can be kept or fetched. Ask the administrator to set KEPU_FILES.")
        case .full:
            Refusal(
                .unavailable, "files-full", "存放文件的磁盘已满，没有保存。请联系管理员；腾出空间后可以接着上传。",
                "The disk on which files lie is full; nothing was kept. Tell the administrator; once there is room, the upload can go on.")
        case .readOnly:
            Refusal(
                .unavailable, "files-read-only", "存放文件的文件夹目前只能读取，没有保存。请联系管理员。",
                "The folder of files can only be read just now, so nothing was kept. Please tell the administrator.")
        case .missing:
            Refusal(
                .unavailable, "files-missing", "找不到存放文件的文件夹，没有保存，也无法取出。请联系管理员。",
                "The folder of files is not there, so nothing was kept or can be fetched. Please tell the administrator.")
        case .lost:
            Refusal(
                .unavailable, "file-lost", "这个文件有记录，但文件夹里找不到它。请联系管理员（kepu verify 会列出缺少的文件）。",
                "There is a record of this file, but the folder does not hold it. Please tell the administrator (kepu verify names what is missing).")
        case .damaged:
            Refusal(
                .unavailable, "file-damaged", "这个文件已损坏，与保存时不同，不能提供。请联系管理员（kepu verify --read-files 会列出损坏的文件）。",
                "This file is damaged, no longer what was kept, and is not handed out. Please tell the administrator (kepu verify --read-files names what is damaged).")
        case .other:
            Refusal(
                .unavailable, "files-failing", "读写文件时出错，没有保存。请稍后重试；仍然不行请联系管理员。",
                "Files cannot be read or written just now; nothing was kept. Try again in a moment, and tell the administrator if it goes on.")
        }
    }
}

extension ShelfError: CustomStringConvertible {
    /// One line for a log.
    package var description: String {
        switch self {
        case .noFolder: "no folder of files"
        case .full(let path): "no room: \(path)"
        case .readOnly(let path): "cannot be written: \(path)"
        case .missing(let path): "not there: \(path)"
        case .lost(let digest): "lost: \(digest)"
        case .damaged(let digest): "damaged: \(digest)"
        case .other(let code, let path): "\(String(cString: strerror(code))): \(path)"
        }
    }
}
