import Kernel
import Packs

/// The folder whose files go into a pack.
enum PackFolder {
    /// The paths of its files, sorted; hidden ones, links and `pack.yaml` are left out.
    static func files(_ folder: String) -> [String] {
        FolderWalk.entries(folder).filter { $0.kind == .file && $0.path != PackSheet.name && !$0.path.split(separator: "/").contains { $0.hasPrefix(".") } }.map(\.path)
    }

    /// The place of a file that the sheet names; one that leads out of the folder is refused.
    static func inside(_ folder: String, _ path: String) throws -> String {
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw Refusal(.invalid, "pack-outside", "“\(path)”不在资源包的文件夹里。请写文件夹里的路径。", "“\(path)” is not inside the pack's folder. Name a path in it.")
        }
        return folder + "/" + path
    }
}
