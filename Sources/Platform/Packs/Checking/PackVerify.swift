import Foundation
package import Kernel
package import Signing

extension Pack {
    /// Looks through an archive or an unpacked folder, file by file and piece by piece, with one piece in memory. Refused is what has no
    /// manifest that can be read, or one that contradicts itself.
    /// - Parameter keys: those that the reader trusts; without them no signature can be checked.
    package static func verify(_ path: String, keys: PublicKeys? = nil, progress: Progress = { _, _ in }) throws(Refusal) -> PackVerdict {
        let pack = try OpenPack(path)
        let reader = pack.reader()
        var (states, done) = ([PackVerdict.State](), Int64(0))
        let total = pack.manifest.size
        for index in pack.manifest.files.indices {
            states.append(try state(of: index, in: pack, reader) { count in
                done += count
                progress(done, total)
            })
        }
        return PackVerdict(
            manifest: pack.manifest, signature: PackSignature.verdict(pack.signature, of: pack.manifest, pack.layout.manifestBytes, keys: keys),
            isFrameWhole: isFrameWhole(pack), states: states, extras: extras(pack))
    }

    private static func state(of index: Int, in pack: OpenPack, _ reader: PackReader, _ told: (Int64) -> Void) throws(Refusal) -> PackVerdict.State {
        let (file, size) = (pack.manifest.files[index], pack.manifest.pieceSize)
        guard let found = reader.size(of: index) else {
            told(file.size)
            return .missing
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, min(size, Int(file.size))), alignment: 16)
        defer { buffer.deallocate() }
        var (damaged, check) = ([Int](), FileCheck(isOnePiece: file.pieces.count <= 1))
        for (piece, checksum) in file.pieces.enumerated() {
            let range = file.range(of: piece, of: size)
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count])
            let got = reader.read(index, at: range.lowerBound, into: part)
            if got < range.count || check.add(UnsafeRawBufferPointer(part)) != checksum { damaged.append(piece) }
            told(Int64(range.count))
        }
        guard damaged.isEmpty, found <= file.size else { return .damaged(pieces: damaged) }
        let (crc, whole) = check.end(file.pieces)
        guard crc == file.crc, whole == file.checksum else {
            throw .manifest(Phrase("文件“\(file.path)”的校验值与它各块的校验值矛盾", "the checksum of “\(file.path)” contradicts those of its pieces"))
        }
        return .whole
    }

    private static func isFrameWhole(_ pack: OpenPack) -> Bool {
        guard case .archive(let file) = pack.place else { return true }
        let frame = pack.signature.map { pack.layout.frame(signature: $0) } ?? pack.layout.fileHeaders
        return file.size == pack.layout.size && pack.signature != nil && frame.allSatisfy { file.bytes(at: $0.place, count: $0.bytes.count) == $0.bytes }
    }

    private static func extras(_ pack: OpenPack) -> [String] {
        switch pack.place {
        case .archive(let file): return file.size > pack.layout.size ? ["…"] : []
        case .folder(let path):
            let known = Set(pack.manifest.files.map(\.path.text) + [manifestName, signatureName])
            return FolderWalk.entries(path).filter { $0.kind != .file || !known.contains($0.path.precomposedStringWithCanonicalMapping) }.map(\.path)
        }
    }
}
