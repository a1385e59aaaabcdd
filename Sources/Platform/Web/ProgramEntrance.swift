import Access
import HTTPTypes
import Kernel

extension Visit {
    /// What is answered to whoever may not come in as a program; nil where they may: 401 without a token, 403 where the token does not carry one of
    /// the permissions or nobody gave its owner one (RFC 6750 §3.1).
    func programRefusal(_ permissions: [Permission]) -> Answer? {
        guard isProgram, let identity else {
            return Refusal.tokenMissing.problem(status: 401, language).header("www-authenticate", "Bearer").header("cache-control", "no-store")
        }
        guard !permissions.contains(where: identity.mayAnywhere) else { return nil }
        let refusal = permissions.contains(where: identity.carries) ? Refusal.tokenOwner(permissions) : .tokenScope(permissions)
        let scope = permissions.map(\.name).joined(separator: " ")
        return refusal.problem(status: 403, language).header("www-authenticate", "Bearer error=\"insufficient_scope\", scope=\"\(scope)\"")
            .header("cache-control", "no-store")
    }
}

extension Refusal {
    static let tokenMissing = Refusal(
        .signIn, "token-missing", "这个地址只供持令牌的程序使用，登录的浏览器不算。请在请求头里带上 Authorization: Bearer kepu_…；令牌在“我的账号 · 令牌”创建。",
        "This address is for programs with a token; a browser that has signed in does not count. Send the header Authorization: Bearer kepu_…; a token is made at My account, Tokens.")

    static func tokenScope(_ permissions: [Permission]) -> Refusal {
        let (zh, en) = words(permissions)
        return Refusal(
            .forbidden, "token-scope", "令牌没有写明所需的权限：\(zh)。请在“我的账号 · 令牌”另建一个含此权限的令牌。",
            "The token does not carry the permission that is needed: \(en). Make one that does at My account, Tokens.")
    }

    static func tokenOwner(_ permissions: [Permission]) -> Refusal {
        let (zh, en) = words(permissions)
        return Refusal(
            .forbidden, "token-owner", "令牌主人的角色没有（或不再有）所需的权限：\(zh)。请联系管理员。",
            "The owner of the token does not hold the permission that is needed, or holds it no longer: \(en). Ask an administrator.")
    }

    private static func words(_ permissions: [Permission]) -> (zh: String, en: String) {
        (
            permissions.map { "\($0.name)（\($0.title.zh)）" }.joined(separator: "或"),
            permissions.map { "\($0.name) (\($0.title.en))" }.joined(separator: " or ")
        )
    }
}

extension Route.Method {
    /// As HTTP has it.
    var http: HTTPRequest.Method {
        switch self {
        case .get: .get
        case .post: .post
        case .patch: .patch
        case .delete: .delete
        }
    }
}
