/// What an address on each way looks like.
package enum MessageAddress {
    /// Where somebody of that name is reached; nil where the name is no address there.
    static func of(_ login: String, by channel: MessageChannel) -> String? {
        switch channel {
        case .mail: isMail(login) ? login : nil
        case .sms: isPhone(login) ? login : nil
        case .messenger: login
        }
    }

    /// The way to a bare address: an e-mail address, or a telephone number with its country; nil for neither.
    package static func channel(to address: String) -> MessageChannel? {
        if isMail(address) { return .mail }
        return isPhone(address) ? .sms : nil
    }

    /// Whether a mail server can be given it as it stands: one `@`, printable ASCII, nothing that ends or quotes an address.
    static func isMail(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254 else { return false }
        return text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"<>()[]\\,;:\"".utf8.contains($0) }
    }

    static func isPhone(_ text: String) -> Bool {
        let digits = text.drop { $0 == "+" }
        return (6...15).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) } && text.utf8.count - digits.utf8.count <= 1
    }
}
