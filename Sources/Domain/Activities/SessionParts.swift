import Kernel
import Markup
import Rooms
import Storage
import Web

/// What later rooms add to the form of a session, with what stands in it: shown and saved together with the session's own fields.
struct SessionParts: Sendable {
    private let parts: [FormPart]
    private(set) var readings: [FormReading]

    /// As the form of a new session begins (`session` nil), or as it is kept.
    init(_ house: House, of session: ID<ActivitySession>?, in tx: Transaction) throws {
        parts = house.formParts(on: Activities.sessionForm)
        readings = try parts.map { $0.form.filled(try $0.values(tx, session?.number ?? 0)) }
    }

    /// As it was posted.
    init(_ house: House, posted: Posted) {
        parts = house.formParts(on: Activities.sessionForm)
        readings = parts.map { $0.form.read(posted) }
    }

    var isGood: Bool { readings.allSatisfy(\.isGood) }

    /// In the transaction in which the session itself is added or changed.
    func save(_ session: ID<ActivitySession>, by actor: Int64, in tx: Transaction) throws {
        for (part, reading) in zip(parts, readings) { try part.save(tx, session.number, reading, actor) }
    }

    /// - mark: as of the form in which the fields stand (`FormReading.mark`).
    func html(_ visit: Visit, mark: String = "") -> HTML {
        HTML {
            for reading in readings.map({ $0.marked(mark) }) {
                visit.formSummary(reading)
                for field in reading.form.fields { visit.fieldHTML(field, in: reading) }
            }
        }
    }
}
