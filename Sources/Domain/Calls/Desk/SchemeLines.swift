import Declaration
import Kernel
import Language
import Web

/// A list within a scheme that is edited line by line: its criteria, its grounds of revocation. Each line has a key, words in two languages and
/// a few parts more; what the form does not ask stays in its line.
struct SchemeLines: Sendable {
    /// One part of a line beside its words.
    struct Part: Sendable {
        let name: String
        let title: Phrase
        let kind: FormField.Kind
        /// What is taken where nothing is entered; nil: it is left out.
        let standard: DeclaredValue?
    }

    /// Where the list stands in the scheme.
    let path: [String]
    /// Before the names of its fields: `c0-zh`.
    let mark: String
    /// What the words are called in a line: `name`, `text`.
    let words: String
    /// What a new line's key begins with.
    let stem: String
    let title: Phrase
    let noun: Phrase
    let most: Int
    let parts: [Part]
    let old: [DeclaredValue]
    /// With blank lines for what is to come.
    var count: Int { old.count + 3 }

    private func name(_ place: Int, _ part: String) -> String { "\(mark)\(place)-\(part)" }

    /// The fields line by line.
    var fields: [[FormField]] {
        (0..<count).map { place in
            let number = place + 1
            return [
                FormField(name(place, "zh"), "\(noun.zh) \(number)", "\(noun.en) \(number), Chinese", .text(max: most)),
                FormField(name(place, "en"), "\(noun.zh) \(number) 英文", "\(noun.en) \(number), English", .text(max: most)),
            ]
                + parts.map { FormField(name(place, $0.name), "\(noun.zh) \(number) \($0.title.zh)", "\(noun.en) \(number), \($0.title.en)", $0.kind) }
        }
    }

    var values: [String: String] {
        var values: [String: String] = [:]
        for (place, one) in old.enumerated() {
            values[name(place, "zh")] = one[words]?["zh"]?.text
            values[name(place, "en")] = one[words]?["en"]?.text
            for part in parts {
                switch one[part.name] {
                case .integer(let number): values[name(place, part.name)] = String(number)
                case .text(let text): values[name(place, part.name)] = text
                default: continue
                }
            }
        }
        return values
    }

    /// What was entered: a line without a Chinese name is none.
    func entered(_ reading: FormReading) -> [DeclaredValue] {
        (0..<count).compactMap { place in
            guard let zh = reading.textOrNil(name(place, "zh")) else { return nil }
            var fields: [String: DeclaredValue] = [:]
            if place < old.count, case .record(let there) = old[place] { fields = there } else { fields["key"] = .text(freeKey(place)) }
            fields[words] = .record(["zh": .text(zh), "en": .text(reading.textOrNil(name(place, "en")) ?? zh)])
            for part in parts {
                let field = name(place, part.name)
                switch part.kind {
                case .integer: fields[part.name] = reading.integer(field).map { .integer($0) } ?? part.standard
                default: fields[part.name] = reading.textOrNil(field).map { .text($0) } ?? part.standard
                }
            }
            return .record(fields)
        }
    }

    /// What stands in a new line without words to stand under. A line that was there and has lost them is taken away.
    func nameless(_ reading: FormReading) -> [(field: String, says: Phrase)] {
        (old.count..<count).compactMap { place in
            guard reading.textOrNil(name(place, "zh")) == nil, (["en"] + parts.map(\.name)).contains(where: { reading.textOrNil(name(place, $0)) != nil }) else { return nil }
            return (name(place, "zh"), Phrase("请填写\(noun.zh)的中文，或清空这一行。", "Give it in Chinese, or empty the line."))
        }
    }

    /// A key that no other line has.
    private func freeKey(_ place: Int) -> String {
        let taken = Set(old.compactMap { $0["key"]?.text })
        var number = place + 1
        while taken.contains("\(stem)-\(number)") { number += 1 }
        return "\(stem)-\(number)"
    }
}

extension SchemeForm {
    /// The lists of a scheme that the form asks line by line.
    var lists: [SchemeLines] { [criteria, grounds] }

    private var criteria: SchemeLines {
        SchemeLines(
            path: ["review", "criteria"], mark: "c", words: "name", stem: "criterion", title: Phrase("评分项", "Criteria"), noun: Phrase("评分项", "Criterion"), most: 200,
            parts: [
                .init(name: "most", title: Phrase("满分", "most points"), kind: .integer(1...1000), standard: .integer(100)),
                .init(name: "weight", title: Phrase("权重", "weight"), kind: .integer(1...1000), standard: .integer(1)),
            ], old: body.at(["review", "criteria"])?.elements ?? [])
    }

    private var grounds: SchemeLines {
        SchemeLines(
            path: ["grounds"], mark: "g", words: "text", stem: "ground", title: Phrase("撤销称号的情形", "Grounds of revocation"), noun: Phrase("情形", "Ground"), most: 1000,
            parts: [.init(name: "clause", title: Phrase("条款", "clause"), kind: .text(max: 100), standard: nil)], old: body.at(["grounds"])?.elements ?? [])
    }
}
