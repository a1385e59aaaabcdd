package import Kernel

/// A form that changes a record carries what the record said when the page was opened, so that two people who change it at once do
/// not undo each other's work unseen.
package enum SeenForm {
    package static let field = FormField("seen", "", "", .hidden)

    /// The values with the mark of what they say.
    package static func marked(_ values: [String: String]) -> [String: String] { values.merging(["seen": mark(values)]) { $1 } }

    /// Refuses a form that was opened when the record said something else than `values`.
    package static func check(_ reading: FormReading, against values: [String: String]) throws(Refusal) {
        guard let seen = reading.textOrNil("seen"), seen != mark(values) else { return }
        throw Refusal(
            .conflict, "changed-meanwhile", "打开本页之后，他人更改了这些内容，您的更改没有保存。请重新打开本页，看过现状再改。",
            "Somebody has changed this since you opened the page; your change was not saved. Open the page again, look, and change it then.")
    }

    private static func mark(_ values: [String: String]) -> String {
        let text = values.sorted { $0.key < $1.key }.map { "\($0.key)\u{1F}\($0.value)" }.joined(separator: "\u{1E}")
        return String(Fingerprint.of(text), radix: 16)
    }
}
