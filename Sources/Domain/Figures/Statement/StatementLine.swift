import Campaigns
import Kernel
import Participation
import Language

/// The lines that the year-end statement of a joint action prints, in the order in which the published ones do (domain M18).
enum StatementLine: String, Sendable, CaseIterable {
    case themes, exchanges, contests, courses
    case museumTimes = "museum-times"
    case museums, schools, enterprises, sessions
    case visits, viewers, together
    case media = "media-reports"

    var title: Phrase {
        switch self {
        case .themes: Phrase("主题活动", "Themes")
        case .exchanges: Phrase("行业交流", "Exchanges")
        case .contests: Phrase("竞赛交流", "Contests")
        case .courses: Phrase("教师培训", "Training courses")
        case .museumTimes: Phrase("科技馆（座次）", "Museums, by times")
        case .museums: Phrase("科技馆（不重复）", "Museums, each once")
        case .schools: Phrase("学校", "Schools")
        case .enterprises: Phrase("企业和科研院所", "Firms and institutes")
        case .sessions: Phrase("活动场次", "Activity sessions")
        case .visits: Phrase("线下参加", "On site")
        case .viewers: Phrase("线上观看", "Online")
        case .together: Phrase("线上线下合计", "Online and on site together")
        case .media: Phrase("媒体报道", "Media reports")
        }
    }

    var unit: Phrase {
        switch self {
        case .themes, .courses: Phrase("期", "")
        case .exchanges: Phrase("次", "")
        case .contests: Phrase("项", "")
        case .museumTimes: Phrase("座次", "")
        case .museums: Phrase("座", "")
        case .schools: Phrase("所", "")
        case .enterprises: Phrase("家", "")
        case .sessions: Phrase("场", "")
        case .visits, .together: Phrase("人次", "")
        case .viewers: Phrase("观看人次", "")
        case .media: Phrase("篇", "")
        }
    }

    /// What is counted, exactly.
    var definition: Phrase {
        switch self {
        case .themes: Phrase("有活动计入的主题，一期计一次", "Themes in which an activity counts, each once")
        case .exchanges: Phrase("类型为论坛的活动", "Activities of the kind forum")
        case .contests: Phrase("类型为竞赛的活动", "Activities of the kind contest")
        case .courses: Phrase("类型为培训的活动", "Activities of the kind training")
        case .museumTimes: Phrase("科技馆（含科学类博物馆）在几期中承接活动便计几次；不属于任何一期的合计一次", "A museum counts once for each issue in which it holds an activity, and once for all that belong to none")
        case .museums: Phrase("承接活动的不同科技馆（含科学类博物馆）", "Distinct museums and museums of science that hold an activity")
        case .schools: Phrase("填报活动的不同学校", "Distinct schools that organise an activity")
        case .enterprises: Phrase("填报活动的不同企业、科研院所", "Distinct firms and research institutes that organise an activity")
        case .sessions: Phrase("未取消的场次", "Sessions that are not cancelled")
        case .visits: Phrase("现场参加的人次；预约不计", "Attendances on site; bookings are no part of them")
        case .viewers: Phrase("各场次不同设备数之和；不是人数", "Distinct devices of each session, summed; no number of people")
        case .together: Phrase("人次和观看人次是两种量，本站从不相加", "Visits and viewer-times are two things, and are never added here")
        case .media: Phrase("承办单位填报的报道篇数", "Reports in the media, as hosts state them")
        }
    }

    /// Under which words a document announces the same.
    var announced: [String] {
        switch self {
        case .themes: ["themes"]
        case .exchanges: ["exchanges-held", "exchanges"]
        case .contests: ["competitions", "contests"]
        case .courses: ["training-courses", "courses"]
        case .museumTimes: ["venue-times"]
        case .museums: ["museums"]
        case .schools: ["schools"]
        case .enterprises: ["firms-and-institutes"]
        case .sessions: ["sessions"]
        case .visits: ["visits"]
        case .viewers: ["viewers"]
        case .together: ["participants", "participants-online-and-onsite"]
        case .media: ["media-reports"]
        }
    }

    /// What of a statement stands in a list of its own, and by which kinds of records.
    var isListed: Bool { [.museumTimes, .museums, .schools, .enterprises].contains(self) }
}

/// What a line says: a number, *unknown* where nobody has stated it, or that it cannot be.
enum StatementValue: Sendable, Hashable {
    case number(Int64)
    case unknown
    case notApplicable
    /// A small group of minors.
    case few

    init(_ number: Int64?) { self = number.map { .number($0) } ?? .unknown }

    /// Whether there is something to open.
    var isSome: Bool { if case .number(let number) = self { number > 0 } else { false } }

    func text(_ language: Tongue) -> String {
        switch self {
        case .number(let number): Numerals.count(number, language)
        case .unknown: Numerals.unknown(language)
        case .notApplicable: Numerals.notApplicable(language)
        case .few: ToldNumber.few.text(language)
        }
    }
}
