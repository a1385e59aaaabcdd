import Foundation
import Kernel
package import Signing

extension Pack {
    /// Builds an archive at a path, with one piece in memory. The same draft with the same contents and the same key gives the same bytes.
    /// Refused are contents whose licence forbids copying or is not stated; nothing is left behind then.
    /// - Returns: the manifest as it stands in the archive.
    @discardableResult
    package static func build(_ draft: PackDraft, by key: SigningKey, to path: String, progress: Progress = { _, _ in }) throws -> PackManifest {
        try draft.check()
        let items = try draft.items.map { item in
            _ = try Licence.require(item.licence, attribution: item.attribution, of: item.path.text)
            return (item: item, reader: try ItemReader(item))
        }
        var manifest = draft.manifest(signedBy: key.kid)
        manifest.files = try items.map { try PackFile($0.item, size: $0.reader.size) }
        let pages = try PackViewer(manifest, texts: items.map { try ViewerText.read($0.item, $0.reader) }).pages
        manifest.files = try pages.map { try PackFile(page: $0) } + manifest.files
        let readers = try pages.map { try ItemReader(.bytes($0.bytes), name: $0.path) } + items.map(\.reader)
        manifest.pieceSize = PackManifest.pieceSize(for: manifest.size)
        for index in manifest.files.indices {
            let count = Int((manifest.files[index].size + Int64(manifest.pieceSize) - 1) / Int64(manifest.pieceSize))
            manifest.files[index].pieces = Array(repeating: .none, count: count)
        }
        guard manifest.size <= Limit.bytes else {
            throw Refusal(.tooLarge, "pack-too-large", "资源包超过上限。请分成几个。", "The pack is beyond the limit. Make several.")
        }
        // The manifest is as long before its checksums are known as afterwards: so the contents are read once, and written where they belong.
        let blank = PackLayout(manifest, manifest.json)
        let file = try NewFile(path)
        let (total, writer) = (manifest.size, PieceWriter(manifest.pieceSize))
        var done: Int64 = 0
        manifest.files = try zip(manifest.files, zip(readers, blank.files)).map { entry, target in
            var entry = entry
            try writer.copy(target.0, to: file, at: target.1.data.lowerBound, into: &entry) { count in
                done += count
                progress(done, total)
            }
            return entry
        }
        let layout = PackLayout(manifest, manifest.json)
        try requireReadable(layout.manifestBytes)
        let signature = try PackSignature.sign(manifest, layout.manifestBytes, by: key)
        for part in layout.frame(signature: signature) { try file.write(part.bytes, at: part.place) }
        try file.finish()
        return manifest
    }

    /// Whoever reads a pack is strict: what could not be read again is not written.
    private static func requireReadable(_ manifest: [UInt8]) throws(Refusal) {
        do throws(Refusal) { _ = try PackManifest(reading: manifest) } catch {
            guard error.code == "pack-manifest" else { throw error }
            throw Refusal(
                .invalid, "pack-draft", "资源包的说明里有不能用的内容（控制字符、太长的文字，或媒体类型写错）。请检查标题、简介、类型和署名。",
                "What is said of the pack has something that cannot be used: a control character, too long a text, or a media type that is none. Check titles, summary, types and authors.")
        }
    }
}

/// Copies a file piece by piece and takes its checksums on the way.
private struct PieceWriter {
    private let pieceSize: Int
    init(_ pieceSize: Int) { self.pieceSize = pieceSize }

    func copy(_ reader: ItemReader, to target: NewFile, at start: Int64, into entry: inout PackFile, _ told: (Int64) -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, min(pieceSize, Int(entry.size))), alignment: 16)
        defer { buffer.deallocate() }
        var check = FileCheck(isOnePiece: entry.pieces.count <= 1)
        for piece in entry.pieces.indices {
            let range = entry.range(of: piece, of: pieceSize)
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count])
            try reader.fill(part, from: range.lowerBound)
            entry.pieces[piece] = check.add(UnsafeRawBufferPointer(part))
            try target.write(UnsafeRawBufferPointer(part), at: start + range.lowerBound)
            told(Int64(range.count))
        }
        try reader.requireEnd()
        (entry.crc, entry.checksum) = check.end(entry.pieces)
    }
}

extension PackDraft {
    fileprivate func manifest(signedBy kid: String) -> PackManifest {
        PackManifest(
            id: id, version: version, title: title, summary: summary, issuer: issuer, issuerAddress: issuerAddress, campaign: campaign, theme: theme, validFrom: validFrom,
            validUntil: validUntil, ages: ages, published: published, signedBy: kid, pieceSize: 4096, groups: groups, files: [])
    }
}

extension PackFile {
    fileprivate init(_ item: PackItem, size: Int64) throws(Refusal) {
        self.init(
            path: try PackPath(Pack.contentFolder + item.path.text), role: .content, title: item.title, group: item.group, type: item.type ?? MediaTypes.type(of: item.path.text),
            size: size, crc: 0, checksum: .none, pieces: [], licence: item.licence ?? "", attribution: item.attribution, ages: item.ages)
    }

    fileprivate init(page: PackViewer.Page) throws(Refusal) {
        self.init(
            path: try PackPath(page.path), role: .viewer, title: page.title, group: nil, type: MediaTypes.type(of: page.path), size: Int64(page.bytes.count), crc: 0, checksum: .none,
            pieces: [], licence: "CC0-1.0", attribution: nil, ages: nil)
    }
}
