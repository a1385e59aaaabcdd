import Formats
import Kernel
import Language
import Storage
import Web

/// The programme as JSON, GeoJSON, CSV.
extension ListingSource {
    func json() -> Answer {
        let head: [Datum.Member] = [
            .init("title", .text(say(Phrase("科普活动", "Science activities")))), .init("page", .text(origin + "/activities" + question)),
            .init("made_at", .text(now.iso)), .init("total", .integer(Int64(total))),
        ]
        let writer = JSONListWriter(list: "activities", head: head)
        return .stream(stream(writer) { writer, record in writer.add(ListingJSON.datum(record, self)) }, mediaType: "application/json")
    }

    func geoJSON() -> Answer {
        let head: [Datum.Member] = [
            .init("title", .text(say(Phrase("科普活动", "Science activities")))), .init("made_at", .text(now.iso)), .init("total", .integer(Int64(total))),
        ]
        let placeless = Tally()
        let body = stream(GeoJSONWriter(head: head)) { writer, record in
            guard let point = record.point else { return placeless.add() }
            writer.add(id: record.id.text, geometry: .point(point), properties: ListingJSON.properties(record, self))
        } end: { writer in
            writer.finish(tail: [.init("withoutPoint", .integer(Int64(placeless.count)))])
        }
        return .stream(body, mediaType: "application/geo+json")
    }

    func csv() -> Answer {
        let writer = CSVWriter(header: ListingTable.columns.map { say($0.heading) })
        let body = stream(writer) { writer, record in
            for row in ListingTable.rows(record, self) { writer.row(row.map(\.datum)) }
        }
        return .stream(body, mediaType: "text/csv; charset=utf-8; header=present")
    }

    /// The spreadsheet is finished before anything is sent: what goes wrong is told, and its size is known.
    func xlsx() async throws -> Answer {
        let writer = try XLSXWriter(
            title: say(Phrase("科普活动", "Science activities")), columns: ListingTable.columns.map { SheetColumn(say($0.heading), width: $0.width) })
        try await each(ids) { records in
            for record in records where !record.isGone {
                for row in ListingTable.rows(record, self) { try writer.add(row) }
            }
        }
        let size = try writer.finish()
        let (rows, file) = (writer.count, try withExtendedLifetime(writer) { try FileShelf(path: writer.path) })
        let body = BodyStream(length: Int(size)) { [place] sink in
            while let piece = try file.next() { try await sink.send(piece) }
            withExtendedLifetime(place) {}
        }
        return Answer.stream(body, mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .header("x-row-count", String(rows))
    }

    /// `?region=610000`; empty without one.
    var question: String { address.firstIndex(of: "?").map { String(address[$0...]) } ?? "" }
}
