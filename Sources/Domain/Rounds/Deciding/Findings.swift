import Declaration
import Kernel
import Storage

/// The facts and points by which a unit was scored, as they stood when the result was made.
struct Findings: Sendable {
    let parts: [NeedScore.Part]

    init(_ score: NeedScore) { parts = score.parts }

    init(json: String) throws {
        guard let value = DeclaredValue(json: json) else { throw StorageError.notNull("rounds_declaration.findings") }
        parts = try value.elements.map { one in
            let record = DeclaredRecord(one)
            let fact = Fact(value: try record.integerOrNil("value"), origin: try record.choice("origin"))
            return NeedScore.Part(criterion: try record.text("criterion"), fact: fact, points: try record.integer("points"))
        }
    }

    var json: String {
        let written = parts.map { one in
            var fields = [("criterion", JSONText.quote(one.criterion)), ("origin", JSONText.quote(one.fact.origin.rawValue)), ("points", String(one.points))]
            if let value = one.fact.value { fields.append(("value", String(value))) }
            return JSONText.object(fields)
        }
        return "[" + written.joined(separator: ",") + "]"
    }
}
