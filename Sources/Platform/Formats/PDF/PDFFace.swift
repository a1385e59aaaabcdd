/// How a text looks that has its place on a sheet.
package struct PDFFace: Sendable, Equatable {
    package enum Family: Sendable {
        /// Songti, for what is official.
        case serif
        case sans
    }

    package var family: Family
    package var points: Double
    package var isBold: Bool
    package var ink: PDFInk

    /// - grey: 0 black to 1 white.
    package init(_ family: Family, _ points: Double, isBold: Bool = false, grey: Double = 0) {
        self.init(family, points, isBold: isBold, ink: .grey(grey))
    }

    package init(_ family: Family, _ points: Double, isBold: Bool = false, ink: PDFInk) {
        (self.family, self.points, self.isBold, self.ink) = (family, points, isBold, ink)
    }

    /// The face is named, because the plain family may pick the Japanese forms of characters. What it lacks comes from whichever font of
    /// the machine has it. Pango reckons with 96 dots to the inch, paper with 72 points.
    var description: String {
        let names = family == .serif ? "Noto Serif CJK SC, Noto Serif, Noto Sans CJK SC, serif" : "Noto Sans CJK SC, Noto Sans, sans-serif"
        return names + (isBold ? " Bold " : " ") + (DecimalText.text(points * 0.75, places: 2) ?? "10")
    }
}

/// Where a text stands within the width that it has.
package enum PDFAlignment: Int32, Sendable { case start = 0, centre = 1, end = 2 }
