package import Kernel
package import Storage

/// A browser in which an account that has signed in before signs in for the first time. Known is a browser by the random word of its
/// cookie; what it is otherwise is not looked at.
package struct NewBrowser: Sendable {
    package let account: Account
    /// As it calls itself.
    package let name: BrowserName
    /// As far as somebody recognises it, without its last part.
    package let network: String
    package let at: Instant

    /// Whoever tells the account's owner, in the transaction in which it signs in.
    package typealias Told = @Sendable (Transaction, NewBrowser) throws -> Void
}
