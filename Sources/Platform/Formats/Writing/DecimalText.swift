/// Numbers as text in base ten, the same in every locale.
package enum DecimalText {
    /// At most `places` digits behind the point, no exponent, no zeros at the end; nil for what is no finite number or is too large
    /// for that (beyond 9 × 10¹²).
    package static func text(_ value: Double, places: Int = 6) -> String? {
        guard value.isFinite, abs(value) < 9e12, (0...6).contains(places) else { return nil }
        var unit: Int64 = 1
        for _ in 0..<places { unit *= 10 }
        let whole = Int64((value * Double(unit)).rounded())
        let (left, right) = whole.magnitude.quotientAndRemainder(dividingBy: unit.magnitude)
        let sign = whole < 0 ? "-" : ""
        guard right > 0 else { return "\(sign)\(left)" }
        var digits = String(right + unit.magnitude).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(left).\(digits)"
    }
}
