package import Kernel

extension Numerals {
    /// A part of a total in percent with at most one decimal: `62.5%`; `–` when there is no total. A part that is not nothing
    /// is never shown as `0%`, one that is not all never as `100%`.
    package static func share(_ part: Int64, of total: Int64, _ tongue: Tongue) -> String {
        guard total > 0 else { return "–" }
        let permille = Int((Double(part) / Double(total) * 1000).rounded())
        if part > 0, permille == 0 { return "<0.1%" }
        if part < total, permille == 1000 { return ">99.9%" }
        return "\(permille / 10)" + (permille % 10 == 0 ? "" : ".\(abs(permille % 10))") + "%"
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
