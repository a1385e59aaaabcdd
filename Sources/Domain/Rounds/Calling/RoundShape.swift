import Declaration
import Kernel
import Venues

/// The fields of `rounds` in a campaign file. A round with a day of closing takes declarations; one without is told as it was announced.
enum RoundShape {
    static let round = Shape(
        .key, .required("name", .wording(max: 200)), .optional("campaign", .reference(to: "campaigns")),
        .required("authority", .reference(to: "organisations"), about: Phrase("办理单位", "Who runs it")),
        .optional("summary", .wording(max: 1000)),
        .optional("opens", .localTime, about: Phrase("开始申报，北京时间", "From when one may declare, in China's time")),
        .optional("closes", .localTime, about: Phrase("截止；不填则只作公布", "The close; absent: it is only told")),
        .optional("who", .record(who), about: Phrase("谁可以申报；不填为不限", "Who may declare; absent: everybody")),
        .required("lots", .records(lot, min: 1), about: Phrase("可配发的实体资源", "What is shared out")),
        .optional("lists", .records(list), about: Phrase("政策名单上的县", "Counties that policies name")),
        .optional("questions", .records(question), about: Phrase("单位要填的事项", "What a unit is asked")),
        .optional("criteria", .records(criterion), about: Phrase("评分标准", "By what needs are scored")),
        .optional("quota", .record(quota), about: Phrase("各省配额，每种资源分别计算", "What a province may have of each lot")),
        .optional("most_per_unit", .integer(1...10_000), about: Phrase("每家单位合计最多几套", "Sets that one unit may receive in all")),
        .optional("waiting_list", .integer(0...100_000), about: Phrase("每种资源的候补名额；不填则全部候补", "How many wait for each lot; absent: everybody")),
        .optional("ties", .list(of: .key), about: Phrase("同分时依次比较的标准", "Criteria that decide between equal scores, in order")),
        .optional("days_for_correction", .integer(0...60), default: 0, about: Phrase("截止后可补正的天数", "Days after the close for what was returned")),
        .optional("appeal_workdays", .integer(1...60), default: 5, about: Phrase("公布后可申诉的工作日", "Working days for appeals")),
        .optional("rules", .records(rule)), .source, .note
    ) { flaws(of: $0) }

    private static let rule = Shape(.key, .required("text", .wording(max: 500)), .source)

    private static let levels: Kind = .list(of: .choice(UnitLevel.self), ordered: false)

    private static let who = Shape(
        .optional("kinds", .list(of: .choice(Organisation.Kind.self), ordered: false)), .optional("regions", .list(of: .region, ordered: false)),
        .optional("levels", levels), .optional("units", .list(of: .reference(to: "organisations"), ordered: false), about: Phrase("只限这些单位", "Only these units")))

    private static let lot = Shape(
        .key, .required("name", .wording(max: 200)), .optional("resource", .reference(to: "resources"), about: Phrase("资源目录中的条目", "Its entry in the catalogue")),
        .optional("sets", .integer(1...100_000), about: Phrase("可配发的套数", "How many sets there are")),
        .optional("price", .integer(0...1_000_000_000), about: Phrase("每套参考价，元", "What a set costs, in yuan")),
        .optional("levels", levels, about: Phrase("只面向哪些层级的单位", "Only for units of these levels")),
        .optional("needs", .wording(max: 500), about: Phrase("场地条件", "What a site must offer")))

    private static let list = Shape(.key, .required("name", .wording(max: 200)), .required("counties", .list(of: .region, min: 1, ordered: false)))

    private static let question = Shape(
        .key, .required("name", .wording(max: 200)), .required("kind", .choice(Question.Kind.self)), .optional("unit", .wording(max: 50)),
        .optional("hint", .wording(max: 500)), .optional("required", .boolean, default: true))

    private static let step = Shape(.required("at_least", .integer(0...1_000_000_000)), .required("percent", .integer(0...100)))

    private static let criterion = Shape(
        .key, .required("name", .wording(max: 200)), .optional("weight", .integer(1...1000)), .required("measure", .choice(Measure.Name.self)),
        .optional("question", .key, about: Phrase("取自哪个问题", "Which question it reads")), .optional("list", .key, about: Phrase("哪份名单", "Which list")),
        .optional("kilometres", .key, about: Phrase("里程取自哪个问题", "Which question tells the kilometres")),
        .optional("years", .integer(1...100), about: Phrase("车龄超过几年；默认 10", "A vehicle older than so many years; 10")),
        .optional("most_kilometres", .integer(1...10_000_000), about: Phrase("里程达到多少公里；默认 100000", "Or with so many kilometres; 100000")),
        .optional("from", .integer(0...1_000_000_000), about: Phrase("从此值起不得分", "Nothing at this value")),
        .optional("to", .integer(0...1_000_000_000), about: Phrase("到此值得满分", "The full mark at this one")),
        .optional("steps", .records(step, by: ["at_least"]), about: Phrase("分档得分", "The percent of each step")))

