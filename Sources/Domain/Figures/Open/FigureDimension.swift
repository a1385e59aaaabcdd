import Kernel
import Participation

/// In which ways an opened figure is laid out one level further down; the raw texts stand in addresses (`all=organiser`).
enum FigureDimension: String, Sendable, CaseIterable {
    case place, line, campaign, block, theme, day, kind
    case venueKind = "venue_kind"
    case mode, audience, organiser

    var title: Phrase {
        switch self {
        case .place: Phrase("地区", "Place")
        case .line: Phrase("系统（条线）", "Reporting line")
        case .campaign: Phrase("下级项目", "Campaign below")
        case .block: Phrase("板块", "Block")
        case .theme: Phrase("主题", "Theme")
        case .day: Phrase("日期", "Day")
        case .kind: Phrase("活动类型", "Kind of activity")
        case .venueKind: Phrase("场馆类型", "Kind of venue")
        case .mode: Phrase("参加方式", "Way to take part")
        case .audience: Phrase("面向人群", "For whom")
        case .organiser: Phrase("主办单位", "Organiser")
        }
    }

    /// What stands for a line that nobody stated.
    var unknown: Phrase {
        switch self {
        case .place: Phrase("地区未知", "Region unknown")
        case .line: Phrase("不属于任何系统", "In no reporting line")
        case .block: Phrase("不在任何板块", "In no block")
        case .theme: Phrase("不属于任何主题", "In no theme")
        case .day: Phrase("没有日期（针对整项活动）", "No day (about a whole activity)")
        case .venueKind: Phrase("没有登记的场馆", "At no registered venue")
        default: Phrase("未知", "Unknown")
        }
    }

    /// The slice that narrows by it; nil where a question has a field of its own, and for campaigns.
    var slice: FigureSlice? { FigureSlice(rawValue: rawValue) }
}

/// A figure laid out by one dimension.
struct FigureBreakdown: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        let key: String
        var name = Phrase("", "")
        let amount: Int64
        /// Nil where the figure has no methods.
        let shares: MethodShares?
        var told: ToldNumber
    }

    let dimension: FigureDimension
    /// The largest first; where some are told to nobody, those last.
    var lines: [Line]
    /// How many there are, `lines` being perhaps some of them.
    let total: Int
    /// What the line is called that narrows no further; nil where every line does.
    let same: String?
}
