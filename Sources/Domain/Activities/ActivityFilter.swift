import Campaigns
import Kernel
import Rooms
import Storage
import Venues
import Web

/// What the public list is asked for: every filter combines with every other.
struct ActivityFilter: Sendable {
    var words = ""
    var region: String?
    var begin: Day?
    var end: Day?
    var campaign: String?
    var modes: Set<String> = []
    var kind: ActivityKind?
    var isFree = false
    var access: Set<AccessNeed> = []
    var age: Int?
    var theme: String?
    var venue: String?
    /// So many places left in one session to come.
    var places: Int?
    /// A point, or a place by its name; the nearest come first.
    var near: ActivityNear?
    /// How far from it, in kilometres.
    var within = ActivityFilter.usualWithin
    var page = 1
    /// Only what is on or to come, and not cancelled: for shelves, which nobody asks by an address.
    var isComing = false
    /// Conditions of later rooms on `listed`.
    var others: [SQL] = []

    /// What `tx.resolved` found out: the codes of the region, the point of the place.
    var codes: [String]?
    var spot: GeoPoint?

    static let pageSize = 20
    /// Farther is not near.
    static let farthest = 500
    /// Kilometres, where only `near` is given.
    static let usualWithin = 50

    /// Names whose values may be given as a list with commas.
    static let lists: Set<String> = ["mode", "access"]

    /// Reads the address; what is wrong with it stands as remarks in `reading`.
    static func read(_ query: Query, form: Form, house: House) -> (filter: ActivityFilter, reading: FormReading) {
        guard query.pairs.count <= most else { return (ActivityFilter(), tooMany(query, form)) }
        var posted = Posted.nothing
        posted.fields = Query(query.pairs.flatMap(Self.split)).asked
        var reading = form.read(posted)
        let known = Set(form.fields.map(\.name)).union(["page"])
        if let name = query.unknownFilter(among: known) { reading.remark("", Query.noFilter(name)) }
        if let name = doubled(query.pairs, among: known) {
            reading.remark(name, Phrase("“\(name)”给了不止一个值，请只留一个。", "“\(name)” has more than one value. Leave one."))
        }
        var filter = ActivityFilter()
        filter.fill(from: &reading)
        for one in house.filters(of: Activities.listing) {
            guard let value = reading.textOrNil(one.field.name) else { continue }
            do { filter.others.append(try one.condition(value)) } catch let refusal as Refusal {
                reading.remark(one.field.name, refusal.phrase)
            } catch { reading.remark(one.field.name, Phrase("无法理解此条件。", "This filter cannot be understood.")) }
        }
        return (filter, reading)
    }

    /// The first of those that take one value and have two.
    private static func doubled(_ pairs: [(name: String, value: String)], among known: Set<String>) -> String? {
        var values: [String: String] = [:]
        for (name, value) in pairs where known.contains(name) && !lists.contains(name) && !value.isEmpty {
            if let other = values.updateValue(value, forKey: name), other != value { return name }
        }
        return nil
    }

    /// So many parameters make a question; a thousand are none.
    static let most = 60

    private static func tooMany(_ query: Query, _ form: Form) -> FormReading {
        var reading = form.read(.nothing)
        let name = String((query.pairs.last?.name ?? "").prefix(40))
        reading.remark(
            "", Phrase("条件太多：最多 \(most) 个，从“\(name)”起没有读。", "Too many filters: at most \(most); those up to “\(name)” were not read."))
        return reading
    }

    private mutating func fill(from reading: inout FormReading) {
        words = reading.text("q")
        region = reading.textOrNil("region")
        (begin, end) = (reading.day("begin"), reading.day("end"))
        campaign = reading.textOrNil("campaign")
        modes = Set(reading.texts("mode"))
        kind = reading.textOrNil("kind").flatMap { ActivityKind(rawValue: $0) }
        isFree = reading.textOrNil("free") == "1"
        access = Set(reading.texts("access").compactMap { AccessNeed(rawValue: $0) })
        age = reading.integer("age").map { Int($0) }
        theme = reading.textOrNil("theme")
        venue = reading.textOrNil("venue")
        places = reading.integer("places").map { Int($0) }
        if let region, reading.remark(on: "region") != nil {
            reading.remark(only: "region", Phrase("没有行政区划代码“\(region)”。", "There is no region with the code “\(region)”."))
        }
        within = reading.integer("within").map { Int($0) } ?? Self.usualWithin
        if let text = reading.textOrNil("near") {
            near = ActivityNear(text)
            if case .point(let point) = near { spot = point }
            if near == nil {
                reading.remark(
                    "near",
                    Phrase("near 应为“纬度,经度”（如 34.27,108.95），或地区、场馆的名称。", "Give near as latitude,longitude (34.27,108.95), or the name of a region or a venue."))
            }
        } else if reading.textOrNil("within") != nil {
            reading.remark("within", Phrase("within 要与 near 一起使用。", "within needs near: say near what."))
        }
        if let begin, let end, end < begin {
            reading.remark("end", Phrase("结束日期早于开始日期。", "The last day lies before the first."))
        }
        if let text = reading.textOrNil("page") {
            if let number = Int(text), (1...100_000).contains(number) { page = number } else {
                reading.remark("", Phrase("页码“\(text)”不对：应为从 1 起的整数。", "“\(text)” is no page: give a whole number from 1."))
            }
        }
    }

    private static func split(_ pair: (name: String, value: String)) -> [(name: String, value: String)] {
        guard lists.contains(pair.name) else { return [pair] }
        return pair.value.split(separator: ",").map { (pair.name, String($0)) }
    }
}
