import Kernel
import Language
import Web

/// The form of a category: its questions are the scheme's, so it is made from data.
enum ApplicationForm {
    /// The fields' names on the page: `f-` and the scheme's key, so that a key can never be one of the page's own.
    static func name(_ key: String) -> String { "f-" + key }

    static func form(_ fields: [SchemeField]) -> Form { Form(fields.compactMap(field)) }

    private static func field(_ one: SchemeField) -> FormField? {
        let name = one.name.phrase
        guard let kind = kind(of: one) else { return nil }
        return FormField(Self.name(one.key), name.zh, name.en, kind, required: one.isRequired, hint: hint(of: one))
    }

    private static func kind(of field: SchemeField) -> FormField.Kind? {
        switch field.kind {
        case .text: .text(max: 300)
        case .paragraphs: .longText(max: 10_000)
        case .number: .integer(0...1_000_000_000)
        case .day: .day
        case .choice: .choice(field.choices.map { .init($0, Phrase(same: $0)) })
        // Attachments have forms of their own: each is sent as soon as it is chosen, and none is lost with another's error.
        case .file: nil
        }
    }

    private static func hint(of field: SchemeField) -> Phrase? {
        var (zh, en): ([String], [String]) = ([], [])
        if let hint = field.hint?.phrase { (zh, en) = ([hint.zh], [hint.en]) }
        let unit = field.unit?.phrase ?? Phrase("", "")
        if let least = field.atLeast {
            zh.append("最低要求：\(least)\(unit.zh)。")
            en.append("At least \(least) \(unit.en).")
        } else if !unit.zh.isEmpty {
            zh.append("单位：\(unit.zh)。")
            en.append("In \(unit.en).")
        }
        return zh.isEmpty ? nil : Phrase(zh.joined(), en.joined(separator: " "))
    }

    /// What was entered, whether complete or not: a draft is kept as it is.
    static func body(_ reading: FormReading, _ fields: [SchemeField]) -> ApplicationBody {
        var answers: [String: String] = [:]
        for field in fields where field.kind != .file { answers[field.key] = reading.textOrNil(name(field.key)) }
        return ApplicationBody(answers)
    }

    static func values(of body: ApplicationBody) -> [String: String] {
        Dictionary(body.answers.map { (name($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
