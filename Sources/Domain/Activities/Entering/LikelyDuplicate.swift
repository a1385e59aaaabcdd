import Kernel
import Language
import Venues

/// An activity that may be the one that somebody is about to enter: the same organiser or place, a title near to it, a day in common.
struct LikelyDuplicate: Sendable, Hashable {
    /// Why it is thought to be the same.
    enum Reason: Sendable, Hashable {
        case title(isSame: Bool)
        case organiser
        case venue
        /// The first day that both have.
        case day(Day)
        /// One of the two has no days yet.
        case daysUnknown

        var phrase: Phrase {
            switch self {
            case .title(true): Phrase("名称相同", "the same title")
            case .title(false): Phrase("名称相近", "a similar title")
            case .organiser: Phrase("同一填报单位", "the same organiser")
            case .venue: Phrase("同一场馆", "the same venue")
            case .day(let day): Phrase("同在\(Dates.plain(day, .zh))", "on the same day, \(Dates.plain(day, .en))")
            case .daysUnknown: Phrase("日期未定", "its days or yours are not known")
            }
        }
    }

    let activity: ID<Activity>
    let title: Wording
    let organiser: Wording
    let isPublic: Bool
    /// Whether it is of the same organiser, and so may be attached instead.
    let isOwn: Bool
    let reasons: [Reason]
}

/// Found while it is being saved: nothing is saved, and whoever enters it is asked.
struct LikelyDuplicates: Error, Sendable { let found: [LikelyDuplicate] }

/// How near two titles are, by the words that searching takes from them.
enum TitleLikeness {
    /// From 0 (nothing in common) to 1 (the same words): the share of their words that they have in common.
    static func of(_ a: String, _ b: String) -> Double {
        let (a, b) = (SearchWords.of(a), SearchWords.of(b))
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        return 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
    }

    /// The nearer of the two languages.
    static func of(_ a: Wording, _ b: Wording) -> Double { max(of(a.zh, b.zh), of(a.en ?? "", b.en ?? "")) }

    /// From here on it is worth asking: seven words of ten.
    static let near = 0.7
}
