import Kernel
import Language
import Storage
import Venues

/// A title as the register tells it.
struct RegisterLine: Sendable {
    let title: Title
    /// The venue, or the unit itself.
    let holder: Wording
    /// What one holds, in the words of the scheme in force.
    let scheme: Wording
    let schemeKey: String
    let authorityID: ID<Organisation>
    let authority: Wording
    let category: Wording?

    init(_ row: Row, _ schemes: [String: SchemeRecord]) throws {
        title = try Title(row)
        schemeKey = try row.text("scheme_key")
        (holder, authority, authorityID) = (try row.wording("holder"), try row.wording("authority"), try row.id("authority_id"))
        let known = schemes[schemeKey]?.scheme
        scheme = known?.title ?? Wording(schemeKey)
        category = title.category.flatMap { known?.category($0)?.name }
    }
}
