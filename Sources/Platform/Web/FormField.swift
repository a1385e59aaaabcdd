package import Kernel

/// One field of a form: what it is called, what it takes, and how it is checked.
package struct FormField: Sendable {
    package enum Kind: Sendable {
        case text(max: Int)
        case longText(max: Int)
        case integer(ClosedRange<Int64>)
        case real(ClosedRange<Double>)
        case day
        /// A wall-clock time, `2023-09-16T09:00`.
        case localTime
        case choice([Choice])
        case choices([Choice])
        case checkbox
        case email
        case phone
        case password
        case webAddress
        case file(accept: String)
        case hidden

        /// Whether it is written in digits, so that full-width ones mean the same.
        var isOfDigits: Bool {
            switch self {
            case .integer, .real, .day, .localTime, .phone: true
            default: false
            }
        }
    }

    /// One value of a choice with its name.
    package struct Choice: Sendable {
        package let value: String
        package let title: Phrase
        package init(_ value: String, _ title: Phrase) { (self.value, self.title) = (value, title) }
    }

    package let name: String
    package let label: Phrase
    package let hint: Phrase?
    package let kind: Kind
    package let required: Bool
    /// The HTML autocomplete token (WCAG 1.3.5), where one fits.
    package let autocomplete: String?
    /// The list of values that is offered while somebody types into a text, where there is one (`FormReading.suggestions`). Anything else may be typed too.
    package let suggests: String?

    package init(_ name: String, _ zh: String, _ en: String, _ kind: Kind, required: Bool = false, hint: Phrase? = nil, autocomplete: String? = nil, suggests: String? = nil) {
        (self.name, self.label, self.kind, self.required, self.hint) = (name, Phrase(zh, en), kind, required, hint)
        (self.autocomplete, self.suggests) = (autocomplete, suggests)
    }
}
