package import Kernel

/// The one rule for the filters of lists: every filter is known or refused by name, save what apps append to shared links.
extension Query {
    /// Whether apps, search machines and pages append this parameter to links that people share; it is ignored everywhere.
    /// `lang` and `print` are how the reader wants to read and belong to no list.
    package static func isAppended(_ name: String) -> Bool {
        appendedBeginnings.contains { name.hasPrefix($0) } || appended.contains(name)
    }

    /// What the address asks for: without appended parameters and empty values.
    package var asked: Query { Query(pairs.filter { !Self.isAppended($0.name) && !$0.value.isEmpty }) }

    /// The first parameter that is none of the filters `known`.
    package func unknownFilter(among known: Set<String>) -> String? {
        pairs.first { !known.contains($0.name) && !Self.isAppended($0.name) }?.name
    }

    /// What is said of a filter that a list does not have.
    package static func noFilter(_ name: String) -> Phrase {
        let shown = name.prefix(60)
        return Phrase("不认识的筛选条件“\(shown)”。请去掉它。", "There is no filter “\(shown)”. Remove it.")
    }

    private static let appendedBeginnings = ["utm_", "share_", "sharer_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "mc_", "_ga", "_hs"]

    private static let appended: Set<String> = [
        "lang", "print", "from", "isappinstalled", "nsukey", "wxshare_count", "tdsourcetag", "clicktime", "enterid", "spm", "scene", "srcid", "chksm", "bd_vid",
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "ref", "timestamp",
    ]
}

extension Refusal {
    /// A parameter of the address that the list does not have.
    static func unknownFilter(_ name: String) -> Refusal { Refusal(.invalid, "filter-unknown", Query.noFilter(name), field: name) }
}
