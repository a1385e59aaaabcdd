/// How a text looks on paper.
package enum PDFStyle: Sendable, CaseIterable {
    case title, heading, subheading, body, strong, small

    var points: Double {
        switch self {
        case .title: 22
        case .heading: 15
        case .subheading: 12
        case .body, .strong: 10
        case .small: 8
        }
    }

    var isBold: Bool {
        switch self {
        case .title, .heading, .subheading, .strong: true
        case .body, .small: false
        }
    }

    /// Grey, 0 black to 1 white.
    var grey: Double { self == .small ? 0.35 : 0 }

    /// Space in front of a paragraph, in points.
    var spaceBefore: Double {
        switch self {
        case .title: 0
        case .heading: 14
        case .subheading: 8
        case .body, .strong: 3
        case .small: 2
        }
    }

    /// Whether a page must not end with it.
    var staysWithNext: Bool { self == .title || self == .heading || self == .subheading }
}

/// A text in one style.
package struct PDFRun: Sendable, Equatable {
    package var text: String
    package var style: PDFStyle
    /// Where it opens: a whole address, `https://…`.
    package var link: String?

    package init(_ text: String, _ style: PDFStyle = .body, link: String? = nil) { (self.text, self.style, self.link) = (text, style, link) }
}

/// A column of a table on paper.
package struct PDFColumn: Sendable, Equatable {
    package enum Alignment: Sendable { case start, end }

    package var heading: String
    /// Its part of the width, beside the parts of the others.
    package var share: Double
    package var alignment: Alignment

    package init(_ heading: String, share: Double, alignment: Alignment = .start) {
        (self.heading, self.share, self.alignment) = (heading, share, alignment)
    }
}
