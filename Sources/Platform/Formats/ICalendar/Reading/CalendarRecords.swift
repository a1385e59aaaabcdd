import Kernel

/// The events of an iCalendar file (RFC 5545) as records, one by one.
///
/// An event with something wrong in it loses only itself. Recurrence rules are handed over as text, not unrolled; alarms, to-dos and
/// the rest are passed over.
struct CalendarRecords: RecordReader {
    private var lines: CalendarLines
    private let file: String
    private let limits: RecordFile.Limits
    private let supply: any ByteSupply
    /// The components that are open, outermost first.
    private var open: [String] = []
    private var zones = CalendarZones()
    private var name: String?
    private var zone: String?
    private var count = 0
    private var hasBegun = false
    private var failed: FormatProblem?

    var share: Double? { supply.share }

    init(_ supply: any ByteSupply, file: String, limits: RecordFile.Limits, chunk: Int = 65_536) {
        (self.file, self.limits, self.supply) = (file, limits, supply)
        lines = CalendarLines(supply, most: limits.textBytes, chunk: chunk)
    }

    mutating func next() throws(FormatProblem) -> SourceRecord? {
        if let failed { throw failed }
        do throws(FormatProblem) {
            return try record()
        } catch {
            let problem = error.at(file: file, row: count == 0 ? nil : count)
            if problem.isFatal { failed = problem }
            throw problem
        }
    }

    private mutating func record() throws(FormatProblem) -> SourceRecord? {
        while let line = try lines.next() {
            guard let property = property(line) else {
                guard hasBegun else { throw notACalendar(line.line) }
                // Between the events a line that means nothing harms nobody.
                continue
            }
            guard hasBegun || (property.name == "BEGIN" && property.value.uppercased() == "VCALENDAR") else { throw notACalendar(line.line) }
            hasBegun = true
            switch property.name {
            case "BEGIN":
                try begin(property, line)
                if open == ["VCALENDAR", "VEVENT"] { return try event(line) }
            case "END": try end(property, line)
            default: outside(property)
            }
        }
        guard hasBegun else { throw FormatProblem(.empty, Phrase("文件是空的。", "The file is empty.")) }
        guard open.isEmpty else { throw cutOff }
        return nil
    }

    /// Reads to the end of the event, also when something in it is wrong, so that the next one can be read.
    private mutating func event(_ start: CalendarLines.Line) throws(FormatProblem) -> SourceRecord {
        count += 1
        var record = CalendarRecord(line: start.line, byte: start.byte)
        var flaw: FormatProblem?
        var bytes = 0
        while let line = try lines.next() {
            bytes += line.bytes.count
            if flaw == nil, bytes > limits.recordBytes || record.count > min(limits.values, 10_000) { flaw = tooLarge(start.line) }
            guard let property = property(line) else {
                if flaw == nil { flaw = wrong(line) }
                continue
            }
            switch property.name {
            case "BEGIN": try begin(property, line)
            case "END":
                try end(property, line)
                if open.count == 1 {
                    if let flaw { throw flaw }
                    return try finish(record)
                }
            default: if open.count == 2, flaw == nil { record.add(property) }
            }
        }
        throw cutOff.at(line: start.line)
    }

    private func finish(_ record: CalendarRecord) throws(FormatProblem) -> SourceRecord {
        do throws(FormatProblem) {
            let datum = try record.datum(zones: zones, calendar: name, defaultZone: zone)
            return SourceRecord(datum: datum, number: count, line: record.line, byte: record.byte)
        } catch {
            throw error.at(line: record.line)
        }
    }

    private mutating func begin(_ property: CalendarProperty, _ line: CalendarLines.Line) throws(FormatProblem) {
        guard open.count < min(limits.depth, 16) else {
            throw FormatProblem(.tooDeep, Phrase("日历文件的部件套得太深。", "The parts of the calendar are nested too deeply."), line: line.line)
        }
        open.append(String(property.value.uppercased().prefix(100)))
    }

    private mutating func end(_ property: CalendarProperty, _ line: CalendarLines.Line) throws(FormatProblem) {
        guard let last = open.last, last == property.value.uppercased().prefix(100) else {
            throw FormatProblem(
                .calendar,
                Phrase("“END:\(property.value.prefix(40))”没有对应的开头。", "“END:\(property.value.prefix(40))” does not close what is open."), line: line.line)
        }
        open.removeLast()
        if last == "VTIMEZONE" { zones.close() }
    }

    /// A property of the calendar itself or of a time zone.
    private mutating func outside(_ property: CalendarProperty) {
        if open.count > 1 {
            if open[1] == "VTIMEZONE" { zones.take(property) }
            return
        }
        switch property.name {
        case "NAME": name = property.text
        case "X-WR-CALNAME": name = name ?? property.text
        case "X-WR-TIMEZONE": zone = property.text
        default: break
        }
    }

    private func property(_ line: CalendarLines.Line) -> CalendarProperty? {
        guard line.bytes.count <= limits.textBytes, !line.bytes.contains(0), let text = String(checkedUTF8: line.bytes) else { return nil }
        return CalendarProperty(text)
    }

    private func wrong(_ line: CalendarLines.Line) -> FormatProblem {
        if line.bytes.count > limits.textBytes { return tooLarge(line.line) }
        guard String(checkedUTF8: line.bytes) != nil else { return FormatProblem.badText(line: line.line).forOneRecord }
        return FormatProblem(
            .syntax, Phrase("这一行不是“名称:内容”的写法。", "This line is not written as “NAME:value”."), line: line.line, isFatal: false)
    }

    private func tooLarge(_ line: Int) -> FormatProblem {
        FormatProblem(
            .tooLarge,
            Phrase(
                "这个日程太大（一行上限 \(limits.textBytes) 字节，一个日程上限 \(limits.recordBytes) 字节）。",
                "This event is too large (at most \(limits.textBytes) bytes a line, \(limits.recordBytes) an event)."),
            line: line, isFatal: false)
    }

    private func notACalendar(_ line: Int) -> FormatProblem {
        FormatProblem(
            .calendar, Phrase("这不是日历文件：第一行应为 BEGIN:VCALENDAR。", "This is no calendar: its first line should be BEGIN:VCALENDAR."), line: line)
    }

    private var cutOff: FormatProblem {
        FormatProblem(
            .calendar, Phrase("日历文件不完整：缺少“END:\(open.last ?? "")”。", "The calendar is cut off: “END:\(open.last ?? "")” is missing."))
    }
}
