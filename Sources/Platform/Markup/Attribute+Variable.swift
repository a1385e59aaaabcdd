extension Attribute {
    /// A custom property for the style sheet, the only style that markup may carry: `.variable("share", "62%")` writes
    /// `style="--share:62%"`. Several are joined. A value beyond letters a–z, digits, `-`, `.` and `%` is not written.
    package static func variable(_ name: StaticString, _ value: String) -> Attribute {
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "%"): true
            default: false
            }
        }
        guard isPlain, !value.isEmpty else { return .none }
        return Attribute("style", .text("--\(name):\(value)"), joint: ";")
    }

    package static func variable(_ name: StaticString, _ value: Int) -> Attribute { variable(name, String(value)) }
}
