import Formats
import Kernel

extension RecordInterpreter {
    /// A text as the mapping converts it; nil where there is none.
    mutating func text(_ target: ImportTarget) -> String? {
        guard let field = mapping.fields[target] else { return nil }
        guard let (path, datum) = field.found(in: record) else { return field.standard }
        return text(datum, path, field, target.rawValue, longest: target.longest)
    }

    /// The name of an organiser.
    mutating func name(_ field: ImportField) -> String? {
        guard let (path, datum) = field.found(in: record) else { return field.standard }
        return text(datum, path, field, "organiser.name", longest: 200)
    }

    private mutating func text(_ datum: Datum, _ path: String, _ field: ImportField, _ name: String, longest: Int) -> String? {
        guard let plain = ImportConversions.plain(datum) else {
            note(ImportFault(name, path, found: datum.kind, expected: Phrase("文字", "a text")))
            return nil
        }
        var text = plain
        if field.conversion == .choice {
            guard let chosen = choose(plain, field, ImportFault(name, path, found: .shown(plain), expected: Self.listed(field))) else { return nil }
            text = chosen
        } else if field.conversion == .html {
            text = HTMLText.clean(plain)
        }
        guard !text.utf8.contains(0) else {
            note(ImportFault(name, path, found: Phrase("空字符（U+0000）", "a NUL character (U+0000)"), expected: Phrase("不含空字符的文字", "a text without it")))
            return nil
        }
        guard text.count <= longest else {
            note(
                ImportFault(
                    name, path, found: Phrase("\(text.count) 字的文字", "a text of \(text.count) characters"),
                    expected: Phrase("不超过 \(longest) 字", "at most \(longest)")))
            return nil
        }
        return text.isEmpty ? field.standard : text
    }

    /// The code that stands for a word of the source.
    mutating func code(_ target: ImportTarget) -> String? {
        guard let field = mapping.fields[target] else { return nil }
        guard let (path, datum) = field.found(in: record) else { return field.standard }
        guard let plain = ImportConversions.plain(datum) else {
            note(ImportFault(target, path, found: datum.kind, expected: Self.listed(field)))
            return nil
        }
        if field.values.isEmpty, target.codes?.contains(plain) ?? true { return plain }
        let fault = ImportFault(target, path, found: .shown(plain), expected: Self.listed(field, target.codes))
        return choose(plain, field, fault)
    }

    private mutating func choose(_ word: String, _ field: ImportField, _ fault: ImportFault) -> String? {
        if let value = field.values[word] { return value }
        if field.ignoresOthers {
            warn(.unknownValues, fault.field)
            return field.standard
        }
        note(fault)
        return nil
    }

    private static func listed(_ field: ImportField, _ codes: [String]? = nil) -> Phrase {
        let words = (field.values.isEmpty ? codes ?? [] : field.values.keys.sorted()).map { $0.harmless(40) }
        let shown = words.prefix(20)
        let more = words.count > shown.count
        return Phrase(
            shown.joined(separator: "、") + (more ? "……" : "") + " 之一（可在映射的 values 中补充）",
            "one of " + shown.joined(separator: ", ") + (more ? ", …" : "") + " (add others under `values` of the mapping)")
    }

    mutating func list(_ target: ImportTarget) -> [String] {
        guard let field = mapping.fields[target] else { return [] }
        guard let (path, datum) = field.found(in: record) else {
            return field.standard.map { $0.split(separator: field.separator).map { ImportConversions.trimmed($0) } } ?? []
        }
        guard let items = ImportConversions.list(datum, separator: field.separator) else {
            note(ImportFault(target, path, found: datum.kind, expected: Phrase("文字的列表", "a list of texts")))
            return []
        }
        var out: [String] = []
        for item in items {
            var value: String? = item
            if !field.values.isEmpty || target.codes.map({ !$0.contains(item) }) ?? false {
                value = choose(item, field, ImportFault(target, path, found: .shown(item), expected: Self.listed(field, target.codes)))
            }
            if let value, !out.contains(value) { out.append(value) }
        }
        return out
    }

    mutating func integer(_ target: ImportTarget, _ range: ClosedRange<Int>) -> Int? {
        guard let field = mapping.fields[target] else { return nil }
        guard let (path, datum) = field.found(in: record) else { return field.standard.flatMap { Int($0) } }
        if let number = ImportConversions.integer(datum), range.contains(number) { return number }
        note(
            ImportFault(
                target, path, found: .shown(datum),
                expected: Phrase("\(range.lowerBound) 至 \(range.upperBound) 的整数", "a whole number from \(range.lowerBound) to \(range.upperBound)")))
        return nil
    }

    mutating func number(_ target: ImportTarget) -> Double? {
        guard let field = mapping.fields[target], let (path, datum) = field.found(in: record) else { return nil }
        if let number = ImportConversions.number(datum) { return number }
        note(ImportFault(target, path, found: .shown(datum), expected: Phrase("数字", "a number")))
        return nil
    }

    /// Whether it costs nothing, by our codes or by yes and no.
    mutating func isFree() -> Bool? {
        guard let field = mapping.fields[.cost] else { return nil }
        guard field.conversion == .yesNo else { return code(.cost).map { $0 == "free" } }
        guard let (path, datum) = field.found(in: record) else { return field.standard.map { $0 == "free" } }
        if let flag = ImportConversions.plain(datum).flatMap({ ImportConversions.yesNo($0) }) { return flag }
        note(ImportFault(.cost, path, found: .shown(datum), expected: Phrase("是或否", "yes or no")))
        return nil
    }

    mutating func webAddress(_ target: ImportTarget) -> String? {
        guard let text = text(target) else { return nil }
        let isAddress = ["https://", "http://"].contains { text.hasPrefix($0) && text.count > $0.count }
        if isAddress, !text.contains(where: { $0.isWhitespace || "\"<>".contains($0) }) { return text }
        note(
            ImportFault(
                target, path(target), found: .shown(text),
                expected: Phrase("以 https:// 或 http:// 开头的网址", "a web address that begins with https:// or http://")))
        return nil
    }
}
