/// Cuts a section's list into the lines of its elements, so that comments and layout survive an export.
enum YAMLSlices {
    /// The lines of each element; nil when the elements do not each begin a line of their own with a dash.
    static func of(_ elements: [DeclaredNode], in text: String, until end: DeclaredNode.Place?) -> [String]? {
        let scalars = Array(text.unicodeScalars)
        var starts: [Int] = []
        for element in elements {
            guard let start = lineStart(before: element.place.offset, in: scalars) else { return nil }
            let lead = String(String.UnicodeScalarView(scalars[start..<element.place.offset]))
            let trimmed = lead.drop { $0 == " " }
            guard trimmed.first == "-", trimmed.dropFirst().allSatisfy({ $0 == " " }) else { return nil }
            starts.append(start)
        }
        var stop = scalars.count
        if let end {
            guard end.column == 1, end.offset <= scalars.count else { return nil }
            stop = end.offset
        }
        let bounds = starts + [stop]
        guard zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        var slices = zip(bounds, bounds.dropFirst()).map { String(String.UnicodeScalarView(scalars[$0..<$1])) }
        if let last = slices.popLast() { slices.append(withoutTrailingRemarks(last)) }
        return slices
    }

    private static func lineStart(before offset: Int, in scalars: [Unicode.Scalar]) -> Int? {
        guard offset <= scalars.count else { return nil }
        return (scalars[..<offset].lastIndex(of: "\n") ?? -1) + 1
    }

    /// What follows the last element belongs to the next section.
    private static func withoutTrailingRemarks(_ slice: String) -> String {
        var lines = slice.split(separator: "\n", omittingEmptySubsequences: false)
        while let last = lines.last, last.hasPrefix("#") || last.hasPrefix("...") || last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}
