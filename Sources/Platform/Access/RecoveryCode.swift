/// A code for the day on which the telephone is lost: good once. The first digit says which of the ten it is; 45 bits at random follow.
package enum RecoveryCode {
    package static let count = 10
    private static let length = 10

    /// Ten of them, `3k7mq-9xwtb`.
    package static func fresh() -> [String] {
        (0..<count).map { place in
            let letters = String(place) + Base32.text(Secrets.random(6), Base32.spoken).prefix(length - 1)
            return "\(letters.prefix(5))-\(letters.dropFirst(5))"
        }
    }

    /// As it is hashed: small letters without what stands between them. Nil for what is none.
    package static func folded(_ text: String) -> (place: Int, letters: String)? {
        let letters = text.lowercased().filter { !$0.isWhitespace && $0 != "-" }
            .replacing("o", with: "0").replacing("i", with: "1").replacing("l", with: "1")
        let known = Set(Base32.spoken)
        guard letters.utf8.count == length, letters.utf8.allSatisfy(known.contains), let place = letters.first?.wholeNumberValue else { return nil }
        return (place, letters)
    }
}
