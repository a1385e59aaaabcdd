package import Kernel

/// One value of an imported record, whatever the format of the file that it came from.
///
/// Objects keep the order of the file. Numbers are kept exactly: an integer that does not fit 64 bits never becomes a
/// rounded one, it is refused where it is read.
package enum Datum: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)
    case list([Datum])
    case object([Member])

    /// A key of an object with its value.
    package struct Member: Sendable, Equatable {
        package var key: String
        package var value: Datum

        package init(_ key: String, _ value: Datum) { (self.key, self.value) = (key, value) }
    }

    /// The value of `key` when this is an object that has it.
    package subscript(key: String) -> Datum? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The value at `index` when this is a list that is long enough.
    package subscript(index: Int) -> Datum? {
        guard case .list(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }

    /// The text itself, nil for everything that is not text.
    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// Null, or text without a letter in it: a cell that nobody filled.
    package var isBlank: Bool {
        switch self {
        case .null: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        default: false
        }
    }

    /// What a reader of a message should call this kind of value.
    package var kind: Phrase {
        switch self {
        case .null: Phrase("空值（null）", "null")
        case .bool: Phrase("是/否", "true or false")
        case .integer: Phrase("整数", "an integer")
        case .real: Phrase("小数", "a number")
        case .text: Phrase("文字", "a text")
        case .list: Phrase("列表", "a list")
        case .object: Phrase("对象", "an object")
        }
    }
}