    private static let quota = Shape(
        .optional("most_percent", .integer(1...100), about: Phrase("每省最多占一种资源套数的百分比", "The percent of a lot's sets that a province may have")),
        .optional("most", .integer(1...100_000)), .optional("least", .integer(0...1000), default: 0, about: Phrase("先保证每省几套", "Sets that each province is given first")),
        .optional("provinces", .records(Shape(.required("province", .region), .optional("most", .integer(0...100_000)), .optional("least", .integer(0...1000))), by: ["province"])))
}

extension RoundShape {
    /// What does not fit together.
    static func flaws(of record: DeclaredRecord) -> [Shape.Remark] {
        guard let rule = try? RoundRule(record) else { return [] }
        var out: [Shape.Remark] = []
        if let opens = try? record.localTimeOrNil("opens"), let closes = try? record.localTimeOrNil("closes"), closes <= opens {
            out.append(.init("closes", found: Phrase("不晚于开始", "not after the opening"), expected: Phrase("晚于 opens 的时间", "a time after `opens`")))
        }
        if record.has("opens") != record.has("closes") {
            out.append(.init(record.has("opens") ? "closes" : "opens", found: Phrase("只有两个时间之一", "only one of the two"), expected: Phrase("opens 与 closes 同填或都不填", "both `opens` and `closes`, or neither")))
        }
        for (number, one) in record.records("criteria").enumerated() { out += flaws(of: one, rule, at: "criteria[\(number)]", isRunning: record.has("closes")) }
        if record.has("closes") {
            for (number, lot) in rule.lots.enumerated() where lot.sets == 0 {
                out.append(.init("lots[\(number)].sets", found: Phrase("没有", "none"), expected: Phrase("可配发的套数，才能受理申报", "how many sets there are, before anybody declares")))
            }
            if rule.criteria.isEmpty { out.append(.init("criteria", found: Phrase("没有", "none"), expected: Phrase("至少一项评分标准", "at least one criterion"))) }
        }
        for (number, tie) in rule.ties.enumerated() where rule.criterion(tie) == nil {
            out.append(.init("ties[\(number)]", found: Phrase("“\(tie)”", "“\(tie)”"), expected: Phrase("criteria 中的一个 key", "the key of a criterion")))
        }
        // With sets kept for provinces, several lots and several sets a unit, a better score could lose a place: see DESIGN.md.
        if rule.quota.hasLeast, rule.lots.count > 1, rule.mostPerUnit != 1 {
            out.append(
                .init(
                    "quota.least", found: Phrase("几种资源、每家不止一套时的保底", "a least where there are several lots and more than one set a unit"),
                    expected: Phrase("只有一种资源，或 most_per_unit: 1", "one lot, or `most_per_unit: 1`")))
        }
        return out
    }

    private static func flaws(of one: DeclaredRecord, _ rule: RoundRule, at path: String, isRunning: Bool) -> [Shape.Remark] {
        guard let criterion = rule.criterion(one.key) else { return [] }
        var out: [Shape.Remark] = []
        func needs(_ field: String, _ kind: Question.Kind...) {
            let key = one.value[field]?.text ?? ""
            guard !kind.contains(where: { rule.question(key)?.kind == $0 }) else { return }
            let names = kind.map(\.rawValue).joined(separator: ", ")
            out.append(.init("\(path).\(field)", found: Phrase("“\(key)”", "“\(key)”"), expected: Phrase("questions 中 kind 为 \(names) 的 key", "the key of a question of kind \(names)")))
        }
        switch criterion.measure {
        case .declared: needs("question", .number, .yes)
        case .yearsSince(let question), .distance(let question): if question != nil { needs("question", .number) }
        case .vehicleWorn: needs("question", .number); needs("kilometres", .number)
        case .listed(let list):
            if !rule.lists.contains(where: { $0.key == list }) {
                out.append(.init("\(path).list", found: Phrase("“\(list)”", "“\(list)”"), expected: Phrase("lists 中的一个 key", "the key of a list")))
            }
        case .noMuseum, .activitiesHeld, .firstTime: break
        }
        if isRunning, !one.has("weight") {
            out.append(.init("\(path).weight", found: Phrase("没有", "none"), expected: Phrase("权重，才能受理申报", "a weight, before anybody declares")))
        }
        if one.has("from") != one.has("to") || one.has("from") && one.has("steps") {
            out.append(.init("\(path).from", found: Phrase("不成一套", "not whole"), expected: Phrase("from 与 to 同填，或只填 steps", "both `from` and `to`, or `steps` alone")))
        }
        let isNumber = { if case .declared(let key) = criterion.measure { return rule.question(key)?.kind == .number } else { return !criterion.measure.isYesOrNo } }()
        if isNumber, isRunning, criterion.scale == .yes {
            out.append(.init("\(path).from", found: Phrase("没有", "none"), expected: Phrase("from 与 to，或 steps：数值要有换算", "`from` and `to`, or `steps`: a number needs a scale")))
        }
        return out
    }
}
