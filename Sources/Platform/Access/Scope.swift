import Kernel
package import Storage

/// A place in the tree of jurisdictions and things over which a role is held: an opaque path, `/region/61/6101/610113`.
///
/// A role over a scope covers everything below it. What the paths mean is the rooms' affair.
package struct Scope: Hashable, Sendable, SQLConvertible, CustomStringConvertible {
    package let path: String

    /// A path of segments of letters, digits, `-` and `_`; `/` is everything. Nil for anything else.
    package init?(_ path: String) {
        guard path.hasPrefix("/"), path.utf8.count <= 200 else { return nil }
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard path == "/" || segments.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.allowed) }) else { return nil }
        self.path = path
    }

    private init(made path: String) { self.path = path }

    /// Everything.
    package static let all = Scope(made: "/")

    /// The jurisdiction of an administrative division, from its codes: province, prefecture, county (as many as there are).
    package static func region(_ codes: [String]) -> Scope { Scope(made: "/region" + codes.map { "/" + $0 }.joined()) }

    /// What one organisation owns.
    package static func organisation(_ id: Int64) -> Scope { Scope(made: "/organisation/\(Crockford.text(id))") }

    /// The organisations that report along a line beside the regions: `societies`.
    package static func line(_ key: String) -> Scope { Scope(made: "/line/\(key)") }

    /// One campaign.
    package static func campaign(_ key: String) -> Scope { Scope(made: "/campaign/\(key)") }

    /// `region`, `610000`, `610100`; none for everything.
    package var segments: [String] { path.split(separator: "/").map { String($0) } }

    package func covers(_ other: Scope) -> Bool {
        path == "/" || other.path == path || other.path.hasPrefix(path + "/")
    }

    package var description: String { path }
    package var sqlValue: SQLValue { .text(path) }

    private static func allowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }
}
