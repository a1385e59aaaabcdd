package import Activities
package import Kernel
import Rooms

/// What a reading must be, whatever else is known of its source. Pure.
package enum ReadingRules {
    /// A device's clock may be ahead by so many minutes.
    package static let minutesAhead: Int64 = 10

    /// What is wrong with the reading; nil where all is well.
    package static func problem(of reading: Reading, in session: ActivitySession, now: Instant) -> Phrase? {
        guard let indicator = Indicators.measurable.first(where: { $0.key == reading.indicator }) else {
            return Phrase("没有“\(reading.indicator.prefix(40))”这个指标。", "There is no indicator “\(reading.indicator.prefix(40))”.")
        }
        if reading.source.isEmpty || reading.source.count > 80 || isReserved(reading.source) || !isReadable(reading.source) {
            return Phrase(
                "请写明来源（最多 80 字）；“door”和“cloud-hall”由系统使用。", "Name the source in 80 letters at most; “door” and “cloud-hall” are kept for the program itself.")
        }
        if !(0...Reading.lastSequence).contains(reading.sequence) { return Phrase("序号应为 0 或正整数。", "The sequence is a whole number from 0.") }
        if !(0...ClaimDraft.most).contains(reading.quantity) {
            return Phrase("数值应在 0 与 \(ClaimDraft.most) 之间。", "The quantity lies between 0 and \(ClaimDraft.most).")
        }
        if indicator.total == .none, reading.basis == .increment {
            return Phrase("“\(indicator.title.zh)”不能相加，请按累计（total）送交。", "“\(indicator.title.en)” is never added up: deliver it as a total.")
        }
        return times(of: reading, in: session, now: now)
    }

    /// Sources that the program itself keeps.
    static func isReserved(_ source: String) -> Bool {
        let plain = source.lowercased()
        return plain == Claim.door || plain.hasPrefix(Claim.cloudHall)
    }

    /// Whether a name can be read as it stands: no signs that are not seen, and none that turn the text around.
    static func isReadable(_ source: String) -> Bool {
        !source.unicodeScalars.contains { [.control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) }
    }

    private static func times(of reading: Reading, in session: ActivitySession, now: Instant) -> Phrase? {
        do throws(Refusal) {
            if reading.coversWhole { try MeasureWindow.checkWhole(session, now: now) } else { try MeasureWindow.check(session, now: now) }
        } catch { return error.phrase }
        let at = reading.at.instant(in: session.zone)
        guard at <= now.adding(minutes: minutesAhead) else {
            return Phrase("读数时间 \(shown(at, session)) 还没有到，请核对设备时钟。", "The reading's time, \(shown(at, session)), lies in the future. Check the device's clock.")
        }
        let window = MeasureWindow.times(of: session)
        // A platform's totals are read days later; what came in between two readings came while the session was on.
        let isWithin = reading.basis == .increment ? window.contains(at) : at >= window.lowerBound
        guard !isWithin else { return nil }
        return Phrase(
            "读数时间 \(shown(at, session)) 不在本场次可计数的时间内，请核对时钟和场次。", "The reading's time, \(shown(at, session)), is not within this session's. Check the clock and the session.")
    }

    private static func shown(_ at: Instant, _ session: ActivitySession) -> String { String(at.local(in: session.zone).iso.prefix(16)) }

    /// What the source's readings say together.
    ///
    /// Increments are added by the program; of totals the one with the highest sequence counts. A source of whose increments some are
    /// missing has not covered the whole session, whatever it says.
    package static func coversWhole(_ feed: ReadingFeed) -> Bool { feed.saysWhole && (feed.basis == .total || feed.missing == 0) }
}
