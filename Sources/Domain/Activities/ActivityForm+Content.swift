import Kernel
import Language
import Regions
import Venues
import Web

extension ActivityForm {
    /// What the form says, or nil with remarks beside the fields. `old` keeps what the form does not show.
    static func content(from reading: inout FormReading, keeping old: ActivityContent? = nil, regions: RegionTable) -> ActivityContent? {
        guard reading.isGood, let kind = ActivityKind(rawValue: reading.text("kind")), let mode = AttendanceMode(rawValue: reading.text("mode"))
        else { return nil }
        var content = old ?? ActivityContent(title: Wording(""), summary: Wording(""))
        content.title = wording("title", reading)
        content.summary = wording("summary", reading)
        content.description = wording("description", reading)
        (content.kind, content.mode) = (kind, mode)
        content.themes = reading.text("themes").split(whereSeparator: \.isWhitespace).map(String.init)
        content.audience = wordingOrNil("audience", reading)
        (content.ageMin, content.ageMax) = (reading.integer("age_min").map { Int($0) }, reading.integer("age_max").map { Int($0) })
        content.access = Set(AccessNeed.allCases.filter { reading.isChecked("access_\($0.rawValue)") })
        fillPlace(&content, &reading, regions)
        content.onlineURL = reading.textOrNil("online_url")
        content.isFree = reading.textOrNil("cost").map { $0 == "free" }
        (content.fee, content.bookingNote) = (wordingOrNil("fee", reading), wordingOrNil("booking_note", reading))
        (content.imageURL, content.imageCredit) = (reading.textOrNil("image_url"), reading.textOrNil("image_credit"))
        content.contact = reading.textOrNil("contact")
        content.zone = Zone(reading.text("zone")) ?? .china
        content.capacity = reading.integer("capacity").map { Int($0) }
        fillPeriod(&content, &reading)
        do { try content.check() } catch { reading.remark(error) }
        return reading.isGood ? content : nil
    }

    private static func fillPlace(_ content: inout ActivityContent, _ reading: inout FormReading, _ regions: RegionTable) {
        content.venue = reading.textOrNil("venue").flatMap { ID($0) }
        content.place = nil
        content.region = nil
        // What was typed is read even where a venue is chosen, whose place then holds: nothing wrong is passed over.
        let (latitude, longitude) = (reading.real("latitude"), reading.real("longitude"))
        if (latitude == nil) != (longitude == nil) {
            reading.remark("latitude", Phrase("经纬度须同时填写或都不填。", "Give both latitude and longitude, or neither."))
        }
        var region: String?
        if let typed = reading.textOrNil("region") {
            do { region = try self.region(typed, in: regions) } catch { reading.remark(error) }
        }
        guard content.venue == nil else { return }
        content.region = region
        let point = latitude.flatMap { latitude in longitude.flatMap { GeoPoint(latitude: latitude, longitude: $0) } }
        let name = wordingOrNil("place", reading), address = wordingOrNil("address", reading)
        if name != nil || address != nil || point != nil {
            content.place = Place(name: name ?? address ?? Wording(""), address: address, point: point)
        }
    }

    private static func fillPeriod(_ content: inout ActivityContent, _ reading: inout FormReading) {
        switch (reading.day("period_begin"), reading.day("period_end")) {
        case (nil, nil): content.period = nil
        case (let begin?, let end?):
            let precision = content.period.flatMap { $0.begin == begin && $0.end == end ? $0.precision : nil }
            content.period = ActivityPeriod(begin: begin, end: end, precision: precision ?? .day)
        default: reading.remark("period_end", Phrase("开始日与结束日须同时填写。", "Give both the first and the last day."))
        }
    }

    /// By code; or by a name that fits one unit only.
    static func region(_ typed: String, in regions: RegionTable) throws(Refusal) -> String {
        let found = regions.find(typed)
        let whole = found.filter { $0.nameZH == typed || $0.nameEN == typed || $0.code == typed }
        let fitting = whole.isEmpty ? found : whole
        if fitting.count == 1, let one = fitting.first { return one.code }
        guard !fitting.isEmpty else {
            throw Refusal(
                .invalid, "no-region", "没有找到行政区划“\(typed)”。请填写六位代码或全名。", "There is no region “\(typed)”. Give its six-digit code or full name.",
                field: "region")
        }
        let names = fitting.prefix(6).map { "\($0.code) \(RegionWords.full($0.code, in: regions).zh)" }.joined(separator: "、")
        let english = fitting.prefix(6).map { "\($0.code) \(RegionWords.full($0.code, in: regions).en)" }.joined(separator: "; ")
        throw Refusal(
            .invalid, "region-ambiguous", "“\(typed)”可能是：\(names)。请填写代码。", "“\(typed)” may be: \(english). Give the code.", field: "region")
    }

    private static func wording(_ name: String, _ reading: FormReading) -> Wording {
        Wording(reading.text(name + "_zh"), reading.textOrNil(name + "_en"))
    }

    private static func wordingOrNil(_ name: String, _ reading: FormReading) -> Wording? {
        let wording = wording(name, reading)
        return wording.isEmpty ? nil : wording
    }
}
