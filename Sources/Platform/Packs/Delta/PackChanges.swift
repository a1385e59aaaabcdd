import Kernel

/// What is different between two versions of a pack, before anything is applied.
package struct PackChanges: Sendable, Equatable {
    package var added: [PackFile] = []
    package var removed: [PackFile] = []
    /// The bytes differ, or what is said of the file.
    package var changed: [PackFile] = []
    package var unchanged = 0

    /// The pages of the viewer, which are made anew each time, are left out.
    package init(from old: PackManifest, to new: PackManifest) {
        let before = Dictionary(old.contents.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for file in new.contents {
            guard var earlier = before[file.path] else {
                added.append(file)
                continue
            }
            // Another size of pieces changes nothing for whoever looks at the file.
            earlier.pieces = file.pieces
            if earlier == file { unchanged += 1 } else { changed.append(file) }
        }
        let after = Set(new.contents.map(\.path))
        removed = old.contents.filter { !after.contains($0.path) }
    }
}
