import Kernel
import Language
import Markup

/// The days of a campaign as a card shows them: one thing large, the rest beside it.
struct CampaignDates: Equatable {
    let large: String
    let first: String
    let second: String

    init(_ campaign: Campaign, _ tongue: Tongue) {
        let (begin, end) = (campaign.begin, campaign.end)
        let sameYear = begin.year == end.year
        let sameMonth = sameYear && begin.month == end.month
        switch campaign.precision {
        case .day:
            large = "\(begin.day)"
            first = tongue == .zh ? "\(begin.year)年\(begin.month)月" : "\(Dates.month(begin, .en)) \(begin.year)"
            second = begin == end ? Dates.weekday(begin, tongue) : Self.until(end, sameMonth: sameMonth, sameYear: sameYear, tongue)
        case .month:
            large = Dates.month(begin, tongue)
            first = tongue == .zh ? "\(begin.year)年" : "\(begin.year)"
            let month = Dates.month(end, tongue)
            let named = sameYear ? month : tongue == .zh ? "\(end.year)年\(month)" : "\(month) \(end.year)"
            second = sameMonth ? "" : Phrase("至 \(named)", "to \(named)")(tongue)
        case .year:
            large = "\(begin.year)"
            first = sameYear ? "" : Phrase("至 \(end.year)年", "to \(end.year)")(tongue)
            second = ""
        }
    }

    private static func until(_ end: Day, sameMonth: Bool, sameYear: Bool, _ tongue: Tongue) -> String {
        switch tongue {
        case .zh: sameMonth ? "至 \(end.day)日" : sameYear ? "至 \(end.month)月\(end.day)日" : "至 \(Dates.plain(end, .zh))"
        case .en: "to \(end.day) \(Dates.month(end, .en))" + (sameYear ? "" : " \(end.year)")
        }
    }

    func html(datetime: Day) -> HTML {
        p(.class("date-block")) {
            Markup.time(.datetime(datetime.iso)) { span(.class("date-day")) { large } }
            if !first.isEmpty || !second.isEmpty {
                span(.class("date-rest")) {
                    if !first.isEmpty { span { first } }
                    if !second.isEmpty { span(.class("date-weekday")) { second } }
                }
            }
        }
    }
}
