import Formats
import Foundation
import Kernel

/// A pack that lies on the disk, as an archive or unpacked in a folder: its manifest is read, the rest is not yet believed.
final class OpenPack: Sendable {
    enum Place: Sendable {
        case archive(PlainFile)
        case folder(String)
    }

    let place: Place
    let layout: PackLayout
    /// As it stands there; nil where it is missing or was damaged on the way.
    let signature: String?
    var manifest: PackManifest { layout.manifest }
    /// The manifest's SHA-256: it tells one version from every other.
    let mark: Checksum

    /// Refuses what is no pack, and one whose manifest cannot be read.
    init(_ path: String) throws(Refusal) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal(.invalid, "no-file", "没有 \(path)。请检查路径。", "There is no \(path). Check the path.")
        }
        let (bytes, manifest): ([UInt8], PackManifest)
        if isFolder.boolValue {
            place = .folder(path)
            guard let file = PlainFile.inside(path, PackPath(known: "manifest.json")) else {
                throw Refusal(
                    .invalid, "no-pack", "文件夹 \(path) 里没有 manifest.json，不是解开的资源包。", "The folder \(path) has no manifest.json: it is no unpacked pack.")
            }
            bytes = file.bytes(at: 0, count: Int(Pack.Limit.manifestBytes) + 1)
            manifest = try PackManifest(reading: bytes)
            layout = PackLayout(manifest, bytes)
            let text = PlainFile.inside(path, PackPath(known: "signature.jws")).map { $0.bytes(at: 0, count: 4096) } ?? []
            signature = Self.shaped(text, layout)
        } else {
            let file = try PlainFile(path)
            place = .archive(file)
            bytes = try Self.manifest(of: file)
            manifest = try PackManifest(reading: bytes)
            layout = PackLayout(manifest, bytes)
            signature = Self.signature(of: file, layout)
        }
        mark = Checksum(of: bytes)
    }

    /// The first file of the archive, whole.
    private static func manifest(of file: PlainFile) throws(Refusal) -> [UInt8] {
        let head = file.bytes(at: 0, count: StoredZip.longestHeader)
        guard head.starts(with: [0x50, 0x4B]) else {
            throw Refusal(
                .invalid, "no-pack", "\(file.path) 不是资源包，或者开头已损坏。若是下载中断的文件，请重新取得开头部分，或用 kepu pack repair 从另一份副本修复。",
                "\(file.path) is no pack, or its beginning is damaged. Repair it from another copy: kepu pack repair.")
        }
        guard let header = StoredZip.read(head), header.name == Pack.manifestName else {
            throw Refusal(
                .invalid, "pack-repacked", "\(file.path) 是 ZIP，但不是原样的资源包：可能被别的程序重新压缩过，或者开头已损坏。请解压后检查文件夹，或用另一份副本修复。",
                "\(file.path) is a ZIP, but not a pack as it was issued: another program packed it anew, or its beginning is damaged. Unpack it and check the folder, or repair it from another copy.")
        }
        guard header.size <= Pack.Limit.manifestBytes else { throw .manifest(Phrase("清单太大", "it is too large")) }
        let bytes = file.bytes(at: Int64(header.length), count: Int(header.size))
        guard bytes.count == header.size, CRC32.of(bytes) == header.crc else { throw .manifest(Phrase("清单残缺或已损坏", "it is cut off or damaged")) }
        return bytes
    }

    private static func signature(of file: PlainFile, _ layout: PackLayout) -> String? {
        let part = layout.signaturePart
        let bytes = file.bytes(at: part.data.lowerBound, count: part.data.count)
        guard let header = StoredZip.read(file.bytes(at: part.header.lowerBound, count: part.header.count)), header.crc == CRC32.of(bytes) else { return nil }
        return shaped(bytes, layout)
    }

    /// A text that can be the signature of this manifest, good or not.
    static func shaped(_ bytes: [UInt8], _ layout: PackLayout) -> String? {
        guard bytes.count == layout.signaturePart.data.count, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return text.hasPrefix(PackSignature.signed(layout.manifest, layout.manifestBytes) + ".") ? text : nil
    }

    /// The bytes of files, each opened once while it is read in order. For one task.
    func reader() -> PackReader { PackReader(self) }
}

/// Reads the files of a pack piece by piece.
final class PackReader {
    private let pack: OpenPack
    private var opened: (index: Int, file: PlainFile?)?
    init(_ pack: OpenPack) { self.pack = pack }

    /// Whether there is a file at all, and how large it is; nil where it is missing.
    func size(of index: Int) -> Int64? {
        switch pack.place {
        case .archive(let file):
            let data = pack.layout.files[index].data
            return file.size > data.lowerBound || (data.isEmpty && file.size >= data.lowerBound) ? min(file.size - data.lowerBound, Int64(data.count)) : nil
        case .folder: return self.file(index)?.size
        }
    }

    /// Fills the buffer from a place in the file and says how much came.
    func read(_ index: Int, at place: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        switch pack.place {
        case .archive(let file): file.read(at: pack.layout.files[index].data.lowerBound + place, into: buffer)
        case .folder: file(index)?.read(at: place, into: buffer) ?? 0
        }
    }

    private func file(_ index: Int) -> PlainFile? {
        if let opened, opened.index == index { return opened.file }
        guard case .folder(let path) = pack.place else { return nil }
        let file = PlainFile.inside(path, pack.manifest.files[index].path)
        opened = (index, file)
        return file
    }
}
