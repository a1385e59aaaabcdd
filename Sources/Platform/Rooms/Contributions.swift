package import Kernel
package import Markup
package import Storage
package import Web

/// A place on a page where later rooms may add a panel; declared by the room that owns the page: `venues.venue`.
package struct PanelPlace: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}

/// A piece of another room's page. `subject` is the number of the record that the page shows.
package struct Panel: Sendable {
    package let place: PanelPlace
    package let order: Int
    /// Nil where there is nothing to say about this subject.
    package let render: @Sendable (_ visit: Visit, _ subject: Int64) async throws -> HTML?
    package init(on place: PanelPlace, order: Int = 50, render: @escaping @Sendable (Visit, Int64) async throws -> HTML?) {
        (self.place, self.order, self.render) = (place, order, render)
    }
}

extension House {
    /// All panels of `place` for this subject, in order.
    package func panelsHTML(on place: PanelPlace, _ subject: Int64, _ visit: Visit) async throws -> HTML {
        var pieces: [HTML] = []
        for panel in panels(on: place) {
            if let piece = try await panel.render(visit, subject) { pieces.append(piece) }
        }
        return HTML(pieces)
    }
}

/// A form of an earlier room to which later rooms add fields: `activities.session`.
package struct FormPlace: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}

/// Fields on another room's form, kept in this room's own tables, in the same transaction.
package struct FormPart: Sendable {
    package let place: FormPlace
    package let form: Form
    /// The values now, by field name; subject 0 asks for those with which the form of a new record begins.
    package let values: @Sendable (_ tx: Transaction, _ subject: Int64) throws -> [String: String]
    package let save: @Sendable (_ tx: Transaction, _ subject: Int64, _ reading: FormReading, _ actor: Int64) throws -> Void
    package init(
        on place: FormPlace, form: Form, values: @escaping @Sendable (Transaction, Int64) throws -> [String: String],
        save: @escaping @Sendable (Transaction, Int64, FormReading, Int64) throws -> Void
    ) {
        (self.place, self.form, self.values, self.save) = (place, form, values, save)
    }
}

/// A list of an earlier room to which later rooms add filters: `activities`.
package struct ListingPlace: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}

/// A filter on another room's list, by the name of its query parameter.
package struct ListingFilter: Sendable {
    package let place: ListingPlace
    package let field: FormField
    /// A condition on the list's rows; refuses a value that it does not understand.
    package let condition: @Sendable (_ value: String) throws -> SQL
    package init(of place: ListingPlace, field: FormField, condition: @escaping @Sendable (String) throws -> SQL) {
        (self.place, self.field, self.condition) = (place, field, condition)
    }
}

/// A change of an earlier room that later rooms may refuse: `activities.session-capacity`.
package struct GuardPlace: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}

/// Asked in the transaction of the change; throws a `Refusal` to stop it.
package struct Guard: Sendable {
    package let place: GuardPlace
    package let check: @Sendable (_ tx: Transaction, _ subject: Int64, _ detail: [String: Int64]) throws -> Void
    package init(on place: GuardPlace, check: @escaping @Sendable (Transaction, Int64, [String: Int64]) throws -> Void) {
        (self.place, self.check) = (place, check)
    }
}

/// Something that is counted, with its exact meaning (counting.md §1).
package struct Indicator: Hashable, Sendable {
    /// How values of several sessions become one.
    package enum Total: String, Sendable {
        case sum
        /// Never summed: a peak.
        case none
    }
    package let key: String
    package let title: Phrase
    package let unit: Phrase
    package let definition: Phrase
    package let total: Total
    package init(_ key: String, title: Phrase, unit: Phrase, definition: Phrase, total: Total = .sum) {
        (self.key, self.title, self.unit, self.definition, self.total) = (key, title, unit, definition, total)
    }
}

/// What `kepu import WHAT FILE` can bring in.
package struct Importer: Sendable {
    package struct Request: Sendable {
        package let file: String
        /// The mapping file; nil where the importer needs none.
        package let mapping: String?
        package let isPlan: Bool
        package let acceptsGoodRows: Bool
        package let actor: Int64
        package let language: Tongue
        /// Told how many records are done, and how much of the file, from 0 to 1, where that is known.
        package let progress: @Sendable (_ done: Int, _ share: Double?) -> Void
        package init(
            file: String, mapping: String?, isPlan: Bool, acceptsGoodRows: Bool, actor: Int64, language: Tongue,
            progress: @escaping @Sendable (_ done: Int, _ share: Double?) -> Void
        ) {
            (self.file, self.mapping, self.isPlan, self.acceptsGoodRows) = (file, mapping, isPlan, acceptsGoodRows)
            (self.actor, self.language, self.progress) = (actor, language, progress)
        }
    }
    package struct Report: Sendable {
        /// For people, line by line.
        package let lines: [String]
        /// For machines.
        package let json: String
        package let succeeded: Bool
        package init(lines: [String], json: String, succeeded: Bool) { (self.lines, self.json, self.succeeded) = (lines, json, succeeded) }
    }
    package let what: String
    package let title: Phrase
    package let run: @Sendable (Request, House, Database) async throws -> Report
    /// Takes an import back by its id; nil where there is no way back.
    package let undo: (@Sendable (_ importID: String, _ actor: Int64, _ language: Tongue, House, Database) async throws -> Report)?
    package init(
        _ what: String, _ title: Phrase, run: @escaping @Sendable (Request, House, Database) async throws -> Report,
        undo: (@Sendable (String, Int64, Tongue, House, Database) async throws -> Report)? = nil
    ) {
        (self.what, self.title, self.run, self.undo) = (what, title, run, undo)
    }
}

/// A room's share of the demonstration data, clearly labelled as such.
package struct DemoPart: Sendable {
    package let order: Int
    package let title: Phrase
    package let load: @Sendable (_ house: House, _ database: Database) async throws -> Void
    package init(order: Int, _ title: Phrase, load: @escaping @Sendable (House, Database) async throws -> Void) {
        (self.order, self.title, self.load) = (order, title, load)
    }
}

/// What must always be true of a room's records, recomputed by `kepu verify`.
package struct RecordCheck: Sendable {
    package let title: Phrase
    /// One sentence for each record that is wrong; at most 20. Empty when all is well.
    package let run: @Sendable (_ tx: Transaction) throws -> [Phrase]
    package init(_ title: Phrase, run: @escaping @Sendable (Transaction) throws -> [Phrase]) { (self.title, self.run) = (title, run) }
}
