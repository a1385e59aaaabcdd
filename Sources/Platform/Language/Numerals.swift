package import Kernel

/// Numbers as readers of each language expect them. They stay integers everywhere else; units of ten thousand appear only here.
package enum Numerals {
    /// The exact number, grouped by thousands in both languages: `1,234`.
    package static func count(_ number: some BinaryInteger, _ tongue: Tongue) -> String {
        let digits = Array(number.magnitude.description)
        var out = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return out
    }

    /// The number for large type: `7.4 万`, `3 亿`; in English exact below a million, then `1.2 million`, `3 billion`.
    /// Rounded half up; show the exact one within reach.
    package static func short(_ number: some BinaryInteger, _ tongue: Tongue) -> String {
        guard let small = Int64(exactly: number), small > Int64.min else { return count(number, tongue) }
        let size = small.magnitude
        var text = count(size, tongue)
        for (unit, name, decimals) in units(tongue) where size >= unit || text.hasPrefix("10,000 ") || text.hasPrefix("1,000 ") {
            let step = unit / (decimals == 2 ? 100 : 10)
            text = decimal(size / step + (size % step >= step - size % step ? 1 : 0), decimals) + " " + name
        }
        return (small < 0 ? "-" : "") + text
    }

    /// The number where there is hardly any room, in five signs or so: `7,255`, `1.2万`, `11.6k`, `1.2m`. The exact one stands within reach.
    package static func brief(_ number: Int64, _ tongue: Tongue) -> String {
        guard tongue == .en, number.magnitude >= 10_000 else { return short(number, tongue).filter { $0 != " " } }
        let (unit, name): (UInt64, String) = number.magnitude < 999_500 ? (1_000, "k") : number.magnitude < 999_500_000 ? (1_000_000, "m") : (1_000_000_000, "bn")
        let size = number.magnitude, hasTenths = size < unit * 100
        let step = hasTenths ? unit / 10 : unit
        return (number < 0 ? "-" : "") + decimal(size / step + (size % step >= step - size % step ? 1 : 0), hasTenths ? 1 : 0) + name
    }

    /// `number` with that many decimals, grouped, without zeros at the end: `123456`, 1 → `12,345.6`.
    private static func decimal(_ number: UInt64, _ decimals: Int) -> String {
        guard decimals > 0 else { return count(number, .en) }
        let scale: UInt64 = decimals == 2 ? 100 : 10
        var fraction = String(number % scale + scale).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return count(number / scale, .en) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// Unit, name, decimals; the smallest first. A number that is rounded up to the next unit belongs to that one.
    private static func units(_ tongue: Tongue) -> [(unit: UInt64, name: String, decimals: Int)] {
        switch tongue {
        case .zh: [(10_000, "万", 1), (100_000_000, "亿", 2)]
        case .en: [(1_000_000, "million", 2), (1_000_000_000, "billion", 2)]
        }
    }
}
