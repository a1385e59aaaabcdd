import Kernel
import Language

/// A fact in words: what it is, and who says so.
enum FactWords {
    static func value(_ fact: Fact, of criterion: Criterion, under rule: RoundRule) -> Phrase {
        guard let value = fact.value else { return Phrase("未填报", "not stated") }
        if isYesOrNo(criterion, rule) { return value == 0 ? Phrase("否", "no") : Phrase("是", "yes") }
        if case .yearsSince = criterion.measure, value >= FactBook.never { return Phrase("从未获配", "never received any") }
        let unit = unit(of: criterion, under: rule)
        return Phrase("\(Numerals.count(value, .zh))\(unit.zh)", "\(Numerals.count(value, .en)) \(unit.en)".trimmingEnd)
    }

    static func origin(_ fact: Fact) -> Phrase {
        switch fact.origin {
        case .known: Phrase("平台记录", "platform's records")
        case .computed: Phrase("按场馆坐标计算（大圆距离）", "computed from the venues' coordinates (great circle)")
        case .declared: Phrase("单位填报", "stated by the unit")
        case .missing: Phrase("无", "none")
        case .corrected: Phrase("申诉后更正", "put right after an appeal")
        }
    }

    /// What the value is counted in; nothing where it is yes or no.
    static func unit(of criterion: Criterion, under rule: RoundRule) -> Phrase {
        switch criterion.measure {
        case .declared(let key): rule.question(key)?.unit?.phrase ?? Phrase("", "")
        case .activitiesHeld: Phrase("项", "activities")
        case .yearsSince: Phrase("年", "years")
        case .distance: Phrase("公里", "km")
        case .listed, .noMuseum, .firstTime, .vehicleWorn: Phrase("", "")
        }
    }

    static func isYesOrNo(_ criterion: Criterion, _ rule: RoundRule) -> Bool {
        if case .declared(let key) = criterion.measure { return rule.question(key)?.kind == .yes }
        return criterion.measure.isYesOrNo
    }
}

extension String {
    fileprivate var trimmingEnd: String { last == " " ? String(dropLast()) : self }
}
