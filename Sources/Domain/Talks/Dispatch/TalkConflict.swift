import Calls
import Kernel
import Language

/// A talk that an expert gives, as far as it takes their time.
struct Engagement: Sendable, Hashable {
    let request: ID<TalkRequest>
    let expert: ID<Expert>
    let begin: Instant
    let end: Instant
    let region: String
    let unit: Wording
}

/// What speaks against asking an expert for a time and a place.
enum TalkConflict: Sendable, Hashable {
    case left
    case vetting(until: Day?)
    case overlap(Engagement)
    /// Minutes that the way needs, and those that there are.
    case travel(Engagement, needs: Int, has: Int)
    case dayOff(Day)
    case hours(WeekPattern)
    case region

    /// Nobody may override it: one cannot be in two places, and who is not vetted is not offered.
    var isHard: Bool {
        switch self {
        case .left, .vetting, .overlap: true
        case .travel, .dayOff, .hours, .region: false
        }
    }

    var says: Phrase {
        switch self {
        case .left: Phrase("已不在专家库", "has left the pool")
        case .vetting(nil): Phrase("还没有通过报告审核", "was never vetted for talks")
        case .vetting(let until?): Phrase("审核有效期只到\(Dates.plain(until, .zh))", "was vetted until \(Dates.plain(until, .en)) only")
        case .overlap(let other):
            Phrase(
                "与另一场报告时间重叠（\(other.unit.zh)，\(Dates.session(other.begin, other.end, .china, .zh))）",
                "overlaps with a talk at \(other.unit.en ?? other.unit.zh), \(Dates.session(other.begin, other.end, .china, .en))")
        case .travel(let other, let needs, let has):
            Phrase(
                "赶路时间不足：与\(other.unit.zh)的报告只隔 \(has) 分钟，按规则需要 \(needs) 分钟",
                "too little time to travel: \(has) minutes from the talk at \(other.unit.en ?? other.unit.zh), the rule asks for \(needs)")
        case .dayOff(let day): Phrase("\(Dates.plain(day, .zh))不接报告", "is not free on \(Dates.plain(day, .en))")
        case .hours(let pattern):
            Phrase(
                "只在 \(WeekPattern.clock(pattern.begin))–\(WeekPattern.clock(pattern.end)) 之间接报告",
                "talks between \(WeekPattern.clock(pattern.begin)) and \(WeekPattern.clock(pattern.end)) only")
        case .region: Phrase("不去这个地区", "does not travel there")
        }
    }
}

/// Finds what speaks against it. Pure: whoever asks hands over what is known.
struct ConflictFinder: Sendable {
    let speaker: Speaker
    /// Of this speaker alone, around the time in question.
    let engagements: [Engagement]
    /// What they said of single days.
    let exceptions: [Day: Bool]
    let zone = Zone.china

    /// - Parameters:
    ///   - path: the codes of the place from the province down.
    ///   - own: the request that is asked about, which is no conflict with itself.
    func conflicts(_ wish: TalkWish, region: String, path: [String], besides own: ID<TalkRequest>?) -> [TalkConflict] {
        var found: [TalkConflict] = []
        let (first, last) = (wish.begin.local(in: zone), wish.end.local(in: zone))
        if !speaker.isActive { found.append(.left) }
        if !speaker.isVetted(on: first.day) { found.append(.vetting(until: speaker.vettedUntil)) }
        for other in engagements where other.expert == speaker.id && other.request != own {
            if wish.begin < other.end, other.begin < wish.end {
                found.append(.overlap(other))
                continue
            }
            let gap = other.begin >= wish.end ? other.begin.seconds(since: wish.end) : wish.begin.seconds(since: other.end)
            let needs = TravelRule.between(region, other.region).minutes
            if gap < Int64(needs) * 60 { found.append(.travel(other, needs: needs, has: Int(gap / 60))) }
        }
        if !speaker.pattern.isFree(first.day, exception: exceptions[first.day]) { found.append(.dayOff(first.day)) }
        if !speaker.pattern.covers(first, last) { found.append(.hours(speaker.pattern)) }
        if !speaker.regions.isEmpty, Set(speaker.regions).isDisjoint(with: path) { found.append(.region) }
        return found
    }
}
