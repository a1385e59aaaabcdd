import Kernel

extension DeclarationDocument.Fact {
    /// The rooms for which a fact may wait.
    package static let rooms = ["Calls", "Resources", "Plans", "Tours", "Contests", "Training", "Figures"]

    /// One entry of `facts:`.
    package static let shape = Shape(
        .required("id", .text(max: 12), about: Phrase("机制编号 M01…M35，可带 .a、.b", "M01…M35, with .a, .b where a mechanism has several")),
        .required("fact", .wording(), about: Phrase("一句话说明的事实", "The fact in one sentence")),
        .optional("typed", .list(of: .text(), min: 1), about: Phrase("承载它的记录", "The records that carry it")),
        .optional("waiting", .choice(rooms), about: Phrase("将来承载它的部分", "The room that is to come")),
        .optional("declared", .list(of: .text(), min: 1), about: Phrase("目前保存于何处", "Where it is kept meanwhile")),
        .required("source", .list(of: .source, min: 1), about: Phrase("来源编号", "The sources that say it")), .repaired
    ) { fact in
        var remarks: [Shape.Remark] = []
        if let id = fact.value["id"]?.text, id.wholeMatch(of: /M(0[1-9]|[12][0-9]|3[0-5])(\.[a-z])?/) == nil {
            remarks.append(
                .init("id", found: .quoted(id), expected: Phrase("M01 至 M35，可带 .a、.b", "M01 to M35, perhaps with .a, .b")))
        }
        if fact.has("typed") == fact.has("waiting") {
            remarks.append(
                .init(
                    fact.has("typed") ? "waiting" : "typed",
                    found: fact.has("typed") ? Phrase("两者都有", "both") : Phrase("两者皆无", "neither"),
                    expected: Phrase("`typed` 与 `waiting` 二者择一", "one of `typed` and `waiting`")))
        }
        if fact.has("declared") && !fact.has("waiting") {
            remarks.append(
                .init(
                    "declared", found: Phrase("没有 `waiting`", "no `waiting`"),
                    expected: Phrase("`declared` 只与 `waiting` 同用", "`declared` only beside `waiting`")))
        }
        return remarks
    }
}
