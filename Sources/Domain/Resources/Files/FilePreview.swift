import Access
import Files
import Kernel
import Language
import Markup
import Storage
import Web

/// What one sees of a file before fetching it, without scripts: a picture, a film or a sound that plays, the first lines of a text or a table.
/// Nothing else is shown in a page: what browsers would run is never taken onto the shelf, and other kinds say their size.
struct FilePreview: Sendable {
    let held: HeldFile
    /// The first lines of a text or a table; empty for other kinds.
    let lines: [String]

    static let mostLines = 12
    static let longestLine = 200
    /// So much of a text is read.
    private static let read: Int64 = 8 << 10
    /// Previews on one page; the files below them are listed alike.
    static let most = 6
    private static let texts: Set<FileKind> = [.text, .csv]

    /// Of the files of a resource that may be copied by whoever looks.
    static func of(_ files: [HeldFile], _ visit: Visit) async throws -> [FilePreview] {
        var all: [FilePreview] = []
        for held in files where FileKind.media.contains(held.shelved.kind) || texts.contains(held.shelved.kind) {
            guard all.count < most else { break }
            all.append(FilePreview(held: held, lines: texts.contains(held.shelved.kind) ? try await lines(of: held.shelved, visit) : []))
        }
        return all
    }

    private static func lines(of file: ShelvedFile, _ visit: Visit) async throws -> [String] {
        let bytes = try await visit.shelf.open(file).bytes(in: 0..<min(file.byteCount, read))
        return first(String(decoding: bytes, as: UTF8.self), isWhole: file.byteCount <= read)
    }

    /// The first lines, each cut where it is long; the last one that was read may be half, and is left out. Pure.
    static func first(_ text: String, isWhole: Bool) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { String($0) }
        if !isWhole, lines.count > 1 { lines.removeLast() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.prefix(mostLines).map { line in
            let plain = line.filter { $0 != "\u{FEFF}" && $0 != "\u{FFFD}" }
            return plain.count > longestLine ? String(plain.prefix(longestLine)) + "…" : plain
        }
    }

    func html(of resource: ID<Resource>, _ visit: Visit) -> HTML {
        let address = "/resources/\(resource.text)/files/\(held.file.id.text)/preview", name = held.file.label.isEmpty ? held.file.name : held.file.label
        let kind = held.shelved.kind
        return figure(.class("stack")) {
            if FileKind.pictures.contains(kind) {
                img(.src(.within(address)), .alt(name), .width(640), .height(480), .loading("lazy"), .class("file-preview"))
            } else if [.mp4, .webm].contains(kind) {
                video(.src(.within(address)), .controls(), .preload("none"), .width(640), .height(360), .class("file-preview"), .aria("label", name)) {}
            } else if FileKind.media.contains(kind) {
                audio(.src(.within(address)), .controls(), .preload("none"), .aria("label", name)) {}
            } else if !lines.isEmpty {
                pre(.tabindex(0), .aria("label", name)) { lines.joined(separator: "\n") }
            }
            figcaption(.class("meta")) { name + " · " + ByteSize.text(held.shelved.byteCount) }
        }
    }

    /// The file for its preview: as it is fetched, but only of kinds that a page shows, and counted as no download.
    static let route = Route.get("/resources/{id}/files/{file}/preview", .anyone, filters: []) { visit in
        let (id, file): (ID<Resource>, ID<ResourceFile>) = (try visit.id("id", of: Resource.noun), try visit.id("file", of: ResourceFile.noun))
        let identity = visit.identity
        let found = try await visit.database.read { tx -> HeldFile? in
            guard let resource = try tx.resource(id), let listed = resource.listed, let held = try tx.file(file, of: id), held.file.isIn(listed),
                FileKind.media.contains(held.shelved.kind), let version = try tx.version(listed, of: id), version.content.licence.lets(identity)
            else { return nil }
            return held
        }
        guard let found else { throw Refusal.notFound(ResourceFile.noun) }
        return try await Answer.file(found.shelved, named: found.file.name, as: .inline, to: visit)
    }
}
