import Declaration
import Kernel
import Storage

extension UnitScore {
    /// As it is kept: the lines, each with its amount.
    var json: String {
        let written = lines.map { line in
            var fields = [("indicator", JSONText.quote(line.indicator))]
            switch line.amount {
            case .known(let value, let missing): fields += [("is", "\"known\""), ("value", String(value)), ("missing", String(missing))]
            case .unknown(let missing): fields += [("is", "\"unknown\""), ("missing", String(missing))]
            case .notHeld: fields.append(("is", "\"not-held\""))
            case .judged(let points): fields += [("is", "\"judged\""), ("value", String(points))]
            case .stated: fields.append(("is", "\"stated\""))
            case .notStated: fields.append(("is", "\"not-stated\""))
            }
            if let points = line.points { fields.append(("points", String(points))) }
            return JSONText.object(fields)
        }
        return "[" + written.joined(separator: ",") + "]"
    }

    init(json: String, under rule: CommendationRule) throws {
        guard let value = DeclaredValue(json: json) else { throw StorageError.notNull("commendations_standing.lines") }
        let read = try value.elements.map { one in
            let record = DeclaredRecord(one)
            return ScoreLine(indicator: try record.text("indicator"), amount: try ScoreAmount(record), points: try record.integerOrNil("points"))
        }
        self.init(lines: rule.indicators.map { one in read.first { $0.indicator == one.key } ?? ScoreLine(indicator: one.key, amount: .unknown(missing: 0), points: nil) }, under: rule)
    }
}

extension ScoreAmount {
    fileprivate init(_ record: DeclaredRecord) throws {
        let missing = Int64(try record.integerOrNil("missing") ?? 0)
        switch try record.text("is") {
        case "known": self = .known(Int64(try record.integer("value")), missing: missing)
        case "judged": self = .judged(try record.integer("value"))
        case "not-held": self = .notHeld
        case "stated": self = .stated
        case "not-stated": self = .notStated
        default: self = .unknown(missing: missing)
        }
    }
}
