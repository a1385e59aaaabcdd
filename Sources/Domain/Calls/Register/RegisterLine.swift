import Kernel
import Language
import Storage
import Venues

/// A title as the register tells it.
struct RegisterLine: Sendable {
    let title: Title
    /// The venue, or the unit itself.
    let holder: Wording
    /// What one holds, in the words of the scheme under which it was granted.
    private(set) var scheme: Wording
    let schemeKey: String
    let authorityID: ID<Organisation>
    let authority: Wording
    private(set) var category: Wording?

    init(_ row: Row, _ schemes: [String: SchemeRecord]) throws {
        title = try Title(row)
        schemeKey = try row.text("scheme_key")
        (holder, authority, authorityID) = (try row.wording("holder"), try row.wording("authority"), try row.id("authority_id"))
        let known = schemes[schemeKey]?.scheme
        scheme = known?.title ?? Wording(schemeKey)
        category = title.category.flatMap { known?.category($0)?.name }
    }

    /// Lines in the words of each title's own version, where that is not the one in force.
    static func ownWords(_ lines: [RegisterLine], _ schemes: [String: SchemeRecord], in tx: Transaction) throws -> [RegisterLine] {
        let words = try TitleWords(of: lines.filter { $0.title.schemeVersion != schemes[$0.schemeKey]?.version }.map(\.title), in: tx)
        return lines.map { line in
            guard let own = words.scheme(of: line.title)?.scheme else { return line }
            var line = line
            (line.scheme, line.category) = (own.title, line.title.category.flatMap { own.category($0)?.name })
            return line
        }
    }
}
