import Kernel
/// A random token of 256 bits that a browser or a letter keeps; the database keeps only its hash.
package struct Token: Sendable {
    package let text: String

    package init() {
        text = Secrets.random(32).hexadecimal
    }

    package init(_ text: String) { self.text = text }

    var hash: [UInt8] { Secrets.hash(text) }
}
