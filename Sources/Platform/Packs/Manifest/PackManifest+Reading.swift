import Formats
package import Kernel

extension PackManifest {
    /// Reads a manifest that somebody hands in: every field is checked, members that are not known are passed over, a later format is refused.
    package init(reading bytes: [UInt8]) throws(Refusal) {
        guard Int64(bytes.count) <= Pack.Limit.manifestBytes else { throw .manifest(Phrase("清单太大", "it is too large")) }
        var limits = RecordFile.Limits()
        (limits.recordBytes, limits.values, limits.depth, limits.textBytes) = (bytes.count, 4_000_000, 8, 200_000)
        let root: Datum
        do throws(FormatProblem) { root = try JSONDocument.read(bytes, limits: limits) } catch { throw .manifest(error.message) }
        let top = ManifestFields(root, "")
        let format = try top.integer("kepu_pack", 1...Int64(Int32.max))
        guard format == Pack.format else {
            throw Refusal(
                .invalid, "pack-format", "资源包的格式是 \(format)，本程序只认识 \(Pack.format)。请更新程序。", "The pack has format \(format); this program knows \(Pack.format). Get a newer program.")
        }
        id = try top.text("id", Self.isKey)
        version = try top.text("version", Self.isVersion)
        title = try top.phrase("title")
        summary = try top.phraseOrNil("summary")
        let issuer = try top.record("issuer")
        self.issuer = try issuer.phrase("name")
        issuerAddress = try issuer.textOrNil("url") { $0.utf8.count <= 500 }
        campaign = try top.recordOrNil("campaign").map { (record: ManifestFields) throws(Refusal) in try Named(record) }
        theme = try top.phraseOrNil("theme")
        let valid = try top.recordOrNil("valid")
        (validFrom, validUntil) = (try valid?.dayOrNil("from"), try valid?.dayOrNil("until"))
        ages = try top.ages()
        published = try top.day("published")
        signedBy = try top.text("signed_by") { (1...300).contains($0.utf8.count) }
        pieceSize = Int(try top.integer("piece_size", 4096...(16 << 20)))
        guard pieceSize.nonzeroBitCount == 1 else { throw top.wrong("piece_size") }
        groups = try top.list("groups", most: 1000).map { (record: ManifestFields) throws(Refusal) in try Named(record) }
        files = []
        let keys = Set(groups.map(\.key))
        var (total, count) = (Int64(0), 0)
        for record in try top.list("files", most: Pack.Limit.files) {
            let file = try PackFile(record, pieceSize: pieceSize)
            if let group = file.group, !keys.contains(group) { throw record.wrong("group") }
            total += file.size
            count += file.pieces.count
            guard total <= Pack.Limit.bytes, count <= Pack.Limit.pieces else { throw .manifest(Phrase("文件太多或太大", "there are too many files, or too large ones")) }
            files.append(file)
        }
        try (files.map(\.path) + [PackPath(known: "manifest.json"), PackPath(known: "signature.jws")]).requireApart()
    }
}

extension PackManifest.Named {
    fileprivate init(_ fields: ManifestFields) throws(Refusal) {
        self.init(key: try fields.text("key", PackManifest.isKey), name: try fields.phrase("name"))
    }
}

extension PackFile {
    fileprivate init(_ fields: ManifestFields, pieceSize: Int) throws(Refusal) {
        path = try PackPath(try fields.text("path") { _ in true })
        guard let role = Role(rawValue: try fields.text("role") { _ in true }) else { throw fields.wrong("role") }
        self.role = role
        title = try fields.phrase("title")
        group = try fields.textOrNil("group", PackManifest.isKey)
        type = try fields.text("type", PackManifest.isMediaType)
        size = try fields.integer("size", 0...Pack.Limit.bytes)
        let crc = try fields.text("crc32") { $0.utf8.count == 8 }
        guard let number = UInt32(crc, radix: 16) else { throw fields.wrong("crc32") }
        self.crc = number
        checksum = try fields.checksum("sha256")
        let expected = Int((size + Int64(pieceSize) - 1) / Int64(pieceSize))
        if expected > 1 {
            pieces = try fields.checksums("pieces")
            guard pieces.count == expected else { throw fields.wrong("pieces") }
        } else {
            pieces = size == 0 ? [] : [checksum]
            if size == 0, checksum != Checksum(of: []) || number != 0 { throw fields.wrong("sha256") }
        }
        licence = try fields.text("licence") { (1...100).contains($0.utf8.count) }
        attribution = try fields.textOrNil("attribution") { $0.utf8.count <= Pack.Limit.text }
        ages = try fields.ages()
    }
}

extension Refusal {
    /// A manifest that cannot be used.
    static func manifest(_ what: Phrase) -> Refusal {
        Refusal(
            .invalid, "pack-manifest", "资源包的清单有问题：\(what.zh)。请用另一份完好的副本修复。", "The pack's manifest is not right: \(what.en). Repair it from another copy that is whole.")
    }
}
