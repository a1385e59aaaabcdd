/// Fills one form again and again, and says what went wrong.
struct NaughtyDriver {
    let found: NaughtyCrawl.Found
    private(set) var complaints: [String] = []
    private(set) var accepted = 0
    private(set) var refused = 0
    /// Refused by a page of its own, where what was entered is lost.
    private(set) var lost = 0
    /// Fields whose texts came back, in the form or on the page, and those that took one.
    private(set) var returned: Set<String> = []
    private(set) var taken: Set<String> = []
    /// Texts of a rule of its own (a code, a scope): found out by being refused.
    private var strict: Set<String> = []
    /// The form as the last page of this visitor showed it.
    private var known: (language: String, form: NaughtyForm)?
    private var isGone = false
    private var page: String
    /// Those of the page before something was sent: what is new leads to what was made.
    private var links: Set<String> = []

    init(_ found: NaughtyCrawl.Found) { (self.found, page) = (found, found.page) }

    static let free: Set = ["text", "search", "textarea"]
    static let typed: Set = ["numeric", "decimal", "number", "date", "datetime-local", "email", "tel", "url"]

    /// The fields that take any text.
    var freeFields: [NaughtyForm.Field] { found.form.fields.filter { Self.free.contains($0.kind) } }
    var takesText: Bool { found.form.fields.contains { Self.free.contains($0.kind) || Self.typed.contains($0.kind) } }
    var hasPassword: Bool { found.form.fields.contains { $0.kind == "password" } }

    private mutating func complain(_ text: String) {
        if complaints.count < 12 { complaints.append("\(found.pagePattern) → \(found.pattern): \(text)") }
    }

    private func same(on page: NaughtyPage) -> NaughtyForm? {
        page.forms.first { NaughtyCrawl.fits($0.action, found.pattern) && $0.fields.map(\.name) == found.form.fields.map(\.name) }
    }

    private mutating func current(_ visitor: NaughtyVisitor) async throws -> NaughtyForm? {
        if let known, known.language == visitor.language { return known.form }
        // What was done with one record goes on with the next of its kind.
        for path in [page] + found.others {
            let seen = try await visitor.go(path)
            guard let form = same(on: seen) else { continue }
            (page, links) = (path, Set(seen.links))
            return form
        }
        isGone = true
        return nil
    }

    /// Every field that is not free wrong at once; every third time hidden ones and choices too.
    mutating func junk(_ visitor: NaughtyVisitor, _ texts: [String]) async throws {
        for (round, text) in texts.enumerated() where !isGone {
            known = nil
            guard let form = try await current(visitor) else { return }
            let forges = round % 2 == 0
            if !forges, !form.fields.contains(where: { Self.typed.contains($0.kind) }) { continue }
            var values: [(String, String)] = []
            var wrong: [NaughtyForm.Field] = []
            for field in form.fields where field.kind != "file" {
                let isTyped = Self.typed.contains(field.kind)
                if isTyped || (forges && field.name != "csrf" && !Self.free.contains(field.kind)) {
                    values.append((field.name, text))
                    if isTyped { wrong.append(field) }
                } else if field.isChosen {
                    values.append((field.name, field.value))
                }
            }
            let page = try await visitor.send(form, values, file: text)
            check(page, form, visitor, text)
            guard page.status == 422, !forges, let again = same(on: page) else { continue }
            refused += 1
            let remarks = page.remarks(on: again)
            for field in wrong where remarks[field.name] == nil {
                complain("\(field.name) (\(field.kind)) took \(text.debugDescription.prefix(60)) without a remark")
            }
        }
    }

    /// A text in every free field at once; other fields as they stand, or something good where they must be filled.
    mutating func fill(_ visitor: NaughtyVisitor, _ text: (NaughtyForm.Field) -> String) async throws {
        guard !isGone, let form = try await current(visitor) else { return }
        var entered: [String: String] = [:]
        for field in form.fields where Self.free.contains(field.kind) { entered[field.name] = text(field) }
        for _ in 0..<4 {
            var values: [(String, String)] = []
            for field in form.fields where field.kind != "file" && (field.isChosen || form.isFirstOfSeveral(field)) {
                let text = strict.contains(field.name) ? nil : entered[field.name]
                values.append((field.name, text ?? Self.good(field)))
            }
            let page = try await visitor.send(form, values, file: String((entered.values.max() ?? "x").prefix(200)))
            check(page, form, visitor, entered.values.joined(separator: " | "))
            known = nil
            guard page.status == 422 else {
                if page.status == 200 { try await checkTaken(page, form, entered, visitor) }
                return
            }
            refused += 1
            guard let again = same(on: page) else {
                lost += 1
                return
            }
            known = (visitor.language, form)
            compare(again, values)
            let remarks = page.remarks(on: again)
            if remarks.isEmpty, !page.hasSummary { complain("422 without a remark for \(values.map { "\($0.0)=\($0.1.debugDescription.prefix(40))" })") }
            let before = strict
            for name in remarks.keys where entered[name] != nil {
                // Empty, too long or with a NUL is the text's fault; anything else is the field's rule.
                let text = entered[name] ?? "", longest = form.field(name)?.longest ?? 0
                if !text.unicodeScalars.contains("\u{0}"), !NaughtyTexts.cleaned(text).isEmpty, text.count <= longest { strict.insert(name) }
                entered[name] = "ok"
            }
            if strict == before, !remarks.keys.contains(where: { entered[$0] != nil }) { return }
        }
    }

