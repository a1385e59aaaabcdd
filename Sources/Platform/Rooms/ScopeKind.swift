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

    /// Those of this kind that people call so, by name or by code; several where more than one is. Asked with what somebody typed.
    package let named: @Sendable (_ tx: Transaction, _ text: String) throws -> [Scope]

    package init(
        _ name: String, written form: String, title: @escaping @Sendable (Transaction, Scope) throws -> Phrase?,
        named: @escaping @Sendable (Transaction, String) throws -> [Scope]
    ) {
        (self.name, self.form, self.title, self.named) = (name, form, title, named)
    }
}

extension House {
    package var scopeKinds: [ScopeKind] { modules.flatMap(\.scopes) }

    /// The scope as somebody wrote it: a path, or the name or code of a place, a unit, a line or a campaign. Refuses what means nothing,
    /// for a role over it would cover nothing, and a name that several bear, with the paths among which to choose.
    package func scope(_ text: String, in tx: Transaction) throws -> Scope {
        guard text.hasPrefix("/") else { return try scope(named: text, in: tx) }
        guard let scope = Scope(text) else {
            throw Refusal(
                .invalid, "scope", "“\(text)”不是完整的路径。请填写名称，或 /region/610000 这样的路径。",
                "“\(text)” is no path. Give a name, or a path such as /region/610000.", field: "scope")
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

    private func scope(named text: String, in tx: Transaction) throws -> Scope {
        let found = try scopeKinds.flatMap { try $0.named(tx, text) }
        if found.count == 1 { return found[0] }
        guard !found.isEmpty else {
            throw Refusal(
                .invalid, "scope-unknown", "没有找到“\(text)”。请填写地区、单位、系统或活动项目的全名，或以 / 开头的路径。",
                "Nothing is called “\(text)”. Give the full name of a place, a unit, a line or a campaign, or a path that begins with /.", field: "scope")
        }
        let choices = try found.prefix(6).map { (path: $0.path, title: try title(of: $0, in: tx)) }
        let zh = choices.map { "\($0.title.zh) \($0.path)" }.joined(separator: "；"), en = choices.map { "\($0.title.en) \($0.path)" }.joined(separator: "; ")
        throw Refusal(
            .invalid, "scope-ambiguous", "“\(text)”不止一个：\(zh)。请填写其中一个路径。", "Several are called “\(text)”: \(en). Give the path of one.",
            field: "scope")
    }

    /// What people call the scope; its path where nobody knows it any more.
    package func title(of scope: Scope, in tx: Transaction) throws -> Phrase {
        if scope == .all { return Phrase("全部", "Everything") }
        let kind = scopeKinds.first { scope.segments.first == $0.name }
        return try kind?.title(tx, scope) ?? Phrase(same: scope.path)
    }
}
