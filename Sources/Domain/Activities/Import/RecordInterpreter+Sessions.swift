import Formats
import Kernel

extension RecordInterpreter {
    /// The sessions of a record: the times of `sessions`, else the one from `begin` to `end`. Each begin occurs once.
    mutating func sessions() -> [SessionDraft] {
        var drafts: [SessionDraft] = []
        for span in spans(.sessions) { drafts += self.drafts(of: span) }
        // Read even where they are not needed, so that impossible dates are told.
        let begin = spans(.begin).first, end = spans(.end).first
        if drafts.isEmpty, let begin { drafts = single(begin, end) }
        var byBegin: [Instant: SessionDraft] = [:]
        for draft in drafts {
            guard let other = byBegin[draft.begin] else {
                byBegin[draft.begin] = draft
                continue
            }
            if other.end == draft.end {
                warn(.repeatedSessions, path(.sessions))
            } else {
                fault(.sessions, Phrase("两个同时开始、不同时结束的场次（\(draft.begin.iso)）", "two sessions that begin at \(draft.begin.iso) and end differently"))
            }
        }
        return byBegin.values.sorted { $0.begin < $1.begin }.map { draft in
            var named = draft
            named.key = draft.importKey
            return named
        }
    }

    /// The times that a target's text states; impossible ones are left out where the mapping says so.
    mutating func spans(_ target: ImportTarget) -> [DatePhrases.Span] {
        guard let field = mapping.fields[target], let (path, datum) = field.found(in: record) else { return [] }
        let texts: [String]
        if case .list(let items) = datum { texts = items.compactMap(ImportConversions.plain) } else { texts = [ImportConversions.plain(datum) ?? ""] }
        var out: [DatePhrases.Span] = []
        for piece in texts.flatMap({ $0.split(whereSeparator: { $0.isNewline || $0 == ";" || $0 == "；" }) }) {
            let text = ImportConversions.trimmed(piece)
            if text.isEmpty { continue }
            do throws(FormatProblem) {
                if field.conversion == .datesISO, !Self.beginsISO(text) {
                    throw FormatProblem(.date, Phrase("不是 ISO 8601", "not ISO 8601"))
                }
                out += try DatePhrases.read(text, dayFirst: field.dayFirst)
            } catch {
                if error.code == .impossibleDate, field.ignoresImpossibleDates {
                    warn(.impossibleDates, path)
                } else {
                    let why = error.code == .impossibleDate || error.code == .date ? error.phrase : Phrase(same: "")
                    let expected =
                        field.conversion == .datesISO
                        ? Phrase("ISO 8601 时间，如 2023-09-16T09:00", "a time of ISO 8601 such as 2023-09-16T09:00")
                        : Phrase("明确的日期和时间", "a clear date and time")
                    note(
                        ImportFault(
                            target, path, found: .shown(text), expected: why.en.isEmpty ? expected : expected + Phrase("（\(why.zh)）", " (\(why.en))"))
                    )
                }
            }
        }
        return out
    }

    private static func beginsISO(_ text: String) -> Bool {
        let shape = Array("0000-00-00".utf8), bytes = Array(text.utf8.prefix(10))
        return bytes.count == 10 && zip(bytes, shape).allSatisfy { $1 == 0x30 ? (48...57).contains($0) : $0 == $1 }
    }

    /// One session, or one for each of several whole days, whose hours nobody announced.
    private mutating func drafts(of span: DatePhrases.Span) -> [SessionDraft] {
        guard let end = span.end else {
            fault(.sessions, Phrase("只有开始时间（\(span.begin.local.iso)）", "a beginning only (\(span.begin.local.iso))"))
            return []
        }
        guard !span.isWholeDays else { return days(from: span.begin.local.day, before: end.local.day) }
        if span.isNextDayAssumed { warn(.overMidnight, path(.sessions)) }
        return checked(ImportConversions.instant(span.begin, in: mapping.zone), ImportConversions.instant(end, in: mapping.zone), .sessions)
    }

    private mutating func days(from first: Day, before end: Day) -> [SessionDraft] {
        guard first.days(until: end) <= 366 else {
            fault(.sessions, Phrase("\(first.iso) 起 \(first.days(until: end)) 天", "\(first.days(until: end)) days from \(first.iso)"))
            return []
        }
        return Day.days(from: first, to: end.adding(days: -1)).compactMap { day in
            guard let begin = LocalTime(day: day, hour: 0, minute: 0), let last = LocalTime(day: day, hour: 23, minute: 59) else { return nil }
            let start = begin.instant(in: mapping.zone)
            let stop = min(last.instant(in: mapping.zone), start.adding(seconds: SessionDraft.longest))
            return SessionDraft(begin: start, end: stop, zone: mapping.zone, hoursAnnounced: false)
        }
    }

    private mutating func single(_ begin: DatePhrases.Span, _ end: DatePhrases.Span?) -> [SessionDraft] {
        if end == nil { return drafts(of: begin) }
        guard let end else { return [] }
        if begin.isWholeDays, end.isWholeDays { return days(from: begin.begin.local.day, before: end.begin.local.day.adding(days: 1)) }
        return checked(ImportConversions.instant(begin.begin, in: mapping.zone), ImportConversions.instant(end.begin, in: mapping.zone), .end)
    }

    private mutating func checked(_ begin: Instant, _ end: Instant, _ target: ImportTarget) -> [SessionDraft] {
        guard begin < end, end.seconds(since: begin) <= SessionDraft.longest else {
            fault(target, Phrase(same: "\(begin.local(in: mapping.zone).iso) – \(end.local(in: mapping.zone).iso)"))
            return []
        }
        return [SessionDraft(begin: begin, end: end, zone: mapping.zone)]
    }

    private mutating func fault(_ target: ImportTarget, _ found: Phrase) {
        note(
            ImportFault(
                target, path(target), found: found,
                expected: Phrase("有开始和结束、最长 24 小时的场次（多天的请按天分开）", "a session with a begin and an end, 24 hours at most (one for each day)")))
    }
}

extension SessionDraft {
    /// What the source said about it: the begin tells it from others of its activity, the whole tells whether the source changed.
    var importKey: String { "\(begin.iso)/\(end.iso)" }
}
