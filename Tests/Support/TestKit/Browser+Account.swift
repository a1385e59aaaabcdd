package import Access
import Storage
package import Web

extension Browser {
    /// Of “a long password”, by the least work that the method knows: thousands of accounts sign in here, and what a password costs is tested where passwords are.
    private static let cheapHash = "$argon2id$v=19$m=8,t=1,p=1$jLVA4TVAfEUTUdOKD2Cehw$XeqjwJ9oLnv54grzYdiJTo0eicRh/6E/OhwqHcVcRvY"

    /// A browser in which a new account with these grants has signed in.
    package static func signedIn(_ login: String, _ grants: Grant..., at site: Site) async throws -> Browser {
        try await signedIn(login, grants, at: site)
    }

    /// The same where it does not matter who it is.
    package static func signedIn(_ grants: Grant..., at site: Site) async throws -> Browser {
        try await signedIn("who@example.org", grants, at: site)
    }

    private static func signedIn(_ login: String, _ grants: [Grant], at site: Site) async throws -> Browser {
        try await site.database.write { tx in
            let account = try tx.addAccount(login: login, name: login, passwordHash: cheapHash)
            for grant in grants { try tx.grant(grant, to: account) }
        }
        let browser = Browser(site)
        try await browser.signIn(login, "a long password")
        return browser
    }
}
