import Kernel
import Language
import Regions
import Venues

/// What visitors ask of a venue: its address, its hours, the way. Made up, always the same for a number, and labelled like everything here.
struct DemoVenueDetails {
    let address: Wording
    let hours: OpeningHours?
    let directions: Wording

    private static let streets = [
        ("科普路", "Kepu Road"), ("文化大道", "Culture Avenue"), ("学府街", "Xuefu Street"), ("滨河路", "Riverside Road"), ("人民路", "Renmin Road"),
    ]

    init(of county: Region, kind: Venue.Kind, number: Int, today: Day) {
        var dice = DemoNumbers(seed: (Int(county.code) ?? 0) &* 31 &+ number)
        let street = dice.one(of: Self.streets), house = 1 + dice.below(200)
        address = Wording("\(county.shortZH)\(street.0)\(house)号（示例）", "\(house) \(street.1), \(county.nameEN) (demo)")
        let line = 1 + dice.below(12), walk = 3 + dice.below(9)
        directions = Wording(
            "乘地铁\(line)号线或公交\(line * 7)路到\(street.0)站，步行约\(walk)分钟。\n馆内有停车场和无障碍坡道。（示例）",
            "Metro line \(line) or bus \(line * 7) to \(street.1), then \(walk) minutes on foot.\nThere are a car park and a ramp. (Demo)")
        hours = Self.hours(of: kind, today: today, &dice)
    }

    private static func hours(of kind: Venue.Kind, today: Day, _ dice: inout DemoNumbers) -> OpeningHours? {
        func spans(_ text: String) -> OpeningSpans { OpeningSpans(reading: text) ?? OpeningSpans() }
        let closed = OpeningSpans()
        switch kind {
        case .scienceMuseum, .museum:
            // Closed on Mondays but not on holidays, as museums do; one day of maintenance ahead.
            let usual = spans(["9:00-17:00", "9:30-17:30", "9:00-16:30"][dice.below(3)])
            let day = today.adding(days: 20 + dice.below(20))
            let special = OpeningHours.Special(begin: day, end: day.adding(days: dice.below(3)), spans: closed).map { [$0] } ?? []
            return OpeningHours(week: [closed] + Array(repeating: usual, count: 6), holidays: .open, special: special, lastEntry: 60)
        case .educationBase, .park:
            return OpeningHours(week: Array(repeating: spans("8:30-17:30"), count: 7))
        case .laboratory, .campusMuseum:
            let usual = spans("9:00-11:30, 14:00-17:00")
            return OpeningHours(week: Array(repeating: usual, count: 5) + [closed, closed], holidays: .closed)
        default: return nil
        }
    }
}
