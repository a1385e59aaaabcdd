import Kernel
import Language
import Storage
import Venues

/// What titles are called, each under the version of its measure under which it was granted: a measure that is renamed renames no title.
struct TitleWords: Sendable {
    private struct Version: Hashable {
        let scheme: ID<SchemeRecord>
        let number: Int
    }

    private let schemes: [Version: SchemeRecord]

    /// One statement, or none where no title is given.
    init(of titles: [Title], in tx: Transaction) throws {
        let wanted = Set(titles.map { Version(scheme: $0.schemeID, number: $0.schemeVersion) })
        guard !wanted.isEmpty else {
            schemes = [:]
            return
        }
        let some = wanted.map { one -> SQL in "(v.scheme_id = \(one.scheme) AND v.version = \(one.number))" }.joined(" OR ")
        let found = try tx.schemes(under: some)
        schemes = Dictionary(found.map { (Version(scheme: $0.id, number: $0.version), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func scheme(of title: Title) -> SchemeRecord? { schemes[Version(scheme: title.schemeID, number: title.schemeVersion)] }

    func name(of title: Title) -> Wording { scheme(of: title)?.scheme.title ?? Wording(title.number) }
}
