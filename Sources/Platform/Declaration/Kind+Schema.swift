import Kernel

extension Shape {
    /// The JSON Schema (2020-12) of a record.
    package var jsonSchema: DeclaredValue {
        var properties: [String: DeclaredValue] = [:]
        for field in fields {
            var schema = field.kind.jsonSchema
            if let about = field.about { schema = schema.with("description", .text("\(about.zh) · \(about.en)")) }
            if let standard = field.standard { schema = schema.with("default", standard) }
            properties[field.name] = schema
        }
        let required = fields.filter(\.isRequired).map { DeclaredValue.text($0.name) }
        return .record([
            "type": .text("object"), "properties": .record(properties), "required": .list(required), "additionalProperties": .boolean(false),
        ])
    }
}

extension Kind {
    var jsonSchema: DeclaredValue {
        switch self {
        case .key: Self.pattern("^[a-z][a-z0-9-]{1,63}$")
        case .text(let max, _): Self.schema("string", ["minLength": .integer(1), "maxLength": .integer(Int64(max))])
        case .wording(let max, let paragraphs): Self.languages(max, paragraphs).jsonSchema
        case .integer(let range): Self.range("integer", range, Int.min, Int.max) { .integer(Int64($0)) }
        case .real(let range): Self.range("number", range, -.greatestFiniteMagnitude, .greatestFiniteMagnitude) { .real($0) }
        case .boolean: Self.schema("boolean")
        case .day: Self.schema("string", ["format": .text("date")])
        case .roughDay: Self.pattern("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
        case .month: Self.pattern("^[0-9]{4}-[0-9]{2}$")
        case .localTime: Self.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
        case .clock: Self.pattern("^[0-9]{2}:[0-9]{2}$")
        case .zone: Self.schema("string", ["minLength": .integer(3)])
        case .choice(let words): Self.schema("string", ["enum": words.declaredValue])
        case .region: Self.pattern("^[0-9]{6}$")
        case .reference, .part: Self.pattern("^[a-z][a-z0-9-]{1,63}$").with("description", .text("\(expected.zh) · \(expected.en)"))
        case .webAddress: Self.schema("string", ["format": .text("uri"), "pattern": .text("^https?://")])
        case .source: Self.pattern("^(S[0-4]|R[0-9]{1,5}[a-z]?)$")
        case .list(let kind, let min, _, _): Self.schema("array", ["items": kind.jsonSchema, "minItems": .integer(Int64(min))])
        case .record(let shape): shape.jsonSchema
        case .map(let kind): Self.schema("object", ["additionalProperties": kind.jsonSchema])
        }
    }

    private static func schema(_ type: String, _ more: [String: DeclaredValue] = [:]) -> DeclaredValue {
        .record(more.merging(["type": .text(type)]) { first, _ in first })
    }

    private static func pattern(_ pattern: String) -> DeclaredValue { schema("string", ["pattern": .text(pattern)]) }

    private static func range<N: Comparable>(
        _ type: String, _ range: ClosedRange<N>, _ least: N, _ most: N, _ value: (N) -> DeclaredValue
    ) -> DeclaredValue {
        var more: [String: DeclaredValue] = [:]
        if range.lowerBound > least { more["minimum"] = value(range.lowerBound) }
        if range.upperBound < most { more["maximum"] = value(range.upperBound) }
        return schema(type, more)
    }
}

extension DeclaredValue {
    /// The record with one more field; anything else stays as it is.
    func with(_ name: String, _ value: DeclaredValue) -> DeclaredValue {
        guard case .record(var fields) = self else { return self }
        fields[name] = value
        return .record(fields)
    }
}
