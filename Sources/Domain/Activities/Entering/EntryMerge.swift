import Kernel
import Language
import Web

/// Somebody saved a newer version while another was editing: what the form shows then, so that nothing of either is lost.
///
/// Where only one of the two changed a field, that change stands. Where both did, the form keeps what its own editor wrote, and the
/// newer text is shown beside it.
struct EntryMerge: Sendable, Equatable {
    /// The form's values now, by field; absent is empty.
    private(set) var values: [String: String] = [:]
    /// Fields taken from the newer version, because this editor had not touched them.
    private(set) var taken: [String] = []
    /// Fields that both changed, with what the newer version says; empty where it says nothing.
    private(set) var differing: [String: String] = [:]

    /// - Parameters:
    ///   - fields: the names of the fields, in their order.
    ///   - base: the version that this editor opened.
    ///   - mine: what they sent.
    ///   - theirs: the newest version.
    init(_ fields: [String], base: [String: String], mine: [String: String], theirs: [String: String]) {
        for field in fields {
            let (old, own, other) = (base[field] ?? "", mine[field] ?? "", theirs[field] ?? "")
            var chosen = own
            let isMine = !Self.same(own, old), isTheirs = !Self.same(other, old)
            if isTheirs, !isMine {
                chosen = other
                taken.append(field)
            } else if isTheirs, isMine, !Self.same(own, other) {
                differing[field] = other
            }
            if !chosen.isEmpty { values[field] = chosen }
        }
    }

    /// Browsers end lines in their own way, and forms drop the blanks around a text.
    private static func same(_ a: String, _ b: String) -> Bool { plain(a) == plain(b) }
    private static func plain(_ text: String) -> [Substring] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: true).filter { !$0.allSatisfy(\.isWhitespace) }
    }
}

extension FormField {
    /// A value as the form's reader knows it: the name of a choice, yes or no.
    func shown(_ value: String) -> Phrase {
        switch kind {
        case .choice(let choices): choices.first { $0.value == value }?.title ?? Phrase(same: value)
        case .checkbox: value.isEmpty ? Phrase("未勾选", "not ticked") : Phrase("已勾选", "ticked")
        default: value.isEmpty ? Phrase("（空）", "(empty)") : Phrase(same: value)
        }
    }
}
