import Kernel

/// A record of the API: its fields, each with its name, its kind, what it means and where it comes from. The schema and the JSON
/// are both written from these.
package struct APIObject<Model>: Sendable {
    package let name: String
    package let fields: [APIField<Model>]

    package init(_ name: String, @APIFields<Model> fields: () -> [APIField<Model>]) { (self.name, self.fields) = (name, fields()) }

    package var schema: APISchema { .named(name, .object(fields.map { .init($0.name, $0.says, $0.schema) })) }

    package func json(_ model: Model) -> String {
        var out = ""
        write(model, to: &out)
        return out
    }

    func write(_ model: Model, to out: inout String) {
        out += "{"
        for (place, field) in fields.enumerated() {
            if place > 0 { out += "," }
            JSONText.quote(field.name, to: &out)
            out += ":"
            field.write(model, &out)
        }
        out += "}"
    }
}

/// One field of a record.
package struct APIField<Model>: Sendable {
    let name: String
    let says: Phrase
    let schema: APISchema
    let write: @Sendable (Model, inout String) -> Void

    package init<Value>(
        _ name: String, _ type: APIType<Value>, _ zh: String, _ en: String, _ value: @escaping @Sendable (Model) -> Value
    ) {
        (self.name, says, schema) = (name, Phrase(zh, en), type.schema)
        write = { model, out in type.write(value(model), &out) }
    }
}

/// The fields of a record, one below the other.
@resultBuilder
package enum APIFields<Model> {
    package static func buildExpression(_ field: APIField<Model>) -> [APIField<Model>] { [field] }
    /// Fields of another record that this one has too.
    package static func buildExpression(_ fields: [APIField<Model>]) -> [APIField<Model>] { fields }
    package static func buildBlock(_ parts: [APIField<Model>]...) -> [APIField<Model>] { parts.flatMap { $0 } }
}
