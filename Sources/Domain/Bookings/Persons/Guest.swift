package import Kernel

/// One of those who come, by name where the rule asks for names.
package struct Guest: Sendable, Hashable, Codable {
    package let name: String
    /// As it was checked; empty where none is asked.
    package let identity: String
    package init(name: String, identity: String = "") { (self.name, self.identity) = (name, identity) }

    /// The consent of a guardian is needed below this age (PIPL art. 31; domain.md §3.11).
    package static let consentAge = 14

    /// Known from the identity number alone: nil where there is none.
    package func age(on day: Day) -> Int? { IdentityNumber(identity)?.age(on: day) }
}

/// The names of a party as they are entered: one person a line, the name first, then the identity number where it is asked.
package struct GuestList: Sendable, Hashable {
    package let guests: [Guest]
    package static let longestName = 60

    package init(_ guests: [Guest]) { self.guests = guests }

    /// Refuses, with the line, what is no name, no number, or twice there.
    package init(_ text: String, names: NamesAsked, party: Int) throws(Refusal) {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "，" || $0 == "\t" }).map(String.init) }
            .filter { !$0.isEmpty }
        guard lines.count <= party else {
            throw Self.refusal("too-many-names", Phrase("填写了 \(lines.count) 个人，预约是 \(party) 人。", "There are \(lines.count) names for a party of \(party)."))
        }
        var guests: [Guest] = [], seen: Set<String> = []
        for (index, parts) in lines.enumerated() {
            let guest = try Self.guest(parts, names, line: index + 1)
            let mark = guest.identity.isEmpty ? "" : guest.identity
            guard mark.isEmpty || seen.insert(mark).inserted else {
                throw Self.refusal("identity-twice", Phrase("第 \(index + 1) 行的证件号码重复。", "Line \(index + 1): this identity number stands there twice."))
            }
            guests.append(guest)
        }
        self.guests = guests
    }

    private static func guest(_ parts: [String], _ names: NamesAsked, line: Int) throws(Refusal) -> Guest {
        guard names == .identified else {
            let name = parts.joined(separator: " ")
            guard name.count <= longestName else { throw refusal("name-too-long", Phrase("第 \(line) 行的姓名太长。", "Line \(line): the name is too long.")) }
            return Guest(name: name)
        }
        guard parts.count >= 2, let typed = parts.last else {
            throw refusal("identity-missing", Phrase("第 \(line) 行应为“姓名 证件号码”。", "Line \(line): write the name, a blank, and the identity number."))
        }
        guard let number = IdentityNumber(typed) else {
            throw refusal("identity-wrong", Phrase("第 \(line) 行的证件号码有误，请核对每一位。", "Line \(line): the identity number is not right. Check every digit."))
        }
        return Guest(name: String(parts.dropLast().joined(separator: " ").prefix(longestName)), identity: number.text)
    }

    private static func refusal(_ code: String, _ phrase: Phrase) -> Refusal { Refusal(.invalid, code, phrase, field: "guests") }

    /// The youngest on that day, as far as birthdays are known.
    package func youngest(on day: Day) -> Int? { guests.compactMap { $0.age(on: day) }.min() }
    package func hasChild(on day: Day) -> Bool { guests.contains { ($0.age(on: day) ?? 99) < Guest.consentAge } }
}
