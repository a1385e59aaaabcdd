import Formats
import Kernel

/// The members of one object of a manifest, each checked where it is read.
struct ManifestFields {
    private let datum: Datum
    private let place: String

    init(_ datum: Datum, _ place: String) { (self.datum, self.place) = (datum, place) }

    func wrong(_ name: String) -> Refusal { .manifest(Phrase("“\(place)\(name)”缺失或不对", "“\(place)\(name)” is missing or wrong")) }

    func textOrNil(_ name: String, _ isRight: (String) -> Bool) throws(Refusal) -> String? {
        guard let value = datum[name] else { return nil }
        guard let text = value.text, text.utf8.count <= Pack.Limit.text * 4, isRight(text) else { throw wrong(name) }
        return text
    }

    func text(_ name: String, _ isRight: (String) -> Bool) throws(Refusal) -> String {
        guard let text = try textOrNil(name, isRight) else { throw wrong(name) }
        return text
    }

    func integer(_ name: String, _ range: ClosedRange<Int64>) throws(Refusal) -> Int64 {
        guard case .integer(let number)? = datum[name], range.contains(number) else { throw wrong(name) }
        return number
    }

    func recordOrNil(_ name: String) throws(Refusal) -> ManifestFields? {
        guard let value = datum[name] else { return nil }
        guard case .object = value else { throw wrong(name) }
        return ManifestFields(value, place + name + ".")
    }

    func record(_ name: String) throws(Refusal) -> ManifestFields {
        guard let record = try recordOrNil(name) else { throw wrong(name) }
        return record
    }

    func list(_ name: String, most: Int) throws(Refusal) -> [ManifestFields] {
        guard case .list(let items)? = datum[name], items.count <= most else { throw wrong(name) }
        return items.enumerated().map { ManifestFields($1, "\(place)\(name)[\($0)].") }
    }

    /// Control characters have no place in a text that people read.
    func phraseOrNil(_ name: String) throws(Refusal) -> Phrase? {
        guard let record = try recordOrNil(name) else { return nil }
        func isRight(_ text: String) -> Bool {
            !text.isEmpty && text.utf8.count <= Pack.Limit.text && !text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
        }
        return Phrase(try record.text("zh", isRight), try record.text("en", isRight))
    }

    func phrase(_ name: String) throws(Refusal) -> Phrase {
        guard let phrase = try phraseOrNil(name) else { throw wrong(name) }
        return phrase
    }

    func dayOrNil(_ name: String) throws(Refusal) -> Day? {
        guard let text = try textOrNil(name, { _ in true }) else { return nil }
        guard let day = Day(iso: text) else { throw wrong(name) }
        return day
    }

    func day(_ name: String) throws(Refusal) -> Day {
        guard let day = try dayOrNil(name) else { throw wrong(name) }
        return day
    }

    func ages() throws(Refusal) -> PackAges? {
        guard let record = try recordOrNil("ages") else { return nil }
        let until: Int64? = record.datum["until"] == nil ? nil : try record.integer("until", 0...120)
        guard let ages = PackAges(from: Int(try record.integer("from", 0...120)), until: until.map { Int($0) }) else { throw wrong("ages") }
        return ages
    }

    func checksum(_ name: String) throws(Refusal) -> Checksum {
        guard let checksum = datum[name]?.text.flatMap({ Checksum($0) }) else { throw wrong(name) }
        return checksum
    }

    func checksums(_ name: String) throws(Refusal) -> [Checksum] {
        guard case .list(let items)? = datum[name] else { throw wrong(name) }
        var out: [Checksum] = []
        out.reserveCapacity(items.count)
        for item in items {
            guard let checksum = item.text.flatMap({ Checksum($0) }) else { throw wrong(name) }
            out.append(checksum)
        }
        return out
    }
}
