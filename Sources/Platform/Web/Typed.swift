/// What somebody typed, as it is meant: without blanks around it, nothing where nothing can be seen, and digits as a Chinese keyboard gives
/// them (`２５０`) where a number is asked.
package enum Typed {
    /// Without blanks around it, its lines ended by LF: browsers send CR LF, and what nobody changed would differ. By scalars: a mark that
    /// combines with a blank is no blank, and stays. A text of invisible signs alone is empty.
    package static func trimmed(_ text: String) -> String {
        let lines = text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
        var scalars = lines.unicodeScalars[...]
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return scalars.allSatisfy(isInvisible) ? "" : String(scalars)
    }

    /// Full-width digits, signs, points and colons as ASCII.
    package static func number(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { !$0.isASCII }) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x3000: out.append(" ")
            case 0x2212: out.append("-")
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// Blanks, and those invisible signs that join nothing: zero-width spaces, the word joiner, a byte order mark.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value == 0x200B || scalar.value == 0x2060 || scalar.value == 0xFEFF
    }

    /// The blank pattern of Braille is no blank to Unicode, and yet nothing is seen of it. NUL is left to be told of.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800
    }
}
