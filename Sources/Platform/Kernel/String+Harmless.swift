extension String {
    /// One line without control and direction characters, cut where it is long.
    package func harmless(_ limit: Int) -> String {
        let short = prefix(limit)
        let scalars = short.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars)) + (short.endIndex < endIndex ? "…" : "")
    }
}
