import Kernel

/// Reads `multipart/form-data` (RFC 7578) from a body that has already been limited in size.
enum Multipart {
    /// - Returns: nil when the body is not what its boundary promises, or has more than 500 parts.
    static func read(_ body: [UInt8], boundary: String) -> Posted? {
        guard !boundary.isEmpty, boundary.utf8.count <= 70 else { return nil }
        let mark = Array("--\(boundary)".utf8)
        var posted = Posted.nothing
        guard var at = find(mark, in: body, from: 0) else { return nil }
        for _ in 0..<500 {
            at += mark.count
            if body[at...].starts(with: "--".utf8) { return posted }
            guard body[at...].starts(with: [13, 10]) else { return nil }
            at += 2
            guard let headEnd = find([13, 10, 13, 10], in: body, from: at), headEnd - at < 8192,
                let head = String(validating: body[at..<headEnd], as: UTF8.self)
            else { return nil }
            let start = headEnd + 4
            guard let end = find([13, 10] + mark, in: body, from: start) else { return nil }
            guard add(head: head, content: body[start..<end], to: &posted) else { return nil }
            at = end + 2
        }
        return nil
    }

    private static func add(head: String, content: ArraySlice<UInt8>, to posted: inout Posted) -> Bool {
        var disposition = ""
        var mediaType = "application/octet-stream"
        for line in head.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { return false }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = String(value)
            case "content-type": mediaType = String(value)
            default: break
            }
        }
        guard let name = parameter("name", of: disposition) else { return false }
        if let fileName = parameter("filename", of: disposition) {
            guard !fileName.isEmpty || !content.isEmpty else { return true }
            posted.uploads.append(Upload(field: name, fileName: fileName, mediaType: mediaType, bytes: Array(content)))
        } else {
            guard let text = String(validating: content, as: UTF8.self) else { return false }
            posted.fields.pairs.append((name, text))
        }
        return true
    }

    /// The value of `name=value` or `name="value"` in a header; a quoted one may hold `;` and, escaped, `"`.
    private static func parameter(_ name: String, of header: String) -> String? {
        var rest = header[...]
        while let next = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: next)...].drop { $0 == " " }
            let isIt = rest.hasPrefix(name + "=")
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let (value, behind) = value(rest[rest.index(after: equals)...])
            if isIt { return value }
            rest = behind
        }
        return nil
    }

    private static func value(_ text: Substring) -> (String, Substring) {
        guard text.first == "\"" else {
            let end = text.firstIndex(of: ";") ?? text.endIndex
            return (String(text[..<end]), text[end...])
        }
        var out = ""
        var at = text.index(after: text.startIndex)
        while at < text.endIndex, text[at] != "\"" {
            let next = text.index(after: at)
            // Browsers write %22 for a quote; others escape it. A single backslash is part of the name.
            if text[at] == "\\", next < text.endIndex, text[next] == "\"" { at = next }
            out.append(text[at])
            at = text.index(after: at)
        }
        return (out, at < text.endIndex ? text[text.index(after: at)...] : text[at...])
    }

    private static func find(_ needle: [UInt8], in hay: [UInt8], from start: Int) -> Int? {
        guard start <= hay.count - needle.count, let first = needle.first else { return nil }
        var at = start
        while at <= hay.count - needle.count {
            guard let next = hay[at...(hay.count - needle.count)].firstIndex(of: first) else { return nil }
            if hay[next..<(next + needle.count)].elementsEqual(needle) { return next }
            at = next + 1
        }
        return nil
    }
}

extension String {
    func trimming(_ character: Character) -> String {
        var text = self[...]
        while text.first == character { text = text.dropFirst() }
        while text.last == character { text = text.dropLast() }
        return String(text)
    }
}
