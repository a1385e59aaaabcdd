package import Formats
package import Kernel
package import Web

extension APIForm {
    /// An object as the form would have posted it, and what it is that no form could post: unknown members, values of another kind.
    ///
    /// - beside: members of the object that are read elsewhere.
    package func read(_ datum: Datum, in place: String = "", beside: Set<String> = []) -> (posted: Posted, flaws: [APIFlaw]) {
        var posted = Posted.nothing
        guard case .object(let given) = datum else { return (posted, [.kind(place, Phrase("对象", "an object"), datum)]) }
        var flaws: [APIFlaw] = []
        for one in given where !beside.contains(one.key) {
            guard let member = members.first(where: { $0.name == one.key }) else {
                flaws.append(.unknown(place + APIFlaw.step(one.key)))
                continue
            }
            let here = place + APIFlaw.step(one.key)
            switch member.shape {
            case .plain(let field): put(one.value, field, here, &posted, &flaws)
            case .wording(let zh, let en): putWording(one.value, zh, en, here, &posted, &flaws)
            case .ticks(let ticks): putTicks(one.value, ticks, here, &posted, &flaws)
            }
        }
        return (posted, flaws)
    }

    /// The form as read from the object; refused with everything that is wrong, from the object and from the form.
    package func reading(_ datum: Datum, in place: String = "", beside: Set<String> = []) throws(APIRefusal) -> FormReading {
        let (posted, flaws) = read(datum, in: place, beside: beside)
        let reading = form.read(posted)
        // What could not be put into the form at all has been said already.
        let all = flaws + self.flaws(of: reading, in: place).filter { flaw in !flaws.contains { $0.pointer == flaw.pointer } }
        guard all.isEmpty else { throw .body(all) }
        return reading
    }

    /// The form as it was, with what is sent put into it as a merge patch; refused with everything that is wrong.
    package func reading(
        _ patch: Datum, onto values: [String: String], in place: String = "", beside: Set<String> = []
    ) throws(APIRefusal) -> FormReading {
        // A member that there is not is named even where its null would change nothing.
        var unknown: [APIFlaw] = []
        if case .object(let given) = patch {
            unknown = given.filter { one in one.value == .null && !beside.contains(one.key) && !members.contains { $0.name == one.key } }
                .map { .unknown(place + APIFlaw.step($0.key)) }
        }
        do {
            let reading = try reading(datum(values).merged(with: patch), in: place, beside: beside)
            if unknown.isEmpty { return reading }
        } catch {
            unknown += error.flaws
        }
        throw .body(unknown)
    }

    /// Runs a rule; where it refuses, the place in the body is named.
    package func naming<R>(in place: String = "", _ rule: () throws -> R) throws -> R {
        do { return try rule() } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            guard let field = refusal.field, field != "confirmed" else { throw refusal }
            var bare = refusal
            bare.field = nil
            throw APIRefusal(refusal.status, bare, flaws: [APIFlaw(pointer(field, in: place), refusal.phrase)])
        }
    }

    private func put(_ value: Datum, _ field: FormField, _ place: String, _ posted: inout Posted, _ flaws: inout [APIFlaw]) {
        switch (field.kind, value) {
        case (_, .null), (.checkbox, .bool(false)): return
        case (.checkbox, .bool(true)): posted.fields.pairs.append((field.name, "1"))
        case (.checkbox, _): flaws.append(.kind(place, Phrase("true 或 false", "true or false"), value))
        case (.integer, .integer(let number)): posted.fields.pairs.append((field.name, String(number)))
        case (.integer, .real(let number)) where number == number.rounded() && abs(number) < 1e15:
            posted.fields.pairs.append((field.name, String(Int64(number))))
        case (.integer, _): flaws.append(.kind(place, Phrase("整数", "a whole number"), value))
        case (.real, .integer(let number)): posted.fields.pairs.append((field.name, String(number)))
        case (.real, .real(let number)): posted.fields.pairs.append((field.name, String(number)))
        case (.real, _): flaws.append(.kind(place, Phrase("数", "a number"), value))
        case (_, .text(let text)):
            if ids.contains(field.name), !text.isEmpty, Crockford.number(text) == nil {
                flaws.append(APIFlaw(place, "“\(text.prefix(40))”不是标识：应为 13 个字母和数字。", "“\(text.prefix(40))” is no identity: those are 13 letters and digits."))
            } else {
                posted.fields.pairs.append((field.name, text))
            }
        default: flaws.append(.kind(place, Phrase("文字", "a text"), value))
        }
    }

    private func putWording(
        _ value: Datum, _ zh: FormField, _ en: FormField, _ place: String, _ posted: inout Posted, _ flaws: inout [APIFlaw]
    ) {
        if case .null = value { return }
        guard case .object(let parts) = value else { return flaws.append(.kind(place, Phrase("对象 {\"zh\", \"en\"}", "an object {\"zh\", \"en\"}"), value)) }
        for part in parts {
            switch part.key {
            case "zh": put(part.value, zh, place + "/zh", &posted, &flaws)
            case "en": put(part.value, en, place + "/en", &posted, &flaws)
            default: flaws.append(.unknown(place + APIFlaw.step(part.key)))
            }
        }
    }

    private func putTicks(
        _ value: Datum, _ ticks: [(word: String, field: FormField)], _ place: String, _ posted: inout Posted, _ flaws: inout [APIFlaw]
    ) {
        if case .null = value { return }
        guard case .list(let items) = value else { return flaws.append(.kind(place, Phrase("列表", "a list"), value)) }
        for (number, item) in items.enumerated() {
            guard case .text(let word) = item, let field = ticks.first(where: { $0.word == word })?.field else {
                let words = ticks.map(\.word).joined(separator: ", ")
                flaws.append(APIFlaw(place + "/\(number)", "只能是：\(words)。", "One of: \(words)."))
                continue
            }
            posted.fields = posted.fields.setting(field.name, "1")
        }
    }
}

extension APIFlaw {
    /// A member that the object does not have; a word mistyped must not pass as if it had been understood.
    package static func unknown(_ place: String) -> APIFlaw {
        APIFlaw(place, "没有这个成员。请检查拼写；可用的成员见 /api/openapi.json。", "There is no such member. Check its spelling; /api/openapi.json lists those there are.")
    }

    /// A value of another kind.
    package static func kind(_ place: String, _ expected: Phrase, _ value: Datum) -> APIFlaw {
        APIFlaw(place, "应为\(expected.zh)，现为\(value.kind.zh)。", "Expected \(expected.en), found \(value.kind.en).")
    }
}
