package import Language
package import Storage

extension Row {
    /// A name or description kept in the columns `name_zh` and `name_en`.
    package func wording(_ name: String) throws(RowError) -> Wording {
        Wording(try text(name + "_zh"), try textOrNil(name + "_en"))
    }

    /// The same where both columns may be empty.
    package func wordingOrNil(_ name: String) throws(RowError) -> Wording? {
        guard let zh = try textOrNil(name + "_zh") else { return nil }
        return Wording(zh, try textOrNil(name + "_en"))
    }

    /// An enum kept by its raw text, or nil.
    package func choiceOrNil<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) throws(RowError) -> Choice?
    where Choice.RawValue == String {
        guard try textOrNil(name) != nil else { return nil }
        return try choice(name)
    }
}