    private mutating func check(_ page: NaughtyPage, _ form: NaughtyForm, _ visitor: NaughtyVisitor, _ text: String) {
        if page.status >= 500 { complain("answers \(page.status) to \(text.debugDescription.prefix(300))") }
        for one in page.complaints { complain("\(one) after \(text.debugDescription.prefix(200))") }
        if page.status >= 400, !page.language.hasPrefix(visitor.language) { complain("answers in “\(page.language)” instead of \(visitor.language)") }
        for (name, remark) in page.forms.first(where: { $0.action == form.action }).map(page.remarks) ?? [:] {
            let isChinese = remark.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            if isChinese != (visitor.language == "zh") { complain("the remark on \(name) in \(visitor.language): \(remark.prefix(80))") }
        }
    }

    /// Where the form is shown again with what was sent, it is what was sent.
    private mutating func compare(_ form: NaughtyForm, _ values: [(String, String)]) {
        for (name, value) in values {
            guard let field = form.field(name), Self.free.contains(field.kind) else { continue }
            let shown = NaughtyTexts.shown(field.value)
            if !shown.isExactly(NaughtyTexts.cleaned(value)), !shown.isExactly(NaughtyTexts.shown(value)) {
                complain("\(name) after a 422: sent \(value.debugDescription.prefix(80)), shown \(field.value.debugDescription.prefix(80))")
            }
        }
    }

    private mutating func checkTaken(_ page: NaughtyPage, _ form: NaughtyForm, _ entered: [String: String], _ visitor: NaughtyVisitor) async throws {
        accepted += 1
        let origin = form.isPost ? try await visitor.go(self.page) : page
        known = same(on: origin).map { (visitor.language, $0) }
        let new = (page.links + origin.links).filter { !links.contains($0) && $0.hasPrefix("/") && !$0.contains("?") }
        links.formUnion(origin.links)
        let made = new.isEmpty || found.pattern.hasSuffix("}") ? [] : try await Self.open(Array(Set(new).prefix(3)), visitor)
        for one in made.flatMap(\.complaints) { complain(one) }
        for one in origin.complaints { complain(one) }
        let forms = (page.forms + origin.forms + made.flatMap(\.forms)).filter { $0.isPost == form.isPost }
        for (name, value) in entered where !strict.contains(name) {
            let wanted = NaughtyTexts.cleaned(value)
            // More than a browser lets anybody enter may be cut.
            guard !wanted.isEmpty, wanted != "ok", value.count <= form.field(name)?.longest ?? 0 else { continue }
            taken.insert(name)
            let shown = forms.compactMap { $0.field(name) }.filter { !$0.value.isEmpty && Self.free.contains($0.kind) }
            if shown.contains(where: { NaughtyTexts.shown($0.value).isExactly(wanted) || Self.sameWords($0, wanted) })
                || ([page, origin] + made).contains(where: { $0.says(wanted) })
            {
                returned.insert(name)
            } else if let other = shown.first, form.field(name)?.value.isEmpty == false {
                complain("\(name) once taken: sent \(value.debugDescription.prefix(80)), shown \(other.value.debugDescription.prefix(80))")
            }
        }
    }

    private static func open(_ paths: [String], _ visitor: NaughtyVisitor) async throws -> [NaughtyPage] {
        var pages: [NaughtyPage] = []
        for path in paths { pages.append(try await visitor.go(path)) }
        return pages
    }

    /// Whether a field of one line differs only by what it is: it holds no line breaks, and themes are keys, each of them once.
    private static func sameWords(_ field: NaughtyForm.Field, _ other: String) -> Bool {
        if field.name == "themes" { return !field.value.isEmpty }
        guard field.kind != "textarea", other.contains(where: \.isNewline) else { return false }
        return field.value.split(whereSeparator: \.isWhitespace) == other.split(whereSeparator: \.isWhitespace)
    }

    /// What it holds, else something that it takes.
    private static func good(_ field: NaughtyForm.Field) -> String {
        if !field.value.isEmpty { return field.value }
        switch field.name {
        case "scope": return "/region/610000"
        case "begin_clock": return "09:00"
        case "end_clock": return "10:00"
        case "until": return "2024-09-28"
        default: break
        }
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
