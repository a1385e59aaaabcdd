package import Kernel

/// The name by which somebody signs in: an e-mail address, or the number of a mobile telephone in the mainland.
package enum LoginName {
    /// As it is kept and looked for: half-width, lower case, numbers as `+8613800138000`. What is neither is only folded.
    package static func folded(_ text: String) -> String {
        let plain = halfWidth(text).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return phone(plain) ?? plain
    }

    /// The name folded; refuses what is neither an e-mail address nor a mobile number.
    package static func check(_ text: String, field: String = "login") throws(Refusal) -> String {
        let name = folded(text)
        guard isPhone(name) || isAddress(name) else {
            throw Refusal(
                .invalid, "login", "请填写电子邮箱（如 you@example.org）或手机号（如 138 0013 8000）。",
                "Give an e-mail address such as you@example.org, or a mainland mobile number such as 138 0013 8000.", field: field)
        }
        return name
    }

    package static func isPhone(_ folded: String) -> Bool { folded.hasPrefix("+86") && phone(folded) == folded }

    private static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && !$0.properties.isWhitespace }
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && isPlain && text.utf8.count <= 254
    }

    /// `138 0013 8000`, `+86 138-0013-8000`, `0086…` → `+8613800138000`; nil for anything else.
    private static func phone(_ text: String) -> String? {
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-() ".contains($0)) }) else { return nil }
        var digits = text.filter(\.isNumber)[...]
        for prefix in ["0086", "86"] where digits.count == 11 + prefix.count && digits.hasPrefix(prefix) { digits = digits.dropFirst(prefix.count) }
        let second = digits.dropFirst().first ?? "0"
        guard digits.count == 11, digits.first == "1", ("3"..."9").contains(second) else { return nil }
        return "+86" + digits
    }

    /// Full-width letters, digits and signs, and the ideographic space, as ASCII.
    private static func halfWidth(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x3000: out.append(" ")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
