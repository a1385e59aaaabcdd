import Access
import Declaration
import Kernel
import Language
import Storage
import Venues

/// A version of a scheme with when it was made: rules that once held are never overwritten.
struct SchemeVersion: Sendable {
    let version: Int
    let madeAt: Instant
    /// 0: the program, with a campaign file.
    let madeBy: Int64
    let body: DeclaredValue

    init(_ row: Row) throws {
        guard let body = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("calls_scheme_version.body") }
        (version, madeAt, madeBy, self.body) = (try row.int("version"), try row.instant("made_at"), try row.int64("made_by"), body)
    }
}

/// One rule that differs between two versions.
struct SchemeChange: Sendable, Hashable {
    /// The way to it: `review.experts`, `categories[venue].name`.
    let path: String
    let before: DeclaredValue?
    let after: DeclaredValue?

    /// What differs, in the order of the ways; parts with a key are matched by it.
    static func between(_ before: DeclaredValue?, _ after: DeclaredValue?, at path: String = "") -> [SchemeChange] {
        guard before != after else { return [] }
        if let old = before, let new = after {
            if old.wording != nil || new.wording != nil { return [SchemeChange(path: path, before: old, after: new)] }
            if case .record(let from) = old, case .record(let to) = new {
                return Set(from.keys).union(to.keys).sorted().flatMap { key in between(from[key], to[key], at: path.isEmpty ? key : "\(path).\(key)") }
            }
            if let from = keyed(old), let to = keyed(new) {
                let parts = Set(from.keys).union(to.keys).sorted().flatMap { key in between(from[key], to[key], at: "\(path)[\(key)]") }
                return parts.isEmpty ? [SchemeChange(path: path, before: old, after: new)] : parts
            }
        }
        return [SchemeChange(path: path, before: before, after: after)]
    }

    private static func keyed(_ value: DeclaredValue) -> [String: DeclaredValue]? {
        guard case .list(let elements) = value, !elements.isEmpty else { return nil }
        let pairs = elements.compactMap { one in one["key"]?.text.map { ($0, one) } }
        guard pairs.count == elements.count else { return nil }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}

extension Transaction {
    /// All versions of a scheme, the newest first.
    func versions(of scheme: ID<SchemeRecord>) throws -> [SchemeVersion] {
        try rows("SELECT version, body, made_at, made_by FROM calls_scheme_version WHERE scheme_id = \(scheme) ORDER BY version DESC", SchemeVersion.init)
    }

    /// Makes the next version of a scheme out of what was entered at the desk; calls that run keep theirs. Nothing changed makes none.
    ///
    /// A later apply of the scheme's file compares three ways and shows what the desk changed (design §6).
    func changeScheme(_ key: String, to body: DeclaredValue, seen version: Int, by identity: Identity) throws -> Bool {
        guard let old = try scheme(key: key) else { throw Refusal.notFound(SchemeRecord.noun) }
        try identity.require(Calls.review, within: try organisationScopes(old.authorityID))
        try lock("calls.scheme.\(old.id.number)")
        guard let now = try scheme(key: key), now.version == version else {
            throw Refusal(
                .conflict, "scheme-changed", "打开本页之后，这个办法已有新版本，您的更改没有保存。请重新打开本页，看过现状再改。",
                "This scheme has a new version since you opened the page; your change was not saved. Open the page again, look, and change it then.")
        }
        let canonical = try SchemeShape.scheme.canonical(body)
        if let remark = SchemeShape.scheme.check(DeclaredRecord(canonical)).first {
            throw Refusal(
                .invalid, "scheme-rule", "“\(remark.field)”：\(remark.found.zh)；应为\(remark.expected.zh)。", "“\(remark.field)”: \(remark.found.en); wanted: \(remark.expected.en).")
        }
        guard canonical != old.body else { return false }
        try putScheme(DeclaredRecord(canonical), by: identity.account.id.number)
        return true
    }
}
