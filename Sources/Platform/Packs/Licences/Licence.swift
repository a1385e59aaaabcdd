package import Kernel

/// Under which terms a file may be passed on: an SPDX identifier, or one of the field's own terms (`LicenseRef-kepu-…`).
package struct Licence: Sendable, Hashable {
    /// Who may copy it.
    package enum Copying: String, Sendable, Comparable {
        case nobody
        /// The units that take part, for their own work; not to be handed on to the public.
        case units
        case everybody

        private var rank: Int { self == .nobody ? 0 : self == .units ? 1 : 2 }
        package static func < (a: Copying, b: Copying) -> Bool { a.rank < b.rank }
    }

    package let id: String
    package let name: Phrase
    package let copying: Copying
    /// May it be changed, translated, shortened?
    package let mayAdapt: Bool
    /// May it be used to earn money?
    package let mayEarn: Bool
    /// Its author must be named.
    package let wantsAttribution: Bool
    /// What is made of it must carry the same licence.
    package let staysSame: Bool
    /// Where its text stands; nil for what has none.
    package let address: String?

    /// The licence with that identifier; nil where this program does not know it.
    package static func known(_ id: String) -> Licence? { byID[id] }

    /// What one may do with it, in a line.
    package var terms: Phrase {
        var parts: [Phrase] = []
        switch copying {
        case .nobody: parts.append(Phrase("不可复制", "may not be copied"))
        case .units: parts.append(Phrase("参加单位可复制使用，不对外散发", "may be copied by the units that take part, not handed on"))
        case .everybody: parts.append(Phrase("可以复制", "may be copied"))
        }
        if copying > .nobody {
            parts.append(mayAdapt ? Phrase("可以改编", "may be adapted") : Phrase("不可改编", "may not be adapted"))
            if !mayEarn { parts.append(Phrase("不可商用", "not for profit")) }
            if wantsAttribution { parts.append(Phrase("须署名", "its author is to be named")) }
            if staysSame { parts.append(Phrase("改编后须用相同许可", "what is made of it carries the same licence")) }
        }
        return Phrase(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }

    /// Refuses what a pack may not carry: no licence, one that this program does not know, one that forbids copying, a missing author.
    package static func require(_ id: String?, attribution: String?, of file: String) throws(Refusal) -> Licence {
        guard let id, !id.isEmpty else {
            throw Refusal(
                .invalid, "licence-missing", "文件“\(file)”没有写明许可。请写明许可（如 CC-BY-4.0），或不放入资源包。", "The file “\(file)” states no licence. State one (such as CC-BY-4.0), or leave it out.", field: "licence")
        }
        guard let licence = known(id) else {
            throw Refusal(
                .invalid, "licence-unknown", "文件“\(file)”的许可“\(id)”不在许可表中。请用 docs/pack-format.md 所列的标识。",
                "The licence “\(id)” of the file “\(file)” is not in the list of licences. Use an identifier of docs/pack-format.md.", field: "licence")
        }
        guard licence.copying > .nobody else {
            throw Refusal(
                .invalid, "licence-forbids-copying", "文件“\(file)”的许可（\(licence.name.zh)）不允许复制，不能放入资源包。",
                "The licence of the file “\(file)” (\(licence.name.en)) forbids copying, so a pack may not carry it.", field: "licence")
        }
        guard !licence.wantsAttribution || !(attribution ?? "").allSatisfy(\.isWhitespace) else {
            throw Refusal(
                .invalid, "attribution-missing", "文件“\(file)”的许可（\(licence.name.zh)）要求署名。请写明作者和出处。",
                "The licence of the file “\(file)” (\(licence.name.en)) asks that its author be named. State who made it.", field: "attribution")
        }
        return licence
    }
}
