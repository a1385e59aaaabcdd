package import Kernel

/// Something that is said to one person about their account, outside the page: by mail or however the house sends letters.
package struct Letter: Sendable {
    /// `people.invitation`: for the wishes of whoever gets it.
    package let kind: String
    package let account: ID<Account>
    /// The e-mail address or telephone number (`LoginName`) to which it goes.
    package let login: String
    package let subject: Phrase
    package let text: Phrase
    /// Where the link in it leads, within the site; whoever sends it knows the site's address. It may be secret: keep it no longer than needed.
    package let path: String?

    package init(_ kind: String, to account: Account, _ subject: Phrase, _ text: Phrase, path: String? = nil) {
        (self.kind, self.account, self.login) = (kind, account.id, account.login)
        (self.subject, self.text, self.path) = (subject, text, path)
    }
}
