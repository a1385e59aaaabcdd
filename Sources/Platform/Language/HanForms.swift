import Kernel

/// Characters that are written in several ways.
package enum HanForms {
    /// Simplified characters for traditional ones, and the usual form of a character for its others, so that whoever writes one way finds
    /// the other. For searching, not for showing: which one stood there is lost (發 and 髮 are both 发).
    package static func simplified(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { form(of: $0) != nil }) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(form(of: scalar) ?? scalar) }
        return String(out)
    }

    /// Nil where it stays as it is.
    private static func form(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard common.contains(scalar.value) else { return nil }
        let form = forms[Int(scalar.value - common.lowerBound)]
        return form == 0 ? nil : Unicode.Scalar(form)
    }

    private static let common: Range<UInt32> = 0x3400..<0xA000

    /// By the place in `common`; 0 for what has no other form. See `scripts/make-characters.py`.
    private static let forms: [UInt16] = {
        var forms = [UInt16](repeating: 0, count: common.count)
        for (simplified, others) in pairs {
            for other in others.unicodeScalars where common.contains(other.value) {
                forms[Int(other.value - common.lowerBound)] = UInt16(truncatingIfNeeded: simplified.value)
            }
        }
        return forms
    }()

    /// Each simplified character with those that it stands for.
    static let pairs: [(simplified: Unicode.Scalar, others: String)] = {
        do {
            return try EmbeddedTable(csv: csv, columns: ["simplified", "traditional"]).rows.compactMap { row in
                row[0].unicodeScalars.first.map { ($0, row[1]) }
            }
        } catch { fatalError("Data/characters.csv: \(error)") }
    }()
}
