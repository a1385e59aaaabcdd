import Declaration
import Kernel

/// The sections of an edition's file, and the rules across its records.
enum IndicatorShape {
    static let sections = [
        Section(carried: "editions", noun: Phrase("版本", "edition"), shape: Shape(.key, .required("name", .wording()), .required("from", .day), .required("note", .wording()))),
        Section(carried: "forms", noun: Phrase("报表", "form"), shape: Shape(.key, .required("name", .wording()), .source)),
        Section(
            carried: "lines", noun: Phrase("报表的一行", "line of a form"),
            shape: Shape(.key, .required("form", .reference(to: "forms")), .required("name", .wording()))),
        Section(carried: "indicators", noun: Phrase("指标", "indicator"), shape: indicator),
    ]

    private static let indicator = Shape(
        .key, .required("name", .wording(max: 80)), .required("unit", .wording(max: 40)), .required("definition", .wording(max: 600)),
        .required("period", .choice(IndicatorEntry.Period.self)), .required("adds", .choice(IndicatorEntry.Adding.self)),
        .optional("over", .wording(max: 200), about: Phrase("可以跨什么相加", "Over what its values are added up")),
        .optional("distinct_by", .wording(max: 200), about: Phrase("凭什么去重", "By what one is told from another")),
        .optional("part_of", .reference(to: "indicators")), .optional("with", .list(of: .reference(to: "indicators"), min: 1)),
        .optional("makes", .reference(to: "indicators")), .optional("serves", .list(of: .reference(to: "lines"), min: 1))
    ) { record in
        var remarks: [Shape.Remark] = []
        let adds = record.value["adds"]?.text
        if adds == "sum", !record.has("over") {
            remarks.append(.init("adds", found: Phrase("没有 `over`", "no `over`"), expected: Phrase("写明可以跨什么相加", "over what its values are added up")))
        }
        if adds == "distinct", !record.has("distinct_by") {
            remarks.append(.init("adds", found: Phrase("没有 `distinct_by`", "no `distinct_by`"), expected: Phrase("写明凭什么去重", "by what one is told from another")))
        }
        if record.has("with") != record.has("makes") || (record.has("with") && adds != "sum") {
            remarks.append(
                .init(
                    "with", found: Phrase("`with`、`makes` 与 `adds` 不配", "`with`, `makes` and `adds` that do not fit"),
                    expected: Phrase("`with` 与 `makes` 同时写，且 `adds: sum`", "`with` together with `makes`, and `adds: sum`")))
        }
        return remarks
    }

    static func entry(_ record: DeclaredRecord) throws -> IndicatorEntry {
        IndicatorEntry(
            key: record.key, name: try record.wording("name"), unit: try record.wording("unit"), definition: try record.wording("definition"),
            period: try record.choice("period"), adds: try record.choice("adds"), over: try record.wordingOrNil("over"),
            distinctBy: try record.wordingOrNil("distinct_by"), partOf: try record.textOrNil("part_of"), with: record.texts("with"),
            makes: try record.textOrNil("makes"), serves: record.texts("serves"))
    }

    /// What may be added to another may be added from the other side too, to the same, in one unit.
    static func check(_ entries: [IndicatorEntry], _ file: String) throws(DeclarationProblems) {
        for one in entries {
            for key in one.with {
                guard let other = entries.first(where: { $0.key == key }), let made = entries.first(where: { $0.key == one.makes }) else { continue }
                guard other.with.contains(one.key), other.makes == one.makes, other.unit == one.unit, made.unit == one.unit, made.key != one.key, other.key != one.key else {
                    throw problem(
                        file, Phrase("`\(one.key)` 与 `\(key)` 相加的规则", "the rule by which `\(one.key)` and `\(key)` are added"),
                        Phrase("两边都写、结果相同、单位相同", "one that stands on both sides, with the same result and unit"))
                }
            }
        }
    }

    static func problem(_ file: String, _ found: Phrase, _ expected: Phrase) -> DeclarationProblems {
        DeclarationProblems([DeclarationProblem("rule", file: file, line: 1, column: 1, field: "", found: found, expected: expected)])
    }
}
