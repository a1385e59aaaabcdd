import Activities
import Campaigns
import Declaration
import Figures
import Kernel
import Language
import Participation
import Regions
import Resources
import Storage
import Web

extension StringProtocol {
    /// Without blanks around it, as whoever typed it means it.
    var trimmingBlanks: String { Typed.trimmed(String(self)) }
}

/// What cells of a plan's table, and the same fields of forms, say: targets, milestones, figures, places.
enum PlanCells {
    // MARK: Targets: `2023-06-30：200；2023-12-31：490`

    static func text(_ targets: [Target]) -> String { targets.map { "\($0.day.iso)：\($0.value)" }.joined(separator: "；") }

    static func targets(_ text: String, field: String) throws(Refusal) -> [Target] {
        var out: [Target] = []
        for part in Typed.number(text).split(whereSeparator: { ";\n".contains($0) }).map(\.trimmingBlanks) where !part.isEmpty {
            guard let colon = part.lastIndex(where: { ":=".contains($0) }), let day = day(part[..<colon].trimmingBlanks), let value = number(part[part.index(after: colon)...].trimmingBlanks)
            else {
                throw Refusal(
                    .invalid, "targets", "“\(part.harmless(40))”看不懂。请写成“2023-06-30：200；2023-12-31：490”，数为不小于 0 的整数。",
                    "“\(part.harmless(40))” cannot be read. Write it like “2023-06-30: 200; 2023-12-31: 490”, with whole numbers that are not below 0.", field: field)
            }
            guard !out.contains(where: { $0.day == day }) else {
                throw Refusal(.invalid, "targets", "\(day.iso) 有两个目标，请留一个。", "There are two targets by \(day.iso). Keep one.", field: field)
            }
            out.append(Target(by: day, value))
        }
        out.sort()
        for (one, next) in zip(out, out.dropFirst()) where next.value < one.value {
            throw Refusal(
                .invalid, "targets-fall", "到 \(next.day.iso) 是 \(next.value)，少于 \(one.day.iso) 的 \(one.value)。目标按累计数填写，不能减少。",
                "\(next.value) by \(next.day.iso) is less than \(one.value) by \(one.day.iso). Targets are cumulative and never fall.", field: field)
        }
        return out
    }

    /// A kind of activity by its code, `lecture`, or by its name in either language.
    static func kind(_ text: String, field: String) throws(Refusal) -> String {
        let code = Bracketed.code(text)
        let found = ActivityKind.allCases.first { [text, code].contains($0.rawValue) || $0.title.zh == text || $0.title.en.lowercased() == text.lowercased() }
        guard let found else {
            throw Refusal(
                .invalid, "kind", "没有“\(text.harmless(40))”这类活动。可以是：\(ActivityKind.allCases.map(\.title.zh).joined(separator: "、"))。",
                "There is no kind of activity “\(text.harmless(40))”. There are: \(ActivityKind.allCases.map(\.title.en).joined(separator: ", ")).", field: field)
        }
        return found.rawValue
    }

    /// `2023-06-30`, `2023/6/30`, `2023年6月30日`.
    static func day(_ text: String) -> Day? { Day(typed: text) }

    /// Targets, and numbers that are stated by hand, are not above this.
    static let mostNumber: Int64 = 1_000_000_000_000

    /// The refusal of what is no such number.
    static func notANumber(field: String) -> Refusal {
        Refusal(.invalid, "own-number", "请填写 0 至一万亿的整数。", "Give a whole number from 0 to 1,000,000,000,000.", field: field)
    }

