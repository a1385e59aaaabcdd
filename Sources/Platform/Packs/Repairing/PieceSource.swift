import Kernel

/// Something that holds bytes of the published archive: another copy, half of a download, a server that answers a Range request.
package protocol PieceSource: AnyObject {
    /// For the report: a path, an address.
    var name: String { get }
    /// The bytes of the archive in that range, or nil where they are not to be had. Nothing that comes is believed before it is checked.
    /// Once it throws it is asked no more; what was gathered until then is kept.
    func bytes(_ range: Range<Int64>) throws -> [UInt8]?
}

/// A piece that is looked for.
struct WantedPiece {
    let file: PackFile
    let checksum: Checksum
    /// Within the file.
    let range: Range<Int64>
    /// Within the archive.
    let place: Range<Int64>
}

/// Where pieces are looked for: gives bytes that may be the piece; whoever asks checks them.
protocol PieceFinder: AnyObject {
    var name: String { get }
    func candidates(_ wanted: WantedPiece) throws -> [[UInt8]]
}

/// Bytes at the place that they have in the archive.
final class RangeFinder: PieceFinder {
    private let source: any PieceSource
    var name: String { source.name }
    init(_ source: any PieceSource) { self.source = source }

    func candidates(_ wanted: WantedPiece) throws -> [[UInt8]] { try source.bytes(wanted.place).map { [$0] } ?? [] }
}

/// A file as a source of ranges, whatever is left of it.
final class FileRanges: PieceSource {
    private let file: PlainFile
    var name: String { file.path }
    init(_ file: PlainFile) { self.file = file }

    func bytes(_ range: Range<Int64>) -> [UInt8]? {
        let bytes = file.bytes(at: range.lowerBound, count: range.count)
        return bytes.count == range.count ? bytes : nil
    }
}

/// A pack with a manifest of its own, another version perhaps: its pieces are found by their checksum, wherever they lie in it.
final class PackFinder: PieceFinder {
    let name: String
    private let pack: OpenPack
    private let reader: PackReader
    private let places: [Checksum: (file: Int, piece: Int)]

    init(_ pack: OpenPack, name: String) {
        (self.pack, self.name, reader) = (pack, name, pack.reader())
        var places: [Checksum: (file: Int, piece: Int)] = [:]
        for (index, file) in pack.manifest.files.enumerated() {
            for (piece, checksum) in file.pieces.enumerated() where places[checksum] == nil { places[checksum] = (index, piece) }
        }
        self.places = places
    }

    func candidates(_ wanted: WantedPiece) -> [[UInt8]] {
        guard let place = places[wanted.checksum] else { return [] }
        let range = pack.manifest.files[place.file].range(of: place.piece, of: pack.manifest.pieceSize)
        guard range.count == wanted.range.count else { return [] }
        return [[UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            count = reader.read(place.file, at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
        }]
    }
}

/// Loose files: those that lie at the file's path below a folder, and those that are as large as it, whatever their names.
final class LooseFinder: PieceFinder {
    let name: String
    private let folder: String?
    private let bySize: [Int64: [String]]
    private var opened: (path: PackPath, files: [PlainFile])?

    init(folder: String) {
        (name, self.folder) = (folder, folder)
        var bySize: [Int64: [String]] = [:]
        for entry in FolderWalk.entries(folder) where entry.kind == .file {
            guard let file = try? PlainFile(folder + "/" + entry.path) else { continue }
            bySize[file.size, default: []].append(file.path)
        }
        self.bySize = bySize
    }

    init(file: PlainFile) { (name, folder, bySize) = (file.path, nil, [file.size: [file.path]]) }

    func candidates(_ wanted: WantedPiece) -> [[UInt8]] {
        files(wanted.file).compactMap { file in
            let bytes = file.bytes(at: wanted.range.lowerBound, count: wanted.range.count)
            return bytes.count == wanted.range.count ? bytes : nil
        }
    }

    /// Opened once while a file is gathered.
    private func files(_ wanted: PackFile) -> [PlainFile] {
        if let opened, opened.path == wanted.path { return opened.files }
        var files = (bySize[wanted.size] ?? []).prefix(20).compactMap { try? PlainFile($0) }
        if let folder, let there = PlainFile.inside(folder, wanted.path), there.size != wanted.size { files.append(there) }
        opened = (wanted.path, files)
        return files
    }
}
