import Foundation
package import Kernel
package import Signing

extension Pack {
    /// Puts a pack together again from what is whole in a damaged copy and in others: another copy, half of a download, an older version, an
    /// unpacked folder, the very files. Only pieces whose checksum is right are taken. The result is written beside and takes its place at the
    /// end; what is still missing is zeros there, and told.
    /// - Parameters:
    ///   - damaged: an archive, whatever is left of it, or an unpacked folder, whose files are then repaired one by one.
    ///   - sources: archives, folders, files.
    ///   - also: those that are asked for ranges, a server for example; last, because they may cost something.
    ///   - to: where the archive is to lie; nil: in place of the damaged one. A damaged folder becomes an archive there.
    package static func repair(
        _ damaged: String, from sources: [String], also: [any PieceSource] = [], to path: String? = nil, keys: PublicKeys? = nil, progress: Progress = { _, _ in }
    ) throws(Refusal) -> RepairReport {
        for source in sources where !FileManager.default.fileExists(atPath: source) {
            throw Refusal(.invalid, "no-file", "没有 \(source)。请检查路径。", "There is no \(source). Check the path.")
        }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: damaged, isDirectory: &isFolder)
        if isThere, isFolder.boolValue, path == nil { return try repairFolder(damaged, from: sources, also: also, keys: keys, progress: progress) }
        // What an earlier repair left behind when it was interrupted is a source, too.
        let target = path ?? damaged
        let left = leftovers(of: target)
        let known = try RepairSources(damaged: damaged, paths: left + sources, also: also, keys: keys)
        let (layout, file) = (known.layout, try NewFile(target, suffix: ".repairing"))
        try file.resize(layout.size)
        if let signature = known.signature { for part in layout.frame(signature: signature) { try file.write(part.bytes, at: part.place) } } else { try writeHead(layout, to: file) }
        var missing: [Range<Int64>] = known.signature == nil ? [layout.signaturePart.header.lowerBound..<layout.signaturePart.data.upperBound, layout.directory] : []
        let incomplete = try gather(layout, known, progress) { (bytes, index, range) throws(Refusal) in
            try file.write(bytes, at: layout.files[index].data.lowerBound + range.lowerBound)
        } lacking: { missing.append($0) }
        missing = missing.merged
        // A copy that says itself which version it is loses nothing by it. Another one may be something else altogether: it stays until all is there.
        if missing.isEmpty || target != damaged || RepairSources.isReadable(damaged) { try file.finish() } else { file.keepBeside() }
        for path in left { unlink(path) }
        return RepairReport(
            manifest: layout.manifest, signature: PackSignature.verdict(known.signature, of: layout.manifest, layout.manifestBytes, keys: keys),
            path: missing.isEmpty || target != damaged || RepairSources.isReadable(target) ? target : file.beside, taken: known.taken, missing: missing, incomplete: incomplete)
    }

    /// What earlier repairs of a file were writing when they were cut off, under names that this one does not use.
    private static func leftovers(of target: String) -> [String] {
        let names = (1...9).map { target + ".before-\($0)" }
        if let free = names.first(where: { !FileManager.default.fileExists(atPath: $0) }) { rename(target + ".repairing", free) }
        return names.filter { FileManager.default.fileExists(atPath: $0) }
    }

    /// The head of an archive whose signature is missing: who finds the file can read which pack it is, and what is missing.
    private static func writeHead(_ layout: PackLayout, to file: NewFile) throws(Refusal) {
        let empty = String(repeating: " ", count: layout.signaturePart.data.count)
        let manifest = layout.frame(signature: empty)[0].bytes.prefix(layout.manifestPart.data.upperBound.asCount)
        try file.write(Array(manifest), at: 0)
        for part in layout.fileHeaders { try file.write(part.bytes, at: part.place) }
    }

    /// Walks over all pieces; tells those that are found and those that are not.
    /// - Returns: the files that lack something.
    private static func gather(
        _ layout: PackLayout, _ sources: RepairSources, _ progress: Progress, found: (_ bytes: [UInt8], _ file: Int, _ range: Range<Int64>) throws(Refusal) -> Void,
        lacking: (Range<Int64>) -> Void
    ) throws(Refusal) -> [PackPath] {
        var (incomplete, done) = ([PackPath](), Int64(0))
        let total = layout.manifest.size
        for (index, file) in layout.manifest.files.enumerated() {
            var isWhole = true
            for (piece, checksum) in file.pieces.enumerated() {
                let range = file.range(of: piece, of: layout.manifest.pieceSize), place = layout.range(of: piece, in: index)
                if let bytes = sources.piece(WantedPiece(file: file, checksum: checksum, range: range, place: place)) {
                    try found(bytes, index, range)
                } else {
                    isWhole = false
                    lacking(place)
                }
                done += Int64(range.count)
                progress(done, total)
            }
            if !isWhole { incomplete.append(file.path) }
        }
        return incomplete
    }

    /// Each file of an unpacked folder that is not whole is written anew.
    private static func repairFolder(_ folder: String, from sources: [String], also: [any PieceSource], keys: PublicKeys?, progress: Progress) throws(Refusal) -> RepairReport {
        let known = try RepairSources(damaged: folder, paths: sources, also: also, keys: keys)
        let layout = known.layout
        var (missing, incomplete, done) = ([Range<Int64>](), [PackPath](), Int64(0))
        for (index, file) in layout.manifest.files.enumerated() {
            defer { progress(done, layout.manifest.size) }
            done += file.size
            if isWhole(folder, file, layout.manifest.pieceSize) { continue }
            try makeFolders(folder, file.path)
            let new = try NewFile(folder + "/" + file.path.text, suffix: ".repairing")
            try new.resize(file.size)
            var isWhole = true
            for (piece, checksum) in file.pieces.enumerated() {
                let range = file.range(of: piece, of: layout.manifest.pieceSize), place = layout.range(of: piece, in: index)
                if let bytes = known.piece(WantedPiece(file: file, checksum: checksum, range: range, place: place)) {
                    try new.write(bytes, at: range.lowerBound)
                } else {
                    isWhole = false
                    missing.append(place)
                }
            }
            if !isWhole { incomplete.append(file.path) }
            try new.finish()
        }
        if let signature = known.signature {
            try place(layout.manifestBytes, at: folder + "/" + manifestName)
            try place(Array(signature.utf8), at: folder + "/" + signatureName)
        } else {
            missing.append(layout.signaturePart.header.lowerBound..<layout.signaturePart.data.upperBound)
        }
        return RepairReport(
            manifest: layout.manifest, signature: PackSignature.verdict(known.signature, of: layout.manifest, layout.manifestBytes, keys: keys), path: folder, taken: known.taken,
            missing: missing.merged, incomplete: incomplete)
    }

    private static func isWhole(_ folder: String, _ file: PackFile, _ pieceSize: Int) -> Bool {
        guard let there = PlainFile.inside(folder, file.path), there.size == file.size else { return false }
        return file.pieces.enumerated().allSatisfy { piece, checksum in
            let range = file.range(of: piece, of: pieceSize)
            return Checksum(of: there.bytes(at: range.lowerBound, count: range.count)) == checksum
        }
    }

    /// The folders on the way, each a folder and no link to another place.
    private static func makeFolders(_ folder: String, _ path: PackPath) throws(Refusal) {
        for step in path.folders {
            let here = folder + "/" + step
            var facts = stat()
            if lstat(here, &facts) == 0 {
                guard facts.st_mode & S_IFMT == S_IFDIR else {
                    throw Refusal(.conflict, "pack-link", "\(here) 应为文件夹，却是链接或文件。请移开它再试。", "\(here) should be a folder, but is a link or a file. Move it away and try again.")
                }
            } else if mkdir(here, 0o755) != 0 {
                throw Refusal(.unavailable, "pack-unwritable", "文件夹 \(here) 建不了。请检查权限。", "The folder \(here) cannot be made. Check the permissions.")
            }
        }
    }

    private static func place(_ bytes: [UInt8], at path: String) throws(Refusal) {
        if let there = try? PlainFile(path), there.size == bytes.count, there.bytes(at: 0, count: bytes.count) == bytes { return }
        let file = try NewFile(path, suffix: ".repairing")
        try file.write(bytes, at: 0)
        try file.finish()
    }
}

extension Int64 {
    fileprivate var asCount: Int { Int(self) }
}
