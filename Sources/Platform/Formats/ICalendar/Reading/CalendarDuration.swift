/// `PT1H30M`, `P1D`, `P2W`
enum CalendarDuration {
    /// Whole seconds; nil for what is no duration, is negative, or is longer than a thousand years.
    static func seconds(_ text: String) -> Int64? {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
        var seconds: Int64 = 0
        var number: Int64?
        for byte in rest {
            switch byte {
            case 48...57:
                let next = (number ?? 0) * 10 + Int64(byte) - 48
                guard next < 1_000_000_000 else { return nil }
                number = next
            case UInt8(ascii: "T"):
                guard number == nil else { return nil }
            default:
                guard let size = units[byte], let count = number else { return nil }
                seconds += count * size
                number = nil
            }
        }
        return number == nil && seconds <= 31_622_400_000 ? seconds : nil
    }

    private static let units: [UInt8: Int64] = [
        UInt8(ascii: "W"): 604_800, UInt8(ascii: "D"): 86_400, UInt8(ascii: "H"): 3600, UInt8(ascii: "M"): 60, UInt8(ascii: "S"): 1,
    ]
}