    /// `490`, `1,000`, `3万`, `1.5亿`: whole numbers up to 10^12.
    static func number(_ text: String) -> Int64? {
        var digits = text.filter { $0 != "," && $0 != " " }, unit: Int64 = 1
        if digits.hasSuffix("万") { unit = 10_000 } else if digits.hasSuffix("亿") { unit = 100_000_000 }
        if unit > 1 { digits.removeLast() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 13 && $0.utf8.allSatisfy { (48...57).contains($0) } }), let whole = Int64(parts[0]) else { return nil }
        var value = whole.multipliedReportingOverflow(by: unit)
        if parts.count == 2 {
            var part = unit
            for digit in parts[1].utf8 {
                guard part % 10 == 0 || digit == 48 else { return nil }
                part /= 10
                value.partialValue += Int64(digit - 48) * part
            }
        }
        guard !value.overflow, (0...mostNumber).contains(value.partialValue) else { return nil }
        return value.partialValue
    }

    // MARK: Milestones, one a line: `launch 2023-05-20 启动仪式 / Launch`

    static func text(_ milestones: [Milestone]) -> String {
        milestones.map { "\($0.key) \($0.due.iso) \(text(name: $0.name))" }.joined(separator: "\n")
    }

    /// `启动仪式 / Launch`: both languages on one line.
    static func text(name: Wording) -> String { name.en.map { "\(name.zh) / \($0)" } ?? (name.zh.contains(" /") ? "\(name.zh) /" : name.zh) }

    /// - old: those that there are; a step without a key of its own that has the name of one is that one.
    static func milestones(_ text: String, of task: ID<KeyTask>, old: [Milestone], field: String) throws(Refusal) -> [Milestone] {
        var out: [Milestone] = []
        for line in text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks) where !line.isEmpty {
            let words = line.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace).map(String.init)
            let isKeyed = words.first.flatMap { Self.day(Typed.number($0)) } == nil
            let rest = line.split(maxSplits: isKeyed ? 2 : 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace).map(String.init)
            guard rest.count == (isKeyed ? 3 : 2), let due = day(Typed.number(rest[isKeyed ? 1 : 0])), let name = name(rest[isKeyed ? 2 : 1]) else {
                throw Refusal(
                    .invalid, "milestones", "“\(line.harmless(40))”看不懂。请一行写一个节点：“2023-05-20 启动仪式”。",
                    "“\(line.harmless(40))” cannot be read. Write a milestone a line: “2023-05-20 启动仪式 / Launch”.", field: field)
            }
            let known = old.first { $0.name.zh == name.zh }?.key
            let key = isKeyed ? rest[0] : known ?? freeKey(out.map(\.key) + old.map(\.key))
            guard PlanCells.isKey(key) else {
                throw Refusal(
                    .invalid, "milestones", "“\(key.harmless(40))”不能作节点编号。编号用小写字母、数字和连字符，以字母开头；也可以不写编号。",
                    "“\(key.harmless(40))” cannot be a milestone's key: lower-case letters, digits and hyphens, a letter first. It may be left out.", field: field)
            }
            guard !out.contains(where: { $0.key == key }) else {
                throw Refusal(.invalid, "milestones", "节点“\(key)”写了两次，请留一次。", "The milestone “\(key)” stands there twice. Keep it once.", field: field)
            }
            var one = Milestone(taskID: task, key: key, name: name, due: due)
            if let before = old.first(where: { $0.key == key }) { (one.done, one.doneSays) = (before.done, before.doneSays) }
            out.append(one)
        }
        if let lost = old.first(where: { one in one.done != nil && !out.contains { $0.key == one.key } }) {
            throw Refusal(
                .invalid, "milestones", "节点“\(lost.name.zh)”（\(lost.key)）已完成，不能去掉。", "The milestone “\(lost.name(.en))” (\(lost.key)) is reached and stays.", field: field)
        }
        return out
    }

    /// The same, read.
    static func name(_ text: String) -> Wording? {
        guard let slash = text.ranges(of: " /").last, slash.upperBound == text.endIndex || text[slash.upperBound].isWhitespace else { return Wording(text) }
        let zh = text[..<slash.lowerBound].trimmingBlanks, en = text[slash.upperBound...].trimmingBlanks
        return zh.isEmpty ? nil : Wording(zh, en.isEmpty ? nil : en)
    }

    private static func freeKey(_ taken: [String]) -> String {
        var number = 1
        while taken.contains("step-\(number)") { number += 1 }
        return "step-\(number)"
    }

    // MARK: Figures, places, what narrows

    /// `参观人次（visits）`.
    static func text(figure: String) -> String { Bracketed.text(IndicatorDictionary.newest[figure]?.name.zh ?? "", figure) }

    /// The code of an indicator by its code or its name in either language. Refuses what has no total.
    static func figure(_ text: String, isNarrowed: Bool, field: String) throws(Refusal) -> String {
        let wanted = [Bracketed.code(text) ?? text, text]
        let code =
            wanted.first { FigureWish.indicators.contains($0) || IndicatorDictionary.newest[$0] != nil }
            ?? FigureWish.indicators.first { key in IndicatorDictionary.newest[key].map { $0.name.zh == text || $0.name.en.lowercased() == text.lowercased() } ?? false }
        guard let code else {
            throw Refusal(
                .invalid, "figure", "指标词典里没有“\(text.harmless(40))”。请写代码，例如 activities、sessions、visits。",
                "The dictionary has no “\(text.harmless(40))”. Write a code, such as activities, sessions or visits.", field: field)
        }
        if let hindrance = FigureWish.hindrance(code, isNarrowed: isNarrowed) {
            throw Refusal(.invalid, "figure", "\(hindrance.zh)，不能设目标。请换一个指标。", "\(hindrance.en), so it can have no target. Choose another indicator.", field: field)
        }
        return code
    }

    static func text(region: String?, _ regions: RegionTable) -> String? { region.map { Bracketed.text(regions[$0]?.nameZH ?? "", $0) } }

    /// The code of a place by its code or its name. Refuses none, and several, saying which there are.
    ///
    /// - wide: of several of one name the only one within it is meant.
    static func region(_ text: String, within wide: String? = nil, _ regions: RegionTable, field: String) throws(Refusal) -> String {
        let code = Bracketed.code(text) ?? text
        if let known = regions[code] { return known.code }
        let found = regions.find(text), whole = found.filter { $0.nameZH == text || $0.shortZH == text || $0.nameEN == text }
        if whole.count == 1 { return whole[0].code }
        let near = wide.map { wide in whole.filter { regions.lies($0.code, in: wide) } } ?? []
        if near.count == 1 { return near[0].code }
        let list = (whole.isEmpty ? found : whole).prefix(4).map { one in Bracketed.text(regions.path(of: one.code).map(\.shortZH).joined(), one.code) }
        guard !list.isEmpty else {
            throw Refusal(.invalid, "region", "没有叫“\(text.harmless(40))”的地区。请写名称或六位区划代码。", "No place is called “\(text.harmless(40))”. Write its name, or the six digits of its code.", field: field)
        }
        throw Refusal(
            .invalid, "region", "“\(text.harmless(40))”是哪一个：\(list.joined(separator: "、"))？请写区划代码。",
            "Which place is “\(text.harmless(40))”: \(list.joined(separator: ", "))? Write the code.", field: field)
    }

    /// `mode=online theme=space`: what an address of figures has.
    static func slices(_ text: String, field: String) throws(Refusal) -> [FigureSlice: String] {
        var out: [FigureSlice: String] = [:]
        for part in Typed.number(text).split(whereSeparator: { $0.isWhitespace || $0 == ";" }) {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let slice = FigureSlice(rawValue: pair[0]), let value = slice.value(of: pair[1]) else {
                let names = FigureSlice.allCases.map(\.rawValue)
                throw Refusal(
                    .invalid, "slices", "“\(String(part).harmless(40))”看不懂。写法与“数字”页面地址相同，例如 mode=online；可用：\(names.joined(separator: "、"))。",
                    "“\(String(part).harmless(40))” cannot be read. Write it as addresses of figures have it, such as mode=online; there are: \(names.joined(separator: ", ")).", field: field)
            }
            out[slice] = value
        }
        return out
    }

    /// A campaign by its key.
    static func campaign(_ key: String, field: String, in tx: Transaction) throws -> ID<Campaign> {
        guard let found = try tx.campaign(key: key) else {
            throw Refusal(.invalid, "campaign", "没有编号为“\(key.harmless(60))”的活动项目。", "There is no campaign with the key “\(key.harmless(60))”.", field: field)
        }
        return found.id
    }

    /// Keys of tasks that would stand where a page of the plan stands.
    static let reserved: Set = ["comparison", "new"]

    /// Refuses a key that no new task can have.
    static func require(key: String) throws(Refusal) {
        guard !reserved.contains(key) else {
            throw Refusal(.invalid, "key-page", "“\(key)”是计划的一个固定页面的地址，不能作任务编号，请换一个。", "“\(key)” is the address of a page of each plan, so no task can have it. Choose another key.", field: "key")
        }
        guard isKey(key) else {
            throw Refusal(
                .invalid, "key-bad", "“\(key.harmless(60))”不能作编号。请用 2 到 64 个小写字母、数字和连字符，以字母开头，例如 task-12。",
                "“\(key.harmless(60))” cannot be a key. Use 2 to 64 lower-case letters, digits and hyphens, a letter first, such as task-12.", field: "key")
        }
    }

    static func isKey(_ text: String) -> Bool { Scalars.isKey(text) }
}

extension RegionTable {
    /// Whether a place lies in another, as the tree stands today or stood when the codes were in use.
    func lies(_ code: String, in wide: String) -> Bool { isWithin(code, wide) || todaysPath(of: code).contains { $0.code == wide || $0.code == today(wide) } }
}
