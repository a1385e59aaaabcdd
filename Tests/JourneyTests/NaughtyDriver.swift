/// Fills one form again and again, and says what went wrong.
struct NaughtyDriver {
    let found: NaughtyCrawl.Found
    private(set) var complaints: [String] = []
    private(set) var accepted = 0
    private(set) var refused = 0
    /// Fields whose texts came back, in the form or on the page.
    private(set) var returned: Set<String> = []
    /// Fields that took a text.
    private(set) var taken: Set<String> = []
    /// Texts of a rule of its own (a code, a day, a scope): found out by being refused.
    private var strict: Set<String> = []
    private var isGone = false

    init(_ found: NaughtyCrawl.Found) { self.found = found }

    static let free: Set = ["text", "search", "textarea"]
    static let typed: Set = ["numeric", "decimal", "number", "date", "datetime-local", "email", "tel", "url"]

    var takesText: Bool { found.form.fields.contains { Self.free.contains($0.kind) || Self.typed.contains($0.kind) } }
    var hasPassword: Bool { found.form.fields.contains { $0.kind == "password" } }

    private mutating func complain(_ text: String) {
        if complaints.count < 20 { complaints.append("\(found.key): \(text)") }
    }

    private func current(_ visitor: NaughtyVisitor) async throws -> NaughtyForm? {
        try await visitor.go(found.page).forms.first { $0.action == found.form.action && $0.fields.map(\.name) == found.form.fields.map(\.name) }
    }

    /// Every field that is not free wrong at once, hidden ones and choices too.
    mutating func junk(_ visitor: NaughtyVisitor, _ texts: [String]) async throws {
        for (round, text) in texts.enumerated() where !isGone {
            guard let form = try await current(visitor) else { return isGone = true }
            var values: [(String, String)] = []
            var wrong: [NaughtyForm.Field] = []
            for field in form.fields where field.kind != "file" {
                let isChoice = ["select", "radio", "checkbox", "hidden"].contains(field.kind)
                if field.name == "csrf" || (isChoice && round % 3 != 0) || Self.free.contains(field.kind) {
                    if field.isChosen { values.append((field.name, field.value)) }
                } else {
                    values.append((field.name, text))
                    if Self.typed.contains(field.kind), !NaughtyTexts.cleaned(text).isEmpty { wrong.append(field) }
                }
            }
            let page = try await visitor.send(form, values, file: text)
            check(page, visitor, text)
            guard page.status == 422, !page.forms.isEmpty, round % 3 != 0 else { continue }
            refused += 1
            for field in wrong where page.remarks[field.name] == nil {
                complain("\(field.name) (\(field.kind)) took \(text.debugDescription.prefix(60)) without a remark")
            }
        }
    }

    /// A text in every free field at once; other fields as they stand, or something good where they must be filled.
    mutating func fill(_ visitor: NaughtyVisitor, _ text: (_ index: Int, _ longest: Int) -> String) async throws {
        guard !isGone, let form = try await current(visitor) else { return isGone = true }
        var entered: [String: String] = [:]
        for (index, field) in form.fields.enumerated() where Self.free.contains(field.kind) { entered[field.name] = text(index, field.longest) }
        for _ in 0..<4 {
            var values: [(String, String)] = []
            for field in form.fields where field.kind != "file" && field.isChosen {
                let isNaughty = entered[field.name] != nil && !strict.contains(field.name)
                values.append((field.name, isNaughty ? entered[field.name] ?? "" : Self.good(field)))
            }
            let page = try await visitor.send(form, values, file: entered.values.max() ?? "x")
            check(page, visitor, entered.values.joined(separator: " | "))
            guard page.status == 422 else {
                if page.status == 200 { try await checkTaken(page, form, entered, visitor) }
                return
            }
            refused += 1
            guard let again = page.forms.first(where: { $0.action == form.action }) else {
                if !page.hasSummary, page.remarks.isEmpty { complain("422 without the form: \(values.map { "\($0.0)=\($0.1.prefix(30))" })") }
                return
            }
            compare(again, values, "after a 422")
            let before = strict
            for name in page.remarks.keys where entered[name] != nil {
                // Empty, too long or with a NUL is the text's fault; anything else is the field's rule.
                let text = entered[name] ?? "", longest = form.field(name)?.longest ?? 0
                if !text.unicodeScalars.contains("\u{0}"), !NaughtyTexts.cleaned(text).isEmpty, text.count <= longest { strict.insert(name) }
                entered[name] = "ok"
            }
            if page.remarks.isEmpty { complain("422 without a remark for \(values.map { "\($0.0)=\($0.1.debugDescription.prefix(40))" })") }
            if strict == before, page.remarks.keys.allSatisfy({ form.field($0) == nil || strict.contains($0) }) { return }
        }
    }

