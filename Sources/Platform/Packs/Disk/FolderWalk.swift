import Foundation

/// The files below a folder, without following links; what systems leave behind by themselves is passed over.
package enum FolderWalk {
    package enum Kind { case file, link, other }

    /// Paths from the folder, sorted; at most `most`.
    package static func entries(_ folder: String, most: Int = 200_000) -> [(path: String, kind: Kind)] {
        var (out, open) = ([(path: String, kind: Kind)](), [""])
        while let here = open.popLast(), out.count < most {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + here)) ?? []
            for name in names where !isLeftBehind(name) {
                let path = here.isEmpty ? name : here + "/" + name
                var facts = stat()
                guard lstat(folder + "/" + path, &facts) == 0 else { continue }
                switch facts.st_mode & S_IFMT {
                case S_IFDIR: if path.split(separator: "/").count < 64 { open.append(path) }
                case S_IFREG: out.append((path, .file))
                case S_IFLNK: out.append((path, .link))
                default: out.append((path, .other))
                }
            }
        }
        return out.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// What Windows and macOS put on every stick.
    static func isLeftBehind(_ name: String) -> Bool {
        name.hasPrefix("._") || [".DS_Store", "Thumbs.db", "desktop.ini", "System Volume Information", "$RECYCLE.BIN", ".Trashes", ".Spotlight-V100", ".fseventsd", "__MACOSX"].contains(name)
    }
}
