import Foundation
import Kernel

/// The folder whose files go into a pack.
enum PackFolder {
    /// The paths of its files, sorted; hidden ones, links and `pack.yaml` are left out.
    static func files(_ folder: String) -> [String] {
        guard let walk = FileManager.default.enumerator(at: URL(filePath: folder), includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles, .producesRelativePathURLs])
        else { return [] }
        var out: [String] = []
        for case let url as URL in walk {
            let path = url.relativePath
            let isFile = (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile ?? false
            if isFile, path != PackSheet.name, !["Thumbs.db", "desktop.ini"].contains(url.lastPathComponent) { out.append(path) }
        }
        return out.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The place of a file that the sheet names; one that leads out of the folder is refused.
    static func inside(_ folder: String, _ path: String) throws -> String {
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw Refusal(.invalid, "pack-outside", "“\(path)”不在资源包的文件夹里。请写文件夹里的路径。", "“\(path)” is not inside the pack's folder. Name a path in it.")
        }
        return folder + "/" + path
    }
}