    private mutating func check(_ page: NaughtyPage, _ visitor: NaughtyVisitor, _ text: String) {
        if page.status >= 500 { complain("answers \(page.status) to \(text.debugDescription.prefix(300))") }
        for one in page.complaints { complain("\(one) after \(text.debugDescription.prefix(200))") }
        if page.status >= 400, !page.language.hasPrefix(visitor.language) { complain("answers in \(page.language) instead of \(visitor.language)") }
        for (name, remark) in page.remarks {
            let isChinese = remark.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            if isChinese != (visitor.language == "zh") { complain("the remark on \(name) in \(visitor.language): \(remark.prefix(80))") }
        }
    }

    /// Where the same form is shown again with what was sent, it is what was sent.
    private mutating func compare(_ form: NaughtyForm, _ values: [(String, String)], _ when: String) {
        for (name, value) in values {
            guard let field = form.field(name), Self.free.contains(field.kind) else { continue }
            if !NaughtyTexts.shown(field.value).isExactly(NaughtyTexts.cleaned(value)) {
                complain("\(name) \(when): sent \(value.debugDescription.prefix(80)), shown \(field.value.debugDescription.prefix(80))")
            }
        }
    }

    private mutating func checkTaken(_ page: NaughtyPage, _ form: NaughtyForm, _ entered: [String: String], _ visitor: NaughtyVisitor) async throws {
        accepted += 1
        let origin = form.isPost ? try await visitor.go(found.page) : page
        complaints += origin.complaints.map { "\(found.key): \($0)" }
        let forms = (page.forms + origin.forms).filter { $0.isPost == form.isPost }
        for (name, value) in entered where !strict.contains(name) {
            let wanted = NaughtyTexts.cleaned(value)
            guard !wanted.isEmpty, wanted != "ok" else { continue }
            taken.insert(name)
            let shown = forms.compactMap { $0.field(name) }.filter { !$0.value.isEmpty && Self.free.contains($0.kind) }
            if shown.contains(where: { NaughtyTexts.shown($0.value).isExactly(wanted) }) || page.says(wanted) || origin.says(wanted) {
                returned.insert(name)
            } else if let other = shown.first(where: { _ in form.field(name)?.value.isEmpty == false }) {
                complain("\(name) once taken: sent \(value.debugDescription.prefix(80)), shown \(other.value.debugDescription.prefix(80))")
            }
        }
    }

    /// What it holds, else something that it takes.
    private static func good(_ field: NaughtyForm.Field) -> String {
        if !field.value.isEmpty { return field.value }
        switch field.kind {
        case "select": return field.options.first { !$0.isEmpty } ?? ""
        case "email": return NaughtyWorld.login
        case _ where !field.isRequired: return ""
        case "numeric", "decimal", "number": return "1"
        case "date": return "2024-09-20"
        case "datetime-local": return field.name.contains("end") ? "2024-09-20T10:00" : "2024-09-20T09:00"
        case "tel": return "13800138000"
        case "url": return "https://example.org/"
        default: return "ok"
        }
    }
}
