import Files
import Kernel
import Language
import Packs

extension PackPlan {
    /// One file of the archive that would be built.
    struct Part: Sendable {
        let path: PackPath
        let file: HeldFile
        let title: Phrase
        let group: PackManifest.Named?
        let licence: Licence
        /// Who made it: as its entry says, else the unit that offers it.
        let credit: String
        let ages: ClosedRange<Int>?
    }

    /// The pack's own files first, then those of its contents, a folder each. Paths follow from names alone, so that a file which stays keeps its own.
    var parts: [Part] {
        var taken: Set<String> = []
        var parts: [Part] = own.compactMap { held in
            Self.path([held.file.name], &taken).map { path in
                Part(
                    path: path, file: held, title: Self.title(held, alone: nil), group: nil, licence: version.content.licence, credit: Self.credit(version, owner), ages: nil)
            }
        }
        for content in contents {
            let name = content.version.content.name
            let group = PackManifest.Named(key: "r-\(content.resource.id.text.lowercased())", name: name.phrase)
            for held in content.files {
                guard let path = Self.path([name.zh, held.file.name], &taken) else { continue }
                parts.append(
                    Part(
                        path: path, file: held, title: Self.title(held, alone: content.files.count == 1 ? name : nil), group: group, licence: content.version.content.licence,
                        credit: Self.credit(content.version, content.owner), ages: content.version.content.ages))
            }
        }
        return parts
    }

    private static func credit(_ version: ResourceVersion, _ owner: Wording) -> String {
        let said = version.content.credit
        return said.allSatisfy(\.isWhitespace) ? owner.zh : said
    }

    private static func title(_ held: HeldFile, alone name: Wording?) -> Phrase {
        if !held.file.label.isEmpty { return Phrase(held.file.label, held.file.label) }
        return name?.phrase ?? Phrase(held.file.name, held.file.name)
    }

    /// A path of these steps that works everywhere and that no other file has.
    private static func path(_ steps: [String], _ taken: inout Set<String>) -> PackPath? {
        let bare = steps.enumerated().map { place, step in
            let flat = step.replacing("/", with: "_").replacing("\\", with: "_")
            return place == steps.count - 1 ? flat : short(flat, 60)
        }
        guard let last = bare.last else { return nil }
        let ending = FileName.ending(of: last)
        let stem = short(ending.isEmpty ? last : String(last.dropLast(ending.count + 1)), 70)
        for count in 1...10_000 {
            let name = stem + (count == 1 ? "" : " (\(count))") + (ending.isEmpty ? "" : "." + ending)
            guard let path = try? PackPath.cleaned((bare.dropLast() + [name]).joined(separator: "/")) else { return nil }
            if taken.insert(path.text.lowercased()).inserted { return path }
        }
        return nil
    }

    /// The beginning of a text that takes at most so many bytes.
    private static func short(_ text: String, _ most: Int) -> String {
        var text = text
        while text.utf8.count > most { text.removeLast() }
        return text
    }
}
