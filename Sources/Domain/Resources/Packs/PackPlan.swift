import Campaigns
import Files
import Kernel
import Language
import Packs
import Signing
import Storage
import Venues

/// All that a version of a pack would carry if it were built now.
struct PackPlan: Sendable {
    let pack: Resource
    let version: ResourceVersion
    let owner: Wording
    let campaign: (key: String, name: Phrase)?
    /// The pack's own files.
    let own: [HeldFile]
    let contents: [PackContent]

    init?(_ pack: Resource, version number: Int, in tx: Transaction) throws {
        guard let version = try tx.version(number, of: pack.id) else { return nil }
        (self.pack, self.version) = (pack, version)
        owner = try tx.organisation(pack.ownerID)?.name ?? Wording("")
        campaign = try pack.campaignID.flatMap { try tx.campaign($0) }.map { ($0.key, $0.name.phrase) }
        (own, contents) = (try tx.files(of: pack.id, version: number), try tx.contents(of: pack.id, version: number))
    }

    var byteCount: Int64 { own.reduce(0) { $0 + $1.shelved.byteCount } + contents.reduce(0) { $0 + $1.byteCount } }
    var fileCount: Int { own.count + contents.reduce(0) { $0 + $1.files.count } }
    var isEmpty: Bool { own.isEmpty && contents.isEmpty }

    /// Each licence of what it carries, in the order in which they occur.
    var licences: [Licence] {
        var found: [Licence] = []
        for licence in (own.isEmpty ? [] : [version.content.licence]) + contents.map(\.version.content.licence) where !found.contains(licence) { found.append(licence) }
        return found
    }

    /// Something in it is only for the units that take part, and so is the whole.
    var isForUnits: Bool { version.content.licence.copying == .units || licences.contains { $0.copying == .units } }

    /// Of which age somebody finds something in it: the pack's own statement, else what its contents say together; nil: any.
    var ages: ClosedRange<Int>? {
        if let ages = version.content.ages { return ages }
        let all = contents.compactMap(\.version.content.ages)
        guard all.count == contents.count, let from = all.map(\.lowerBound).min(), let to = all.map(\.upperBound).max() else { return nil }
        return from...to
    }

    /// Why it cannot be built; nil where it can.
    var problem: Refusal? {
        if isEmpty { return Refusal(.invalid, "pack-empty", "资源包里还没有内容。请先放入资源，或加入文件。", "The pack is empty. Put in resources, or add files.") }
        if let problem = contents.lazy.compactMap(\.problem).first { return problem }
        guard version.content.licence.copying > .nobody else {
            return Refusal(
                .invalid, "pack-licence", "资源包自身的许可（\(version.content.licence.name.zh)）不允许复制。请先改许可。",
                "The pack's own licence (\(version.content.licence.name.en)) forbids copying. Change it first.")
        }
        guard byteCount <= Self.mostBytes else {
            return Refusal(.invalid, "pack-too-large", "资源包超过 \(ByteSize.text(Self.mostBytes))。请分成几个。", "The pack is beyond \(ByteSize.text(Self.mostBytes)). Make several.")
        }
        return nil
    }

    /// What an archive on the shelf may hold.
    static let mostBytes: Int64 = 8_000_000_000

    /// A mark of everything that the archive says and carries, but for its version and day: the same mark, the same archive.
    var recipe: String {
        let content = version.content
        var words = ["1", key, content.name.zh, content.name.en ?? "", content.summary.zh, content.summary.en ?? "", owner.zh, owner.en ?? "", campaign?.key ?? "", subject?.zh ?? ""]
        words += [ages.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""]
        for part in parts {
            words += [part.path.text, part.file.shelved.digest.text, part.title.zh, part.title.en, part.group?.key ?? "", part.group?.name.en ?? ""]
            words += [part.licence.id, part.credit, part.ages.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""]
        }
        return FileDigest(of: Array(JSONText.list(words.map { JSONText.quote($0) }).utf8)).text
    }

    private var subject: Phrase? { version.content.subjects.first?.title }

    /// The pack's name for machines: its key where that can stand in a manifest.
    var key: String {
        let fits = (1...64).contains(pack.key.utf8.count) && pack.key.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return fits ? pack.key : "r-\(pack.id.text.lowercased())"
    }

    /// What is built, read from the shelf a piece at a time.
    func draft(label: Int, published: Day, origin: String, from shelf: FileShelf) -> PackDraft {
        let parts = parts
        var draft = PackDraft(
            id: key, version: String(label), title: version.content.name.phrase, issuer: owner.phrase, published: published,
            items: parts.map { part in
                let file = part.file.shelved
                var item = PackItem(
                    path: part.path,
                    source: .reader(size: file.byteCount) { place, room in try shelf.read(file, at: place, into: room) }, title: part.title, licence: part.licence.id,
                    attribution: part.credit)
                item.group = part.group?.key
                item.type = String(file.kind.mediaType.prefix { $0 != ";" })
                item.ages = part.ages.flatMap { PackAges(from: $0.lowerBound, until: $0.upperBound) }
                return item
            })
        draft.summary = version.content.summary.phrase
        draft.issuerAddress = origin + "/organisations/" + pack.ownerID.text
        draft.campaign = campaign.map { PackManifest.Named(key: $0.key, name: $0.name) }
        draft.theme = subject
        draft.ages = ages.flatMap { PackAges(from: $0.lowerBound, until: $0.upperBound) }
        var groups: [PackManifest.Named] = []
        for group in parts.compactMap(\.group) where !groups.contains(group) { groups.append(group) }
        draft.groups = groups
        return draft
    }
}
