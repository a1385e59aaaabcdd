import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// `activities` in a campaign file. What is declared is published directly, by who applies the file. Bookings and results of
/// later rooms may hang on an activity, so none is taken back by a file.
enum ActivitySection {
    static let section = Section(
        "activities", order: 60, noun: Phrase("活动", "activity"), shape: ActivityShape.activity, isEdition: true, apply: apply,
        current: { try $0.declaredActivity($1) }, hasRecords: { _, _ in true }, withdraw: { _, _, _ in })

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let placements = try record.records("campaigns").map { one in
            DeclaredPlacement(
                campaign: try tx.campaignID(declared: try one.text("campaign")), block: try one.textOrNil("block"), theme: try one.textOrNil("theme"))
        }
        let zone = try placements.first.flatMap { try tx.campaign($0.campaign)?.zone } ?? .china
        let content = try content(of: record, zone: zone, tx)
        let id = try tx.putActivity(try draft(of: record, content, tx), key: record.key, by: context.actor)
        try tx.putPlacements(placements, of: id, by: context.actor)
        try tx.putSessions(try sessions(of: record, zone: zone, capacity: content.capacity), of: id, by: context.actor)
        try within("recurring") { try tx.putRecurrence(try recurrence(of: record), of: id, content: content, by: context.actor) }
        try tx.refreshTimes(of: id)
    }

    private static func draft(of record: DeclaredRecord, _ content: ActivityContent, _ tx: Transaction) throws -> ActivityDraft {
        var draft = ActivityDraft(organiser: try tx.organisationID(declared: try record.text("organiser")), content: content)
        draft.key = record.key
        draft.isUmbrella = try record.boolean("umbrella")
        draft.parent = try record.textOrNil("parent").map { key in
            if let parent = try tx.activity(key: key) { return parent.id }
            throw Refusal(
                .invalid, "parent-later", "活动 \(record.key) 的上级 \(key) 须写在它之前。",
                "The parent \(key) of \(record.key) must stand before it in the file.",
                field: "parent")
        }
        draft.bodies = try record.records("organisations").map { one in
            ActivityBody(try tx.organisationID(declared: try one.text("organisation")), role: try one.text("role"))
        }
        draft.sources = record.texts("source")
        draft.repaired = try record.textOrNil("repaired")
        return draft
    }

    private static func content(of record: DeclaredRecord, zone: Zone, _ tx: Transaction) throws -> ActivityContent {
        var content = ActivityContent(
            title: try record.name("title"), summary: try record.name("summary"), kind: try record.choice("kind"), mode: try record.choice("mode"))
        content.zone = zone
        content.venue = try record.textOrNil("venue").map { try tx.venueID(declared: $0) }
        if let place = try record.recordOrNil("place") {
            let latitude = try place.realOrNil("latitude"), longitude = try place.realOrNil("longitude")
            let point = latitude.flatMap { latitude in longitude.flatMap { GeoPoint(latitude: latitude, longitude: $0) } }
            content.place = Place(name: try place.name("name"), address: try place.nameOrNil("address"), point: point)
            content.region = try place.text("region")
        }
        content.onlineURL = try record.recordOrNil("online").map { try $0.textOrNil("url") ?? "" }
        content.audience = try record.nameOrNil("audience")
        if let age = try record.recordOrNil("age") { (content.ageMin, content.ageMax) = (try age.integerOrNil("min"), try age.integerOrNil("max")) }
        content.capacity = try record.integerOrNil("capacity")
        content.fee = try record.nameOrNil("fee")
        if let period = try record.recordOrNil("period") {
            content.period = ActivityPeriod(begin: try period.day("begin"), end: try period.day("end"), precision: try period.choice("precision"))
        }
        content.note = try record.nameOrNil("note")
        return content
    }

    private static func sessions(of record: DeclaredRecord, zone: Zone, capacity: Int?) throws -> [SessionDraft] {
        try record.records("sessions").enumerated().map { index, one in
            try within("sessions[\(index)]") {
                for name in ["begin", "end"] { try checkClock(try one.localTime(name), in: zone, field: name) }
                var draft = SessionDraft(
                    begin: try one.localTime("begin"), end: try one.localTime("end"), zone: zone,
                    capacity: try one.integerOrNil("capacity") ?? capacity, key: try one.textOrNil("key"), hoursAnnounced: try !one.boolean("assumed")
                )
                draft.note = try one.nameOrNil("note")
                try draft.check()
                return draft
            }
        }
    }

    /// In spring clocks are put forward: the hour between is shown by none.
    private static func checkClock(_ time: LocalTime, in zone: Zone, field: String) throws(Refusal) {
        guard time.instant(in: zone).local(in: zone) != time else { return }
        throw Refusal(
            .invalid, "no-such-time", "在 \(zone.name) 没有 \(time.day.iso) \(time.clock) 这一时刻：时钟在此时拨快。",
            "There is no \(time.day.iso) \(time.clock) in \(zone.name): clocks are put forward then.", field: field)
    }

    /// A refusal of what is done in there names the field below `part`, as the file writes it.
    private static func within<R>(_ part: String, _ work: () throws -> R) throws -> R {
        do { return try work() } catch var refusal as Refusal {
            refusal.field = refusal.field.map { "\(part).\($0)" } ?? part
            throw refusal
        }
    }

    private static func recurrence(of record: DeclaredRecord) throws -> (rule: Recurrence, hoursAnnounced: Bool)? {
        guard let one = try record.recordOrNil("recurring"), let begin = Recurrence.ClockTime(try one.text("begin")),
            let end = Recurrence.ClockTime(try one.text("end"))
        else { return nil }
        let rule = Recurrence(
            days: DeclaredDays.numbers(one.texts("days")), from: try one.day("from"), until: try one.day("until"), begin: begin, end: end,
            except: Set(one.texts("except").compactMap { Day(iso: $0) }), holidays: try one.choice("holidays"), makeUpDays: try one.choice("workdays")
        )
        return (rule, try !one.boolean("assumed"))
    }
}

/// In which campaign a file places an activity.
struct DeclaredPlacement: Sendable {
    let campaign: ID<Campaign>
    let block: String?
    let theme: String?
}
