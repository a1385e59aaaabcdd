import Formats
import Kernel

/// Where every byte of a pack's archive stands. It follows from the manifest alone, so nothing that an archive says of itself is ever believed:
/// `manifest.json`, `signature.jws`, the files in the manifest's order, ZIP's directory; nothing compressed, nothing between.
struct PackLayout: Sendable {
    struct Part: Sendable {
        let name: String
        /// The bytes before its own.
        let header: Range<Int64>
        let data: Range<Int64>
    }

    let manifest: PackManifest
    let manifestBytes: [UInt8]
    let manifestPart: Part
    let signaturePart: Part
    /// One for each file of the manifest.
    let files: [Part]
    /// ZIP's directory, at the end.
    let directory: Range<Int64>
    var size: Int64 { directory.upperBound }

    init(_ manifest: PackManifest, _ bytes: [UInt8]) {
        (self.manifest, manifestBytes) = (manifest, bytes)
        var place: Int64 = 0
        func part(_ name: String, _ size: Int64) -> Part {
            let header = place..<place + StoredZip.Entry.headerSize(name: name, size: size)
            let data = header.upperBound..<header.upperBound + size
            place = data.upperBound
            return Part(name: name, header: header, data: data)
        }
        manifestPart = part(Pack.manifestName, Int64(bytes.count))
        signaturePart = part(Pack.signatureName, PackSignature.size(manifest))
        files = manifest.files.map { part($0.path.text, $0.size) }
        // Its length does not depend on check numbers.
        let parts = [manifestPart, signaturePart] + files
        let entries = parts.map { StoredZip.Entry($0.name, size: Int64($0.data.count), crc: 0, day: manifest.published) }
        directory = place..<place + Int64(StoredZip.directory(entries, offsets: parts.map(\.header.lowerBound), at: place).count)
    }

    /// The entries as ZIP has them.
    func entries(signature: String) -> [StoredZip.Entry] {
        let day = manifest.published
        return [
            StoredZip.Entry(Pack.manifestName, size: Int64(manifestBytes.count), crc: CRC32.of(manifestBytes), day: day),
            StoredZip.Entry(Pack.signatureName, size: Int64(signature.utf8.count), crc: CRC32.of(Array(signature.utf8)), day: day),
        ] + manifest.files.map { StoredZip.Entry($0.path.text, size: $0.size, crc: $0.crc, day: day) }
    }

    /// Everything of the archive that is not the content of a file, in order: where it stands, and its bytes.
    func frame(signature: String) -> [(place: Int64, bytes: [UInt8])] {
        let entries = entries(signature: signature)
        let parts = [manifestPart, signaturePart] + files
        var out = [(place: Int64(0), bytes: StoredZip.header(entries[0]) + manifestBytes + StoredZip.header(entries[1]) + Array(signature.utf8))]
        for (entry, part) in zip(entries, parts).dropFirst(2) { out.append((part.header.lowerBound, StoredZip.header(entry))) }
        out.append((directory.lowerBound, StoredZip.directory(entries, offsets: parts.map(\.header.lowerBound), at: directory.lowerBound)))
        return out
    }

    /// The frame without what depends on the signature: the headers of the files.
    var fileHeaders: [(place: Int64, bytes: [UInt8])] {
        zip(manifest.files, files).map { ($1.header.lowerBound, StoredZip.header(StoredZip.Entry($0.path.text, size: $0.size, crc: $0.crc, day: manifest.published))) }
    }

    /// Where a piece of a file stands in the archive.
    func range(of piece: Int, in file: Int) -> Range<Int64> {
        let within = manifest.files[file].range(of: piece, of: manifest.pieceSize)
        let start = files[file].data.lowerBound
        return start + within.lowerBound..<start + within.upperBound
    }
}

extension Range<Int64> {
    var count: Int { Int(upperBound - lowerBound) }
}
