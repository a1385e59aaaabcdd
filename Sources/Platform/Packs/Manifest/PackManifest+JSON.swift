import Kernel

extension PackManifest {
    /// The bytes of `manifest.json`: always the same for the same manifest, and as long whatever its checksums are.
    package var json: [UInt8] {
        var head: [(String, String)] = [
            ("kepu_pack", String(Pack.format)), ("id", JSONText.quote(id)), ("version", JSONText.quote(version)), ("title", title.json),
        ]
        if let summary { head.append(("summary", summary.json)) }
        head.append(("issuer", JSONText.object([("name", issuer.json)] + (issuerAddress.map { [("url", JSONText.quote($0))] } ?? []))))
        if let campaign { head.append(("campaign", campaign.json)) }
        if let theme { head.append(("theme", theme.json)) }
        if validFrom != nil || validUntil != nil {
            let days = [("from", validFrom), ("until", validUntil)].compactMap { name, day in day.map { (name, JSONText.quote($0.iso)) } }
            head.append(("valid", JSONText.object(days)))
        }
        if let ages { head.append(("ages", ages.json)) }
        head += [("published", JSONText.quote(published.iso)), ("signed_by", JSONText.quote(signedBy)), ("piece_size", String(pieceSize))]
        head.append(("groups", JSONText.list(groups.map(\.json))))
        // A file a line: people can read it, and what changed between two versions is a few lines.
        let lines = head.map { JSONText.quote($0.0) + ":" + $0.1 } + [JSONText.quote("files") + ":[\n" + files.map(\.json).joined(separator: ",\n") + "\n]"]
        return Array(("{" + lines.joined(separator: ",\n") + "}\n").utf8)
    }
}

extension PackFile {
    fileprivate var json: String {
        var fields: [(String, String)] = [
            ("path", JSONText.quote(path.text)), ("role", JSONText.quote(role.rawValue)), ("title", title.json), ("type", JSONText.quote(type)),
        ]
        if let group { fields.append(("group", JSONText.quote(group))) }
        if let ages { fields.append(("ages", ages.json)) }
        fields.append(("licence", JSONText.quote(licence)))
        if let attribution { fields.append(("attribution", JSONText.quote(attribution))) }
        let hex = String(crc, radix: 16)
        fields += [
            ("size", String(size)), ("crc32", JSONText.quote(String(repeating: "0", count: 8 - hex.count) + hex)), ("sha256", JSONText.quote(checksum.text)),
        ]
        if pieces.count > 1 { fields.append(("pieces", JSONText.list(pieces.map { JSONText.quote($0.text) }))) }
        return JSONText.object(fields)
    }
}

extension PackManifest.Named {
    fileprivate var json: String { JSONText.object([("key", JSONText.quote(key)), ("name", name.json)]) }
}

extension PackAges {
    fileprivate var json: String { JSONText.object([("from", String(from))] + (until.map { [("until", String($0))] } ?? [])) }
}

extension Phrase {
    fileprivate var json: String { JSONText.object([("zh", JSONText.quote(zh)), ("en", JSONText.quote(en))]) }
}
