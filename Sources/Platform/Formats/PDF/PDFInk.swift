import CPango

/// A colour on paper, each part from 0 to 1.
package struct PDFInk: Sendable, Equatable {
    let red: Double
    let green: Double
    let blue: Double

    package init(red: Double, green: Double, blue: Double) { (self.red, self.green, self.blue) = (red, green, blue) }

    package static func grey(_ share: Double) -> PDFInk { PDFInk(red: share, green: share, blue: share) }
    /// The red of seals.
    package static let cinnabar = PDFInk(red: 0.64, green: 0.16, blue: 0.12)
    /// Old gold: for frames; too light for letters.
    package static let gold = PDFInk(red: 0.72, green: 0.58, blue: 0.32)

    /// The same, so much lighter.
    package func tinted(_ share: Double) -> PDFInk {
        PDFInk(red: red + (1 - red) * share, green: green + (1 - green) * share, blue: blue + (1 - blue) * share)
    }

    func use(on cairo: OpaquePointer) { cairo_set_source_rgb(cairo, red, green, blue) }
}
