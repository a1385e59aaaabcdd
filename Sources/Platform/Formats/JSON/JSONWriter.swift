/// Writes one JSON value as it comes, piece by piece: objects and lists are opened, filled and closed.
///
/// The caller keeps the order (a key before each member of an object); commas are set here. Take the bytes with `drain` now and then.
package struct JSONWriter: Sendable {
    /// Whether `<`, `>` and `&` are written as `\u003c` and so on, so that the text is safe inside a `<script>` element.
    private let isForHTML: Bool
    private var bytes: [UInt8] = []
    /// Whether the next value needs a comma in front.
    private var needsComma = false
    private var open: [UInt8] = []

    package init(isForHTML: Bool = false) { self.isForHTML = isForHTML }

    package var pending: Int { bytes.count }

    /// Gives the bytes written since the last time.
    package mutating func drain() -> [UInt8] { bytes.drained() }

    package mutating func beginObject() { begin(UInt8(ascii: "{"), UInt8(ascii: "}")) }
    package mutating func beginList() { begin(UInt8(ascii: "["), UInt8(ascii: "]")) }

    /// Closes the innermost open object or list.
    package mutating func end() {
        guard let mark = open.popLast() else { return }
        bytes.append(mark)
        needsComma = true
    }

    /// The key of the member that is written next.
    package mutating func key(_ key: String) {
        comma()
        Self.quote(key, isForHTML: isForHTML, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func text(_ text: String) {
        comma()
        Self.quote(text, isForHTML: isForHTML, to: &bytes)
    }

    package mutating func integer(_ number: Int64) { plain(String(number)) }
    package mutating func bool(_ value: Bool) { plain(value ? "true" : "false") }
    package mutating func null() { plain("null") }

    /// A number with as many digits as it takes to read it back; null for what is no finite number.
    package mutating func real(_ number: Double) { plain(number.isFinite ? "\(number)" : "null") }

    /// A number with at most six decimals; null for what is no finite number.
    package mutating func decimal(_ number: Double) { plain(DecimalText.text(number) ?? "null") }

    /// Any value, with all that is in it.
    package mutating func value(_ datum: Datum) {
        switch datum {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let number): integer(number)
        case .real(let number): real(number)
        case .text(let text): self.text(text)
        case .list(let items):
            beginList()
            for item in items { value(item) }
            end()
        case .object(let members):
            beginObject()
            for member in members { self.member(member.key, member.value) }
            end()
        }
    }

    /// A key with its value.
    package mutating func member(_ key: String, _ value: Datum) {
        self.key(key)
        self.value(value)
    }

    private mutating func begin(_ mark: UInt8, _ end: UInt8) {
        comma()
        bytes.append(mark)
        open.append(end)
        needsComma = false
    }

    private mutating func plain(_ text: String) {
        comma()
        bytes.append(text: text)
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
