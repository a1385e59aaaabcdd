package import Storage
import Venues

extension Activity {
    package init(_ row: Row) throws {
        let source = try row.textOrNil("external_source"), externalID = try row.textOrNil("external_id")
        id = try row.id("id")
        key = try row.textOrNil("key")
        organiser = try row.id("organiser_id")
        parent = try row.idOrNil("parent_id")
        isUmbrella = try row.bool("is_umbrella")
        status = try row.choice("status")
        statusReason = try row.text("status_reason")
        if let source, let externalID { external = ExternalName(source: source, id: externalID) } else { external = nil }
        sources = try row.text("source").split(separator: " ").map(String.init)
        repaired = try row.textOrNil("repaired")
        repeats = try row.idOrNil("repeats_id")
        latest = try row.int("latest")
        shown = try row.intOrNil("shown_number")
        firstAt = try row.instantOrNil("first_at")
        lastAt = try row.instantOrNil("last_at")
    }
}

extension ActivityVersion {
    package init(_ row: Row) throws {
        activity = try row.id("activity_id")
        number = try row.int("number")
        content = try ActivityContent(row)
        madeAt = try row.instant("made_at")
        madeBy = try row.int64("made_by")
    }
}

extension ActivityContent {
    package init(_ row: Row) throws {
        self.init(
            title: try row.wording("title"), summary: try row.wording("summary"), kind: try row.choice("kind"), mode: try row.choice("mode"))
        description = try row.wording("description")
        audience = try row.wordingOrNil("audience")
        (ageMin, ageMax) = (try row.intOrNil("age_min"), try row.intOrNil("age_max"))
        themes = try row.text("themes").split(separator: " ").map(String.init)
        venue = try row.idOrNil("venue_id")
        if let name = try row.wordingOrNil("place") {
            place = Place(name: name, address: try row.wordingOrNil("address"), point: try GeoPoint(row))
        }
        region = try row.textOrNil("region")
        onlineURL = try row.textOrNil("online_url")
        fee = try row.wordingOrNil("fee")
        isFree = try row.int64OrNil("is_free").map { $0 != 0 }
        bookingNote = try row.wordingOrNil("booking_note")
        access = Set(try row.text("access").split(separator: " ").compactMap { AccessNeed(rawValue: String($0)) })
        (imageURL, imageCredit, contact) = (try row.textOrNil("image_url"), try row.textOrNil("image_credit"), try row.textOrNil("contact"))
        zone = try row.zone("zone")
        capacity = try row.intOrNil("capacity")
        if let begin = try row.dayOrNil("period_begin"), let end = try row.dayOrNil("period_end") {
            let precision = try row.textOrNil("period_precision").flatMap { ActivityPeriod.Precision(rawValue: $0) }
            period = ActivityPeriod(begin: begin, end: end, precision: precision ?? .day)
        }
        note = try row.wordingOrNil("note")
    }
}
