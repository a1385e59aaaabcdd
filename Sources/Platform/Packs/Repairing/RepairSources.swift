import Formats
import Foundation
import Kernel
import Signing

/// Everything from which a pack may be put together again.
final class RepairSources {
    /// The published version that is to come out.
    let layout: PackLayout
    /// A signature that can be this manifest's; the best that was found.
    let signature: String?
    private(set) var taken: [(name: String, bytes: Int64)]
    private var finders: [(finder: any PieceFinder, isTired: Bool)] = []

    /// - Parameters:
    ///   - damaged: the copy that is to be repaired; which version it was decides what comes out, where its manifest can be read.
    ///   - paths: archives, folders and files.
    init(damaged: String, paths: [String], also: [any PieceSource], keys: PublicKeys?) throws(Refusal) {
        let all = [damaged] + paths
        let packs = all.map { path in (path: path, pack: try? OpenPack(path)) }
        var layout = packs.first { $0.pack != nil }?.pack?.layout
        if layout == nil { layout = also.lazy.compactMap(Self.layout).first }
        guard let layout else {
            // The reason why the damaged copy cannot be read is what helps.
            _ = try OpenPack(damaged)
            throw .manifest(Phrase("没有可读的清单", "no manifest can be read"))
        }
        self.layout = layout
        let mark = Checksum(of: layout.manifestBytes)
        var signatures = packs.compactMap { $0.pack?.mark == mark ? $0.pack?.signature : nil }
        // At the same place of the same archive: what is left of a download, whose manifest is cut off as well.
        let files = all.compactMap { try? PlainFile($0) }
        let ranges: [any PieceSource] = files.map { FileRanges($0) } + also
        signatures += ranges.compactMap { Self.signature($0, layout) }
        func verdict(_ text: String) -> PackSignature.Verdict { PackSignature.verdict(text, of: layout.manifest, layout.manifestBytes, keys: keys) }
        signature = signatures.first { verdict($0) == .good } ?? signatures.first { verdict($0) != .bad } ?? signatures.first
        for (path, pack) in packs {
            if let pack, pack.mark != mark || !pack.isArchive { finders.append((PackFinder(pack, name: path), false)) }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                finders.append((LooseFinder(folder: path), false))
            } else if let file = try? PlainFile(path) {
                finders.append((RangeFinder(FileRanges(file)), false))
                if layout.manifest.files.contains(where: { $0.size == file.size }) { finders.append((LooseFinder(file: file), false)) }
            }
        }
        finders += also.map { (RangeFinder($0), false) }
        taken = []
    }

    /// Whether the damaged copy itself says which version it is.
    static func isReadable(_ path: String) -> Bool { (try? OpenPack(path)) != nil }

    /// The piece, from the first that has it whole; nil where nobody has.
    func piece(_ wanted: WantedPiece) -> [UInt8]? {
        for index in finders.indices where !finders[index].isTired {
            let finder = finders[index].finder
            do {
                for bytes in try finder.candidates(wanted) where bytes.count == wanted.range.count && Checksum(of: bytes) == wanted.checksum {
                    if let known = taken.firstIndex(where: { $0.name == finder.name }) { taken[known].bytes += Int64(bytes.count) } else { taken.append((finder.name, Int64(bytes.count))) }
                    return bytes
                }
            } catch {
                finders[index].isTired = true
            }
        }
        return nil
    }

    private static func layout(_ source: any PieceSource) -> PackLayout? {
        // The head may be shorter than the longest one: its parts are asked for one by one.
        guard let fixed = try? source.bytes(0..<30), let name = try? source.bytes(30..<30 + Int64(Pack.manifestName.utf8.count)),
            let header = StoredZip.read(fixed + name), header.name == Pack.manifestName, header.size <= Pack.Limit.manifestBytes,
            let bytes = try? source.bytes(Int64(header.length)..<Int64(header.length) + header.size), CRC32.of(bytes) == header.crc,
            let manifest = try? PackManifest(reading: bytes)
        else { return nil }
        return PackLayout(manifest, bytes)
    }

    private static func signature(_ source: any PieceSource, _ layout: PackLayout) -> String? {
        let part = layout.signaturePart
        guard let header = (try? source.bytes(part.header)).flatMap({ StoredZip.read($0) }), let bytes = try? source.bytes(part.data), CRC32.of(bytes) == header.crc else { return nil }
        return OpenPack.shaped(bytes, layout)
    }
}

extension OpenPack {
    var isArchive: Bool {
        if case .archive = place { return true }
        return false
    }
}
