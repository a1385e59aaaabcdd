import Calls
import Kernel
import Language
import Web

/// The form of a declaration, made from the round's rule: how many sets of each lot, in which order of preference, and the questions.
enum DeclarationForm {
    /// Names on the page, so that a key can never be one of the page's own.
    static func want(_ key: String) -> String { "w-" + key }
    static func order(_ key: String) -> String { "o-" + key }
    static func answer(_ key: String) -> String { "f-" + key }

    static let useFrom = "use_from"
    static let useTo = "use_to"

    static func form(_ rule: RoundRule) -> Form {
        let places = rule.lots.indices.map { FormField.Choice(String($0 + 1), Phrase("第 \($0 + 1) 志愿", "Choice \($0 + 1)")) }
        var fields: [FormField] = []
        for lot in rule.lots {
            let name = lot.name.phrase
            fields.append(FormField(want(lot.key), "\(name.zh)：套数", "\(name.en): sets", .integer(0...Int64(max(1, lot.sets))), hint: hint(of: lot)))
            if rule.lots.count > 1 { fields.append(FormField(order(lot.key), "\(name.zh)：志愿顺序", "\(name.en): preference", .choice(places))) }
        }
        if rule.isLent {
            let hint = Phrase("获配后按这些天预留；不借用的不填。", "What you are given is reserved for these days. Leave them empty where nothing is lent.")
            fields += [FormField(useFrom, "想从哪天用起", "First day of use that you wish", .day, hint: hint), FormField(useTo, "用到哪天", "Last day of use", .day)]
        }
        return Form(fields + rule.questions.map { field(for: $0) })
    }

    private static func hint(of lot: Lot) -> Phrase {
        var (zh, en) = ("共 \(lot.sets) 套", Plural.en(lot.sets, "set in all", "sets in all"))
        if let price = lot.price { (zh, en) = (zh + "，每套参考价 \(Numerals.count(price, .zh)) 元", en + ", \(Numerals.count(price, .en)) yuan each") }
        if !lot.levels.isEmpty { (zh, en) = (zh + "；只面向\(lot.levels.map(\.title.zh).joined(separator: "、"))", en + "; for \(lot.levels.map(\.title.en).joined(separator: ", ")) only") }
        if let needs = lot.needs?.phrase { (zh, en) = (zh + "。场地：" + needs.zh, en + ". Site: " + needs.en) }
        return Phrase(zh + "。不需要则不填。", en + ". Leave empty what you do not need.")
    }

    private static func field(for question: Question) -> FormField {
        let name = question.name.phrase, unit = question.unit?.phrase
        let kind: FormField.Kind =
            switch question.kind {
            case .number: .integer(Int64(Question.numbers.lowerBound)...Int64(Question.numbers.upperBound))
            case .yes: .choice([.init("1", Phrase("是", "Yes")), .init("0", Phrase("否", "No"))])
            case .text: .text(max: Question.longestText)
            case .paragraphs: .longText(max: Question.longestParagraphs)
            }
        let said = unit.map { Phrase("单位：\($0.zh)。", "In \($0.en). ") } ?? Phrase("", "")
        let hint = question.hint.map { said + $0.phrase } ?? said
        return FormField(answer(question.key), name.zh, name.en, kind, required: question.isRequired, hint: hint.zh.isEmpty ? nil : hint)
    }

    /// What was entered, whether complete or not. Equal places in the order keep the order of the rule.
    static func body(_ reading: FormReading, _ rule: RoundRule) -> DeclarationBody {
        var wants: [(place: Int, want: DeclarationBody.Want)] = []
        for (number, lot) in rule.lots.enumerated() {
            guard let sets = reading.integer(want(lot.key)), sets > 0, sets <= 1_000_000 else { continue }
            let place = reading.integer(order(lot.key)).map { Int($0) } ?? number + 1
            wants.append((place, DeclarationBody.Want(lot: lot.key, sets: Int(sets))))
        }
        let sorted = wants.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element.want)
        let answers = rule.questions.compactMap { question in reading.textOrNil(answer(question.key)).map { (question.key, $0) } }
        return DeclarationBody(wants: sorted, answers: Dictionary(answers, uniquingKeysWith: { first, _ in first }), period: .init(from: reading.day(useFrom), to: reading.day(useTo)))
    }

    static func values(of body: DeclarationBody, _ rule: RoundRule) -> [String: String] {
        var values = Dictionary(body.answers.map { (answer($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        for (place, one) in body.wants.enumerated() { (values[want(one.lot)], values[order(one.lot)]) = (String(one.sets), String(place + 1)) }
        (values[useFrom], values[useTo]) = (body.period?.from?.iso, body.period?.to?.iso)
        let rest = rule.lots.filter { lot in !body.wants.contains { $0.lot == lot.key } }
        for (place, lot) in rest.enumerated() { values[order(lot.key)] = String(body.wants.count + place + 1) }
        return values
    }

    /// Which text somebody had before them.
    static func mark(of body: DeclarationBody) -> String { String(Digest.of([without(body).json]).prefix(16)) }

    /// Files are no part of the form.
    private static func without(_ body: DeclarationBody) -> DeclarationBody {
        var body = body
        body.papers = []
        return body
    }
}
