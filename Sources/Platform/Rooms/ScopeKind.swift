package import Access
package import Kernel
package import Storage

/// One kind of scope over which a role may be held, declared by the room that knows what its paths mean.
package struct ScopeKind: Sendable {
    /// The first segment: `campaign`.
    package let name: String
    /// How such a scope is written: `/campaign/KEY`.
    package let form: String
    /// What people call the thing; nil where there is none. Asked with a scope whose first segment is `name`.
    package let title: @Sendable (_ tx: Transaction, _ scope: Scope) throws -> Phrase?

    package init(_ name: String, written form: String, title: @escaping @Sendable (Transaction, Scope) throws -> Phrase?) {
        (self.name, self.form, self.title) = (name, form, title)
    }
}

extension House {
    package var scopeKinds: [ScopeKind] { modules.flatMap(\.scopes) }

    /// The scope as somebody wrote it. Refuses one that is no path, and one that means nothing: a role over it would cover nothing.
    package func scope(_ text: String, in tx: Transaction) throws -> Scope {
        guard let scope = Scope(text) else {
            throw Refusal(
                .invalid, "scope", "范围应是以 / 开头的路径，现为“\(text)”。", "A scope is a path that begins with /, not “\(text)”.", field: "scope")
        }
        if scope == .all { return scope }
        let forms = (["/"] + scopeKinds.map(\.form)).joined(separator: ", ")
        guard let kind = scopeKinds.first(where: { scope.segments.first == $0.name }), scope.segments.count > 1 else {
            throw Refusal(
                .invalid, "scope-unknown", "没有“\(text)”这样的范围。可以是：\(forms)。", "There is no scope like “\(text)”; there is: \(forms).", field: "scope")
        }
        guard try kind.title(tx, scope) != nil else {
            throw Refusal(
                .invalid, "scope-unknown", "“\(text)”不存在，对它授予的角色不起作用。写法是 \(kind.form)。",
                "There is nothing at “\(text)”; a role over it would cover nothing. It is written \(kind.form).", field: "scope")
        }
        return scope
    }

    /// What people call the scope; its path where nobody knows it any more.
    package func title(of scope: Scope, in tx: Transaction) throws -> Phrase {
        if scope == .all { return Phrase("全部", "Everything") }
        let kind = scopeKinds.first { scope.segments.first == $0.name }
        return try kind?.title(tx, scope) ?? Phrase(same: scope.path)
    }
}
