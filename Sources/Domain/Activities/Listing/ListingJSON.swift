import Formats
import Kernel
import Language
import Venues

/// One activity as JSON has it in a list: the names of `/activities/{id}.json`.
enum ListingJSON {
    static func datum(_ record: ListedRecord, _ source: ListingSource) -> Datum {
        let content = record.content
        let members: [Datum.Member] = [
            .init("id", .text(record.id.text)), .init("version", .integer(Int64(record.version.number))), .init("title", wording(content.title)),
            .init("summary", wording(content.summary)), .init("description", wording(content.description)), .init("kind", .text(content.kind.rawValue)),
            .init("mode", .text(content.mode.rawValue)), .init("status", .text(record.activity.status.rawValue)),
            .init("organiser", wording(record.organiser?.name)), .init("region", text(record.region)), .init("place", wording(record.placeName)),
            .init("address", wording(record.address)), .init("point", point(record)), .init("online_url", text(content.onlineURL)),
            .init("audience", wording(content.audience)), .init("age_min", number(content.ageMin)), .init("age_max", number(content.ageMax)),
            .init("free", content.isFree.map(Datum.bool) ?? .null), .init("fee", wording(content.fee)),
            .init("access", .list(content.access.map(\.rawValue).sorted().map(Datum.text))), .init("themes", .list(content.themes.map(Datum.text))),
            .init("campaigns", .list(record.campaigns.map(Datum.text))), .init("period", period(content.period)),
            .init("sessions", .list(record.sessions.map(session))), .init("parent", text(record.activity.parent?.text)),
            .init("updated", .text(record.updated.iso)), .init("page", .text(source.page(record.id))),
        ]
        return .object(members)
    }

    /// What a map says of it, in the reader's language.
    static func properties(_ record: ListedRecord, _ source: ListingSource) -> [Datum.Member] {
        let next = record.next(at: source.now)
        return [
            .init("title", .text(record.content.title(source.language))), .init("summary", .text(record.content.summary(source.language))),
            .init("kind", .text(record.content.kind.rawValue)), .init("mode", .text(record.content.mode.rawValue)),
            .init("status", .text(record.activity.status.rawValue)), .init("begin", text(next?.begin.iso)), .init("end", text(next?.end.iso)),
            .init("place", text(record.placeName?(source.language))), .init("address", text(record.address?(source.language))),
            .init("region", text(record.region)), .init("free", record.content.isFree.map(Datum.bool) ?? .null),
            .init("sessions", .integer(Int64(record.sessions.count))), .init("page", .text(source.page(record.id))),
        ]
    }

    private static func session(_ one: ActivitySession) -> Datum {
        .object([
            .init("id", .text(one.id.text)), .init("begin", .text(one.begin.iso)), .init("end", .text(one.end.iso)), .init("zone", .text(one.zone.name)),
            .init("day", .text(one.day.iso)), .init("hours_announced", .bool(one.hoursAnnounced)), .init("capacity", number(one.capacity)),
            .init("left", number(one.left)), .init("status", .text(one.status.rawValue)), .init("note", wording(one.note)),
        ])
    }

    private static func period(_ period: ActivityPeriod?) -> Datum {
        guard let period else { return .null }
        return .object([
            .init("begin", .text(period.begin.iso)), .init("end", .text(period.end.iso)), .init("precision", .text(period.precision.rawValue)),
        ])
    }

    private static func point(_ record: ListedRecord) -> Datum {
        guard let point = record.point else { return .null }
        return .object([.init("latitude", .real(point.latitude)), .init("longitude", .real(point.longitude))])
    }

    private static func wording(_ wording: Wording?) -> Datum {
        guard let wording else { return .null }
        return .object([.init("zh", .text(wording.zh)), .init("en", text(wording.en))])
    }

    private static func text(_ text: String?) -> Datum { text.map(Datum.text) ?? .null }
    private static func number(_ number: Int?) -> Datum { number.map { .integer(Int64($0)) } ?? .null }
}
