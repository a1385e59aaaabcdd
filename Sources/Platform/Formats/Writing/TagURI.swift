package import Kernel

/// Identities for feeds that never change and lead nowhere, after RFC 4151.
package enum TagURI {
    /// `tag:kepu.example,2023-09-16:activity/0123456789ABC`
    /// - Parameters:
    ///   - authority: the domain (or mail address) that the names belong to.
    ///   - day: a day on which the authority held that name; the same for ever.
    ///   - specific: the name within it.
    package static func make(authority: String, day: Day, specific: String) -> String {
        "tag:\(WebAddress.encoded(authority.lowercased())),\(day.iso):\(WebAddress.encoded(specific))"
    }
}
