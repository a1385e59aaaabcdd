package import Access
import Storage
package import Web

extension Browser {
    /// A browser in which a new account with these grants has signed in.
    package static func signedIn(_ login: String, _ grants: Grant..., at site: Site) async throws -> Browser {
        try await signedIn(login, grants, at: site)
    }

    /// The same where it does not matter who it is.
    package static func signedIn(_ grants: Grant..., at site: Site) async throws -> Browser {
        try await signedIn("who@example.org", grants, at: site)
    }

    private static func signedIn(_ login: String, _ grants: [Grant], at site: Site) async throws -> Browser {
        let hash = try await Passwords.hash("a long password")
        try await site.database.write { tx in
            let account = try tx.addAccount(login: login, name: login, passwordHash: hash)
            for grant in grants { try tx.grant(grant, to: account) }
        }
        let browser = Browser(site)
        try await browser.signIn(login, "a long password")
        return browser
    }
}
