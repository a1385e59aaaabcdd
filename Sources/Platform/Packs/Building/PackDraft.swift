package import Kernel

/// A pack that is to be built: what its manifest will say, and where the contents are.
package struct PackDraft: Sendable {
    package var id: String
    package var version: String
    package var title: Phrase
    package var summary: Phrase?
    package var issuer: Phrase
    package var issuerAddress: String?
    package var campaign: PackManifest.Named?
    package var theme: Phrase?
    package var validFrom: Day?
    package var validUntil: Day?
    package var ages: PackAges?
    package var published: Day
    package var groups: [PackManifest.Named] = []
    package var items: [PackItem]

    package init(id: String, version: String, title: Phrase, issuer: Phrase, published: Day, items: [PackItem]) {
        (self.id, self.version, self.title, self.issuer, self.published, self.items) = (id, version, title, issuer, published, items)
    }

    /// Refuses what the manifest could not say.
    func check() throws(Refusal) {
        func wrong(_ field: String, _ zh: String, _ en: String) -> Refusal { Refusal(.invalid, "pack-draft", zh, en, field: field) }
        guard PackManifest.isKey(id) else {
            throw wrong("id", "资源包标识“\(id)”只能用小写字母、数字和连字符，不超过 64 个。", "The pack's identity “\(id)” may have lower-case letters, digits and hyphens, at most 64.")
        }
        guard PackManifest.isVersion(version) else {
            throw wrong("version", "版本“\(version)”只能用字母、数字和 . - + _，不超过 40 个。", "The version “\(version)” may have letters, digits and . - + _, at most 40.")
        }
        if let from = validFrom, let until = validUntil, until < from {
            throw wrong("valid", "有效期的结束日早于开始日。请检查。", "The last day of validity is before the first. Check them.")
        }
        guard !items.isEmpty else { throw wrong("files", "资源包里没有文件。请至少放入一个。", "The pack has no files. Put in at least one.") }
        guard items.count <= Pack.Limit.files - 10 else { throw wrong("files", "文件超过 \(Pack.Limit.files) 个。请分成几个资源包。", "There are more than \(Pack.Limit.files) files. Make several packs.") }
        let keys = Set(groups.map(\.key))
        if let item = items.first(where: { $0.group.map { !keys.contains($0) } ?? false }) {
            throw wrong("group", "文件“\(item.path)”的分组不在分组表中。", "The group of the file “\(item.path)” is not among the groups.")
        }
    }
}

/// One file that is to go into a pack.
package struct PackItem: Sendable {
    /// Where its bytes come from.
    package enum Source: Sendable {
        case file(path: String)
        case bytes([UInt8])
        /// Any other store, read in order from the beginning: fills the buffer from a place and says how much came, 0 only at the end.
        case reader(size: Int64, read: @Sendable (_ place: Int64, _ buffer: UnsafeMutableRawBufferPointer) throws -> Int)
    }

    /// Without the folder `files/`, below which it will lie.
    package var path: PackPath
    package var source: Source
    package var title: Phrase
    package var group: String?
    /// Nil: by the ending of its name.
    package var type: String?
    package var licence: String?
    package var attribution: String?
    package var ages: PackAges?

    package init(path: PackPath, source: Source, title: Phrase, licence: String?, attribution: String? = nil) {
        (self.path, self.source, self.title, self.licence, self.attribution) = (path, source, title, licence, attribution)
    }
}
