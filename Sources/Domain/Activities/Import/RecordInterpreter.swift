import Formats
import Kernel
import Language
import Regions
import Venues

/// Understands one record by a mapping; gathers everything that is wrong with it.
struct RecordInterpreter {
    let mapping: ImportMapping
    let record: Datum
    private(set) var faults: [ImportFault] = []
    private(set) var warnings: [(ImportWarning, String)] = []

    init(_ mapping: ImportMapping, _ record: Datum) { (self.mapping, self.record) = (mapping, record) }

    mutating func note(_ fault: ImportFault) { faults.append(fault) }
    mutating func warn(_ warning: ImportWarning, _ path: String) { warnings.append((warning, path)) }

    /// Nil with faults.
    mutating func read() -> ImportedRecord? {
        checkLongNumber()
        let externalID = required(.externalID), title = required(.title)
        var content = ActivityContent(title: mapping.wording(title ?? ""), summary: mapping.wording(text(.summary) ?? ""))
        content.description = mapping.wording(text(.description) ?? "")
        if let kind = code(.kind).flatMap({ ActivityKind(rawValue: $0) }) { content.kind = kind }
        if let mode = code(.mode).flatMap({ AttendanceMode(rawValue: $0) }) { content.mode = mode }
        content.audience = text(.audience).map(mapping.wording)
        (content.ageMin, content.ageMax) = (integer(.ageMin, 0...120), integer(.ageMax, 0...120))
        if let low = content.ageMin, let high = content.ageMax, low > high {
            note(
                ImportFault(
                    .ageMax, path(.ageMax), found: Phrase(same: "\(high)"),
                    expected: Phrase("不小于最小年龄 \(low)", "no less than the youngest age, \(low)")))
        }
        content.themes = list(.themes)
        for theme in content.themes where theme.contains(where: \.isWhitespace) {
            note(
                ImportFault(
                    .themes, path(.themes), found: .shown(theme),
                    expected: Phrase("不含空格的主题代码（用 values 对应）", "a theme's key without blanks; list it under `values`")))
        }
        content.access = Set(list(.access).compactMap { AccessNeed(rawValue: $0) })
        content.fee = text(.fee).map(mapping.wording)
        content.isFree = isFree()
        content.bookingNote = text(.bookingNote).map(mapping.wording)
        content.imageURL = webAddress(.image)
        content.imageCredit = text(.imageCredit)
        content.contact = text(.contact)
        content.onlineURL = webAddress(.onlineURL)
        (content.zone, content.note) = (mapping.zone, mapping.note)
        readPlace(into: &content)
        let organiser = mapping.organiser.name.flatMap { name($0) }
        let sessions = self.sessions()
        let status = code(.status).flatMap { ActivityStatus(rawValue: $0) }
        let updated = spans(.updated).first.map { ImportConversions.instant($0.begin, in: mapping.zone) }
        guard faults.isEmpty, let externalID else { return nil }
        return ImportedRecord(externalID: externalID, content: content, organiser: organiser, sessions: sessions, status: status, updated: updated)
    }

    /// For messages: where the target's value came from, or the first place where it was looked for.
    func path(_ target: ImportTarget) -> String {
        guard let field = mapping.fields[target] else { return "" }
        return field.found(in: record)?.path ?? field.paths.first?.text ?? ""
    }

    /// A spreadsheet keeps 15 digits of a number: an id that is longer has lost its end, and may have become another's.
    private mutating func checkLongNumber() {
        guard mapping.format == .xlsx, let (path, datum) = mapping.fields[.externalID]?.found(in: record) else { return }
        let isLong: Bool
        switch datum {
        case .integer(let number): isLong = number.magnitude >= 1_000_000_000_000_000
        case .real: isLong = true
        default: isLong = false
        }
        guard isLong else { return }
        note(
            ImportFault(
                .externalID, path, found: Phrase("数字 \(ImportConversions.plain(datum) ?? "")", "the number \(ImportConversions.plain(datum) ?? "")"),
                expected: Phrase(
                    "文字格式的编号（表格软件只保留 15 位数字，请把该列设为文本后重新填写）",
                    "an id as text (spreadsheets keep 15 digits of a number: format the column as text and enter it again)")))
    }

    private mutating func required(_ target: ImportTarget) -> String? {
        if let text = text(target), !text.isEmpty { return text }
        if !faults.contains(where: { $0.target == target.rawValue }) {
            note(ImportFault(target, path(target), found: Phrase("空白", "nothing"), expected: Phrase("文字", "a text")))
        }
        return nil
    }

    private mutating func readPlace(into content: inout ActivityContent) {
        let address = text(.address)
        let name = text(.place) ?? address
        let point = self.point()
        content.region = self.region()
        if let name {
            content.place = Place(name: mapping.wording(name), address: name == address ? nil : address.map(mapping.wording), point: point)
        } else if point != nil {
            warn(.noPlaceForPoint, path(.point))
        }
    }

    private mutating func region() -> String? {
        switch mapping.region {
        case .unknown: return nil
        case .code(let code): return code
        case .path(let path):
            guard let datum = path.first(in: record), !datum.isBlank else { return nil }
            if let code = ImportConversions.plain(datum), mapping.regions[code] != nil { return code }
            note(
                ImportFault(
                    "region", path.text, found: .shown(datum), expected: Phrase("GB/T 2260 中的六位行政区划代码", "a six-digit region code of GB/T 2260")))
            return nil
        }
    }

    private mutating func point() -> GeoPoint? {
        var pair: (Double, Double)?
        var target = ImportTarget.point
        if let (path, datum) = mapping.fields[.point]?.found(in: record) {
            pair = ImportConversions.pair(datum)
            if pair == nil { note(ImportFault(.point, path, found: .shown(datum), expected: Phrase("[纬度, 经度]", "a latitude and a longitude"))) }
        } else if let latitude = number(.latitude), let longitude = number(.longitude) {
            pair = (latitude, longitude)
            target = .latitude
        }
        guard let pair else { return nil }
        if pair == (0, 0) {
            warn(.noPoint, path(target))
            return nil
        }
        if let point = GeoPoint(latitude: pair.0, longitude: pair.1) { return point }
        note(
            ImportFault(
                target, path(target), found: Phrase(same: "\(pair.0), \(pair.1)"),
                expected: Phrase("纬度 −90 至 90，经度 −180 至 180", "a latitude from −90 to 90 and a longitude from −180 to 180")))
        return nil
    }
}
