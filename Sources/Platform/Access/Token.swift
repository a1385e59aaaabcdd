/// A random token of 256 bits that a browser or a letter keeps; the database keeps only its hash.
package struct Token: Sendable {
    package let text: String

    package init() {
        text = Secrets.random(32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    package init(_ text: String) { self.text = text }

    var hash: [UInt8] { Secrets.hash(text) }
}
