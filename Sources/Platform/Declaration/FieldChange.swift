/// One field of a record where file, last apply and database do not agree.
package struct FieldChange: Sendable, Hashable {
    package enum Meaning: String, Sendable {
        /// The file changed it: it is set.
        case changed
        /// The desk changed it, and the file's value is set all the same, because overwriting was asked for.
        case overwritten
        /// The desk changed it: it is kept.
        case drifted
        /// Both changed it: what the desk says is kept.
        case conflicting

        package var isKept: Bool { self == .drifted || self == .conflicting }
    }

    /// `begin`, `name.en`, `sessions[morning].capacity`; empty for the record as a whole.
    package let field: String
    package let meaning: Meaning
    /// What the database holds before the apply; nil where it holds nothing.
    package let before: DeclaredValue?
    /// What the file says.
    package let after: DeclaredValue?
}
