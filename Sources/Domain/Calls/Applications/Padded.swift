/// Numbers with zeros in front, as numbers of applications and titles have them.
enum Padded {
    static func text(_ number: some BinaryInteger, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
