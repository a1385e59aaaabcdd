package import Kernel

/// One entry of “My account”, for everybody who has signed in.
package struct MineItem: Sendable {
    package let path: String
    package let title: Phrase
    package let says: Phrase
    package let order: Int

    package init(_ path: String, _ zh: String, _ en: String, says: Phrase, order: Int) {
        (self.path, self.title, self.says, self.order) = (path, Phrase(zh, en), says, order)
    }
}
