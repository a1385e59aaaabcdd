import Activities
import Kernel
import Rooms
import Web

/// A reading's fields: what a program sends, and the columns of a table.
enum ReadingForm {
    /// Those that a program sends for a session of the activity that its address names.
    static let form = Form(
        FormField("session", "场次的标识", "The session's identity", .text(max: 13), required: true),
        FormField("indicator", "指标", "What is counted", .choice(Indicators.measurable.map { .init($0.key, $0.title) }), required: true),
        FormField("source", "来源（计数器、播放器或平台）", "Source (counter, player or platform)", .text(max: 70), required: true),
        FormField(
            "sequence", "来源自己的序号", "The source's own number of the reading", .integer(0...Reading.lastSequence), required: true,
            hint: Phrase("逐条递增；同一序号再送一次不会重复计入", "rising; the same number again is not counted twice")),
        FormField(
            "at", "读数时间", "When it was read", .text(max: 40), required: true,
            hint: Phrase("如 2026-09-19T09:15:00+08:00；不写时差即场次所在地的时间", "such as 2026-09-19T09:15:00+08:00; without an offset, the time at the session's place")),
        FormField("quantity", "数值", "Quantity", .integer(0...ClaimDraft.most), required: true),
        FormField("basis", "增量或累计", "Increment or total", .choice(ReadingBasis.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField(
            "seconds", "有效观看的秒数", "Seconds watched", .integer(1...86_400), hint: Phrase("指标为“有效观看”时必填，写明至少看了多少秒", "needed for “watched”: at least so many")),
        FormField("covers", "覆盖了整个场次", "It covered the whole session", .checkbox))

    /// The reading, or what is wrong with it beyond its single fields.
    static func reading(_ read: FormReading) throws(Refusal) -> Reading {
        guard let session = ID<ActivitySession>(read.text("session")) else {
            throw Refusal(.invalid, "reading-session", "场次的标识应为 13 个字母和数字。", "A session's identity is 13 letters and digits.", field: "session")
        }
        guard let at = ReadingTime(read.text("at")) else {
            throw Refusal(
                .invalid, "reading-time", "读不懂时间“\(read.text("at"))”。写法如 2026-09-19T09:15:00+08:00。",
                "The time “\(read.text("at"))” is not understood. Write it as 2026-09-19T09:15:00+08:00.", field: "at")
        }
        let isWatched = read.text("indicator") == Indicators.watched.key
        guard isWatched == (read.integer("seconds") != nil) else {
            throw Refusal(
                .invalid, "reading-seconds", isWatched ? "有效观看须写明至少看了多少秒。" : "只有“有效观看”才写秒数。",
                isWatched ? "“Watched” needs the seconds that a viewing lasted at least." : "Only “watched” has seconds.", field: "seconds")
        }
        let source = read.integer("seconds").map { Reading.sourceWithSeconds(read.text("source"), $0) } ?? read.text("source")
        return Reading(
            session: session, indicator: read.text("indicator"), source: source, sequence: read.integer("sequence") ?? -1, at: at,
            quantity: read.integer("quantity") ?? -1, basis: ReadingBasis(rawValue: read.text("basis")) ?? .total, coversWhole: read.isChecked("covers"))
    }
}
