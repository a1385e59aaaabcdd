import Declaration
import Kernel

/// The fields of `visits` in a campaign file. People stand there by what they are: a file names nobody.
enum VisitShape {
    static let visit = Shape(
        .key, .required("name", .wording(max: 200)), .optional("campaign", .reference(to: "campaigns"), about: Phrase("属于哪个活动项目（计划）", "The campaign (plan) to which it belongs")),
        .optional("kind", .choice(WorkingVisit.Kind.self), default: "both", about: Phrase("visit：调研；meeting：会议；both：两者都有（默认）", "visit, meeting, or both (so if absent)")),
        .required("day", .day), .optional("time", .clock, about: Phrase("开始时间，当地时间", "When it began, by the clock of the place")),
        .required("parties", .list(of: .reference(to: "organisations"), min: 2), about: Phrase("参加单位，记录单位在前", "The bodies, whoever wrote it down first")),
        .optional("people", .records(person, by: ["party", "office"]), about: Phrase("出席人员，按单位和职务", "Who was there, by body and office")),
        .optional("venue", .reference(to: "venues"), about: Phrase("在哪个场馆", "Where it was, of the register")),
        .optional("place", .text(max: 200), about: Phrase("地点，没有登记的场馆时填写", "Where it was, in words, where no venue is registered")),
        .optional("agenda", .records(Shape(.key, .required("name", .wording(max: 300)))), about: Phrase("议程，按顺序", "The agenda, in its order")),
        .optional("seen", .wording(max: 4000, paragraphs: true), about: Phrase("看到的情况", "What was seen")), .optional("conclusions", .records(conclusion), about: Phrase("议定事项", "What was concluded")),
        .optional("minutes", .choice(WorkingVisit.Tongues.self), default: "both", about: Phrase("纪要的语言：both、zh、en", "In which languages its minutes are printed")), .source, .note
    ) { flaws(of: $0) }

    private static let person = Shape(
        .required("party", .reference(to: "organisations")), .required("office", .text(max: 120), about: Phrase("职务，不写姓名", "What they are; no names")))

    private static let conclusion = Shape(
        .key, .required("text", .wording(max: 1000)), .optional("owner", .reference(to: "organisations"), about: Phrase("由谁负责，须是参加单位", "Who owes it, one of the parties")),
        .optional("due", .day, about: Phrase("期限", "By when")))

    private static func flaws(of record: DeclaredRecord) -> [Shape.Remark] {
        let parties = record.texts("parties")
        var out: [Shape.Remark] = []
        if Set(parties).count < parties.count {
            out.append(.init("parties", found: Phrase("同一单位出现两次", "the same organisation twice"), expected: Phrase("互不相同的单位", "different organisations")))
        }
        let party = Phrase("parties 中的一家单位", "one of `parties`")
        for (number, one) in record.records("people").enumerated() {
            guard let text = try? one.textOrNil("party"), !parties.contains(text) else { continue }
            out.append(.init("people[\(number)].party", found: Phrase(same: "“\(text)”"), expected: party))
        }
        for (number, one) in record.records("conclusions").enumerated() {
            if let text = try? one.textOrNil("owner"), !parties.contains(text) {
                out.append(.init("conclusions[\(number)].owner", found: Phrase(same: "“\(text)”"), expected: party))
            }
            if let due = try? one.dayOrNil("due"), let day = try? record.dayOrNil("day"), due < day {
                out.append(.init("conclusions[\(number)].due", found: Phrase(same: due.iso), expected: Phrase("不早于 \(day.iso) 的一天", "a day not before \(day.iso)")))
            }
        }
        return out
    }
}
