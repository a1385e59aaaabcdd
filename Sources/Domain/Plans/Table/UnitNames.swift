import Kernel
import Language
import Storage
import Venues

/// Which unit somebody means by a name: read once for a whole table.
struct UnitNames: Sendable {
    private var byName: [String: [ID<Organisation>]] = [:]
    private var names: [ID<Organisation>: Wording] = [:]

    init(in tx: Transaction) throws {
        for one in try tx.organisations() {
            names[one.id] = one.name
            for text in Set([one.name.zh, one.name.en ?? "", one.key, one.id.text]) where !text.isEmpty { byName[Self.folded(text), default: []].append(one.id) }
        }
    }

    private static func folded(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace }.replacing("（", with: "(").replacing("）", with: ")") }

    /// As a table says it: the name, with the identity behind it where several have that name.
    func text(_ id: ID<Organisation>) -> String {
        guard let name = names[id]?.zh, !name.isEmpty else { return id.text }
        return byName[Self.folded(name)]?.count == 1 ? name : "\(name)（\(id.text)）"
    }

    func name(_ id: ID<Organisation>) -> Wording? { names[id] }

    var count: Int { names.count }
    var all: [ID<Organisation>] { names.keys.sorted { $0.number < $1.number } }

    /// Whether exactly one unit is meant.
    func knows(_ text: String) -> Bool { found(text).count == 1 }

    private func found(_ text: String) -> [ID<Organisation>] {
        if let found = byName[Self.folded(text)] { return found }
        guard let code = Bracketed.code(text) else { return [] }
        return byName[Self.folded(code)] ?? []
    }

    /// The one that is meant. Refuses none, with those of a like name; several; and one that was merged, naming the one that stays.
    func unit(_ text: String, field: String, in tx: Transaction) throws -> ID<Organisation> {
        let found = found(text), said = text.harmless(60)
        if found.count > 1 {
            let list = found.prefix(3).map(\.text)
            throw Refusal(
                .invalid, "unit-ambiguous", "叫“\(said)”的单位不止一家，请写编号：\(list.joined(separator: "、"))。",
                "More than one unit is called “\(said)”. Write the identity instead: \(list.joined(separator: ", ")).", field: field)
        }
        if let one = found.first { return one }
        if let kept = try merged(text, in: tx) {
            let name = name(kept)?.phrase ?? Phrase(same: kept.text)
            throw Refusal(.invalid, "unit-merged", "“\(said)”已并入“\(name.zh)”，请改写成后者。", "“\(said)” was merged into “\(name.en)”. Write that one.", field: field)
        }
        let near = near(text)
        guard !near.isEmpty else {
            throw Refusal(
                .invalid, "unit-unknown", "没有叫“\(said)”的单位。请写登记的全名，或单位页面地址里的编号。",
                "No unit is called “\(said)”. Write its full name as registered, or the identity in its page's address.", field: field)
        }
        throw Refusal(
            .invalid, "unit-unknown", "没有叫“\(said)”的单位。是不是：\(near.map { "“\($0)”" }.joined(separator: "、"))？请写登记的全名。",
            "No unit is called “\(said)”. Is it \(near.map { "“\($0)”" }.joined(separator: " or "))? Write the full name as registered.", field: field)
    }

    /// Several, parted by semicolons or line ends, or by commas where that gives known names; each once.
    func units(_ text: String, field: String, in tx: Transaction) throws -> [ID<Organisation>] {
        var out: [ID<Organisation>] = []
        for part in text.split(whereSeparator: { "；;\n".contains($0) }).map({ $0.trimmingBlanks }) where !part.isEmpty {
            let pieces = knows(part) ? [part] : part.split(whereSeparator: { "、，,".contains($0) }).map(\.trimmingBlanks).filter { !$0.isEmpty }
            for piece in pieces {
                let one = try unit(piece, field: field, in: tx)
                guard !out.contains(one) else {
                    throw Refusal(.invalid, "unit-twice", "“\(piece.harmless(60))”写了两次，请留一次。", "“\(piece.harmless(60))” stands there twice. Keep it once.", field: field)
                }
                out.append(one)
            }
        }
        return out
    }

    private func merged(_ text: String, in tx: Transaction) throws -> ID<Organisation>? {
        let known = try tx.rows("SELECT o.id FROM view_venues_organisation o WHERE o.name_zh = \(text) OR o.name_en = \(text) OR o.key = \(text) ORDER BY o.id LIMIT 5") {
            try $0.id("id", Organisation.self)
        }
        for one in known + [Bracketed.code(text) ?? text].compactMap({ ID<Organisation>($0) }) { if let kept = try tx.mergedInto(one) { return kept } }
        return nil
    }

    /// Names that share most signs, and pairs of signs, with a text; three at most.
    func near(_ text: String) -> [String] {
        let wanted = Self.signs(Self.folded(text))
        guard !wanted.pairs.isEmpty else { return [] }
        var found: [(name: String, share: Double)] = []
        for name in Set(names.values.flatMap { [$0.zh, $0.en ?? ""] }) where !name.isEmpty {
            let own = Self.signs(Self.folded(name))
            let share = (Self.share(own.pairs, wanted.pairs) + Self.share(own.single, wanted.single)) / 2
            if share >= 0.5 { found.append((name, share)) }
        }
        return found.sorted { ($1.share, $0.name) < ($0.share, $1.name) }.prefix(3).map(\.name)
    }

    private static func share<Sign>(_ one: Set<Sign>, _ other: Set<Sign>) -> Double { 2 * Double(one.intersection(other).count) / Double(max(1, one.count + other.count)) }

    private static func signs(_ text: String) -> (single: Set<Character>, pairs: Set<String>) {
        let signs = Array(text)
        return (Set(signs), Set(zip(signs, signs.dropFirst()).map { String([$0, $1]) }))
    }
}

/// `朝阳区（110105）`: a name with its code behind it, so that people read it and the program is sure.
enum Bracketed {
    static func text(_ name: String, _ code: String) -> String { name.isEmpty || name == code ? code : "\(name)（\(code)）" }

    /// The code behind a name; nil where there is none.
    static func code(_ text: String) -> String? {
        guard let last = text.last, last == "）" || last == ")", let open = text.lastIndex(where: { $0 == "（" || $0 == "(" }) else { return nil }
        let inner = text[text.index(after: open)...].dropLast().trimmingBlanks
        return inner.isEmpty ? nil : inner
    }
}
