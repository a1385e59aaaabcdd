import Campaigns
import Declaration
import Formats
import Kernel
import Regions
import Venues

extension ImportMapping {
    /// The record of a mapping file; the file is read as campaign files are, with their limits and messages.
    static func shape(_ regions: RegionTable) -> Shape {
        Shape(
            .key, .required("format", .choice(RecordFile.Kind.self)), .optional("records", .text(max: 200)), .optional("sheet", .text(max: 100)),
            .optional("header-row", .integer(1...1_000)),
            .optional("separator", .choice(["comma", "semicolon", "tab"])), .required("source", .text(max: 100)),
            .required("campaign", .record(campaign)), .required("organiser", .record(organiser)), .optional("zone", .zone, default: "Asia/Shanghai"),
            .required("region", .text(max: 200)), .required("language", .choice(TextLanguage.self)), .optional("note", .wording()),
            .required("fields", .record(Shape(fields: targets, check: checkFields))), check: { check($0, regions) })
    }

    private static let campaign = Shape(
        .key, .optional("state", .choice(["draft", "to-moderate", "ready", "published"]), default: "published"),
        .optional(
            "create",
            .record(
                Shape(
                    .required("name", .wording(max: 200)), .required("kind", .choice(Campaign.Kind.self)), .required("begin", .day),
                    .required("end", .day), .required("summary", .wording()), .optional("accent", .choice(Campaign.Accent.self))))))

    private static let organiser = Shape(
        .key,
        .optional(
            "create", .record(Shape(.required("name", .wording(max: 200)), .optional("kind", .choice(Organisation.Kind.self), default: "other")))),
        .optional("name", .record(field)))

    private static let field = Shape(
        .optional("from", .list(of: .text(max: 200), min: 1)), .optional("convert", .choice(ImportConversion.self)),
        .optional("separator", .text(max: 5)), .optional("values", .map(of: .text(max: 2_000, paragraphs: true))),
        .optional("others", .choice(["refuse", "ignore"]), default: "refuse"), .optional("default", .text(max: 2_000)),
        .optional("ignore-impossible-dates", .boolean, default: false), .optional("day-first", .boolean, default: false), check: checkField)

    private static let targets: [Field] = ImportTarget.allCases.map { target in
        target == .title || target == .externalID
            ? .required(target.rawValue, .record(field)) : .optional(target.rawValue, .record(field))
    }

    /// Paths that can be read, and something to take.
    private static func checkField(_ record: DeclaredRecord) -> [Shape.Remark] {
        var remarks: [Shape.Remark] = []
        for (index, text) in record.texts("from").enumerated() {
            if let remark = path(text, "from[\(index)]") { remarks.append(remark) }
        }
        if !record.has("from"), !record.has("default") {
            remarks.append(.init("from", found: Phrase("没有 `from`", "no `from`"), expected: Phrase("`from` 或 `default`", "`from` or `default`")))
        }
        return remarks
    }

    /// Conversions that fit their targets, and codes that exist.
    private static func checkFields(_ record: DeclaredRecord) -> [Shape.Remark] {
        ImportTarget.allCases.flatMap { target -> [Shape.Remark] in
            guard let one = try? record.recordOrNil(target.rawValue) else { return [] }
            return check(one, as: target)
        }
    }

    private static func check(_ one: DeclaredRecord, as target: ImportTarget) -> [Shape.Remark] {
        var remarks: [Shape.Remark] = []
        let name = target.rawValue
        if let word = one.value["convert"]?.text, !target.conversions.map(\.rawValue).contains(word) {
            let allowed = target.conversions.map(\.rawValue)
            remarks.append(
                .init("\(name).convert", found: Phrase(same: "“\(word)”"), expected: words(allowed)))
        }
        guard let codes = target.codes else { return remarks }
        for (key, value) in one.entries("values") where !codes.contains(value.text ?? "") {
            remarks.append(.init("\(name).values.\(key)", found: Phrase(same: "“\(value.text ?? "")”"), expected: words(codes)))
        }
        let isList = target.conversions == [.list]
        if let standard = one.value["default"]?.text, !isList, !codes.contains(standard) {
            remarks.append(.init("\(name).default", found: Phrase(same: "“\(standard)”"), expected: words(codes)))
        }
        return remarks
    }

    private static func check(_ record: DeclaredRecord, _ regions: RegionTable) -> [Shape.Remark] {
        var remarks: [Shape.Remark] = []
        let format = record.value["format"]?.text
        for (name, owner) in [("records", "json"), ("sheet", "xlsx"), ("separator", "csv")] where record.has(name) && format != owner {
            remarks.append(
                .init(
                    name, found: Phrase("格式为 \(format ?? "")", "the format \(format ?? "")"),
                    expected: Phrase("\(name) 只用于 \(owner)", "\(name) with \(owner) only")))
        }
        if record.has("header-row"), format != "csv", format != "xlsx" {
            remarks.append(
                .init(
                    "header-row", found: Phrase("格式为 \(format ?? "")", "the format \(format ?? "")"),
                    expected: Phrase("header-row 只用于 csv 和 xlsx", "header-row with csv and xlsx only")))
        }
        if let text = record.value["records"]?.text, let remark = path(text, "records") { remarks.append(remark) }
        if let text = record.value["region"]?.text, let remark = regionRemark(text, regions) { remarks.append(remark) }
        if let made = try? record.recordOrNil("campaign")?.recordOrNil("create"), let begin = try? made.day("begin"), let end = try? made.day("end"),
            begin > end
        {
            remarks.append(
                .init("campaign.create.end", found: Phrase(same: end.iso), expected: Phrase("不早于 \(begin.iso)", "not before \(begin.iso)")))
        }
        return remarks
    }

    private static func regionRemark(_ text: String, _ regions: RegionTable) -> Shape.Remark? {
        guard isCode(text) else { return text == "unknown" ? nil : path(text, "region") }
        guard regions[text] == nil else { return nil }
        return .init(
            "region", found: Phrase(same: "“\(text)”"), expected: Phrase("GB/T 2260 中的代码、unknown，或路径", "a code of GB/T 2260, unknown, or a path"))
    }

    private static func path(_ text: String, _ field: String) -> Shape.Remark? {
        do throws(FormatProblem) {
            _ = try DatumPath(text)
            return nil
        } catch {
            return .init(
                field, found: Phrase(same: "“\(text)”"),
                expected: Phrase("路径，如 fields.title、list[0]、list[*]", "a path such as fields.title, list[0], list[*]"))
        }
    }

    private static func words(_ codes: [String]) -> Phrase {
        Phrase("\(codes.joined(separator: "、")) 之一", "one of \(codes.joined(separator: ", "))")
    }
}
