extension HTML {
    /// `<name attributes>`
    mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        append("<")
        append(name)
        if !attributes.isEmpty { write(attributes) }
        append(">")
    }

    /// Each name once, as HTML asks: classes and variables given in several attributes are joined, of others the first counts.
    private mutating func write(_ attributes: [Attribute]) {
        let flat = attributes.contains(where: \.isGroup) ? attributes.flatMap(\.flat) : attributes
        for (index, attribute) in flat.enumerated() {
            guard attribute.isPresent, !flat[..<index].contains(where: { $0.isPresent && $0.isNamed(like: attribute) }) else { continue }
            append(" ")
            append(attribute.prefix)
            append(attribute.name)
            guard case .text(let value) = attribute.content else { continue }
            append("=\"")
            append(escaping: value)
            if let joint = attribute.joint {
                for other in flat[(index + 1)...] where other.isPresent && other.isNamed(like: attribute) {
                    guard case .text(let more) = other.content else { continue }
                    append(joint)
                    append(escaping: more)
                }
            }
            append("\"")
        }
    }
}

extension Attribute {
    fileprivate var isGroup: Bool { if case .group = content { true } else { false } }

    fileprivate var isPresent: Bool { if case .absent = content { false } else { true } }

    fileprivate var flat: [Attribute] {
        if case .group(let members) = content { members.flatMap(\.flat) } else { [self] }
    }

    fileprivate func isNamed(like other: Attribute) -> Bool { same(name, other.name) && same(prefix, other.prefix) }
}

/// Whether two words of the source code are the same.
private func same(_ a: StaticString, _ b: StaticString) -> Bool {
    guard a.utf8CodeUnitCount == b.utf8CodeUnitCount else { return false }
    return a.withUTF8Buffer { a in b.withUTF8Buffer { b in a.elementsEqual(b) } }
}
