import Kernel
import Language

/// One thing by which needs are weighed: what is measured, how the measure becomes points, how much it weighs.
struct Criterion: Sendable, Hashable {
    let key: String
    let name: Wording
    let weight: Int
    let measure: Measure
    let scale: Scale
}

/// What is measured of a unit. What the platform knows is never asked (counting.md: enter once); the rest is declared.
enum Measure: Sendable, Hashable {
    /// The answer to a question, a number or yes and no.
    case declared(question: String)
    /// Whether the unit's county stands on a list.
    case listed(list: String)
    /// Whether no science museum works in the unit's county.
    case noMuseum
    /// Activities that the unit held in the year before.
    case activitiesHeld
    /// Whether the unit never received anything in a round.
    case firstTime
    /// Full years since the unit last received something: as the platform knows it, else as the unit says in which year.
    case yearsSince(question: String?)
    /// Kilometres in a straight line from the unit's venue to where the sets lie, where both have coordinates; else as the unit states it.
    case distance(question: String?)
    /// A vehicle older than so many years, or with so many kilometres (domain.md §3.5: more than ten years or 100,000 km).
    case vehicleWorn(year: String, kilometres: String, years: Int, most: Int)

    /// Its name in a file.
    enum Name: String, Sendable, CaseIterable {
        case declared, listed
        case noMuseum = "no-museum"
        case activitiesHeld = "activities-held"
        case firstTime = "first-time"
        case yearsSince = "years-since"
        case distance
        case vehicleWorn = "vehicle-worn"
    }

    /// Whether its value is yes or no.
    var isYesOrNo: Bool {
        switch self {
        case .listed, .noMuseum, .firstTime, .vehicleWorn: true
        case .declared, .activitiesHeld, .yearsSince, .distance: false
        }
    }

    /// From where the value comes, for people.
    var says: Phrase {
        switch self {
        case .declared: Phrase("由单位填报", "stated by the unit")
        case .listed, .noMuseum, .activitiesHeld, .firstTime: Phrase("由平台记录得出，无需填报", "known to the platform, not asked")
        case .yearsSince: Phrase("平台有记录的以记录为准，否则由单位填报", "known to the platform, else stated by the unit")
        case .distance: Phrase("按场馆坐标算出的直线距离；没有坐标的由单位填报", "the straight line between the venues' coordinates; where there are none, stated by the unit")
        case .vehicleWorn: Phrase("由单位填报年份和里程得出", "from the year and the kilometres that the unit states")
        }
    }
}

/// How a value becomes points, from 0 to 1000 thousandths of the full mark. Whole numbers throughout, rounded down once: everybody who computes
/// them gets the same.
enum Scale: Sendable, Hashable {
    /// Yes is the full mark.
    case yes
    /// Nothing at `from`, the full mark at `to`, in a line between; `from` may be the larger.
    case linear(from: Int, to: Int)
    /// The percent of the highest step that the value reaches; steps ascend.
    case steps([Step])

    struct Step: Sendable, Hashable {
        let atLeast: Int
        let percent: Int
    }

    static let full = 1000

    /// Nothing where there is no value.
    func points(_ value: Int?) -> Int {
        guard let value else { return 0 }
        switch self {
        case .yes: return value == 0 ? 0 : Self.full
        case .linear(let from, let to):
            guard from != to else { return value >= to ? Self.full : 0 }
            let (way, length) = from < to ? (value.clamped(from, to) - from, to - from) : (from - value.clamped(to, from), from - to)
            return way * Self.full / length
        case .steps(let steps): return (steps.last { value >= $0.atLeast }?.percent ?? 0) * Self.full / 100
        }
    }

    /// In a sentence.
    func says(unit: Phrase) -> Phrase {
        switch self {
        case .yes: return Phrase("是得满分，否不得分", "the full mark for yes, nothing for no")
        case .linear(let from, let to):
            return Phrase("\(from)\(unit.zh)不得分，\(to)\(unit.zh)得满分，其间按比例", "nothing at \(from) \(unit.en), the full mark at \(to) \(unit.en), in proportion between")
        case .steps(let steps):
            let zh = steps.map { "\($0.atLeast)\(unit.zh)起得\($0.percent)%" }.joined(separator: "，")
            return Phrase(zh, steps.map { "\($0.percent)% from \($0.atLeast) \(unit.en)" }.joined(separator: ", "))
        }
    }
}

extension Int {
    fileprivate func clamped(_ low: Int, _ high: Int) -> Int { Swift.min(Swift.max(self, low), high) }
}
