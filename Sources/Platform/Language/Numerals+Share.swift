package import Kernel

extension Numerals {
    /// The parts of a total in percent, each with one decimal, that add up to 100: what rounding leaves over goes to the parts that it
    /// took most from. `–` for each when the total is nothing; a part that is not nothing is never shown as `0%`.
    package static func shares(_ parts: [Int64]) -> [String] {
        let total = parts.reduce(0, +)
        guard total > 0 else { return parts.map { _ in "–" } }
        let exact = parts.map { Double($0) / Double(total) * 1000 }
        var permille = exact.map { Int($0) }
        let missing = 1000 - permille.reduce(0, +)
        let mostTaken = parts.indices.sorted { (exact[$0] - exact[$0].rounded(.down), $1) > (exact[$1] - exact[$1].rounded(.down), $0) }
        for place in mostTaken.prefix(max(0, missing)) { permille[place] += 1 }
        return zip(parts, permille).map { part, share in
            if part > 0, share == 0 { return "<0.1%" }
            if part < total, share == 1000 { return ">99.9%" }
            return "\(share / 10)" + (share % 10 == 0 ? "" : ".\(share % 10)") + "%"
        }
    }

    /// A quantity that may be missing: nil is *unknown*, which is not zero.
    package static func count(_ number: Int64?, _ tongue: Tongue) -> String {
        number.map { count($0, tongue) } ?? unknown(tongue)
    }

    /// What stands for a number nobody knows.
    package static let unknown = Phrase("未知", "unknown")
    /// What stands for a number that cannot be.
    package static let notApplicable = Phrase("-", "-")
    /// Large units for bytes: `3.4 MB`.
    package static func bytes(_ count: Int64, _ tongue: Tongue) -> String {
        let units = ["B", "KB", "MB", "GB", "TB"]
        var size = Double(count), unit = 0
        while size >= 1000, unit < units.count - 1 { (size, unit) = (size / 1000, unit + 1) }
        let tenths = Int((size * 10).rounded())
        return "\(tenths / 10)" + (unit == 0 || tenths % 10 == 0 ? "" : ".\(tenths % 10)") + " " + units[unit]
    }
}
