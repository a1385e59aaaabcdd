import Kernel

/// The English plural; Chinese has none.
package enum Plural {
    /// `1 session`, `3 sessions`, `1,200 sessions`.
    package static func en(_ number: some BinaryInteger, _ one: String, _ many: String) -> String {
        Numerals.count(number, .en) + " " + (number == 1 ? one : many)
    }
}
