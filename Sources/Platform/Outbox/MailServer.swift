import Foundation
package import Kernel

/// The server that takes our mail, as the setting has it: `smtp://user:password@host:port?from=kepu@example.org&name=Kepu`.
package struct MailServer: Sendable, Hashable {
    package enum Security: String, Sendable {
        /// From the first byte: `smtps://`.
        case implicit
        /// STARTTLS, without which nothing is sent: `smtp://`.
        case required
        /// None: `tls=never`, for a server on this machine.
        case never
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let user: String?
    let password: String?
    /// A file with the certificates of an authority of one's own, beside those that the machine trusts: `ca=/etc/kepu/ca.pem`.
    let authority: String?
    /// The address that mail comes from.
    package let from: String
    /// The name that stands beside it.
    package let name: String

    /// `smtp.example.org:587`, without the password.
    package var through: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
    /// What comes behind the sender's `@`: it makes the messages' identities.
    var domain: String { String(from.split(separator: "@").last ?? "") }

    /// Refuses in one sentence what cannot be used.
    package init(_ text: String) throws(Refusal) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme), let host = parts.host, !host.isEmpty,
            parts.path.isEmpty || parts.path == "/"
        else {
            throw Self.wrong("应写作 smtp://用户:密码@主机:端口?from=发件地址（或 smtps://）", "is written smtp://user:password@host:port?from=ADDRESS (or smtps://)")
        }
        var asked: [String: String] = [:]
        for item in parts.queryItems ?? [] {
            guard ["from", "name", "tls", "ca"].contains(item.name) else { throw Self.wrong("不认识参数“\(item.name)”", "does not know “\(item.name)”") }
            asked[item.name] = item.value ?? ""
        }
        guard let from = asked["from"], MessageAddress.isMail(from) else {
            throw Self.wrong("缺少发件地址，例如 ?from=kepu@example.org", "needs the sender's address: ?from=kepu@example.org")
        }
        let tls = asked["tls"] ?? "required"
        guard let wanted = Security(rawValue: tls), wanted != .implicit, scheme == "smtp" || asked["tls"] == nil else {
            throw Self.wrong("tls 可以是 required 或 never，且只用于 smtp://", "takes tls=required or tls=never, with smtp:// only")
        }
        if let file = asked["ca"] {
            guard tls == "required" else { throw Self.wrong("ca 用于加密的连接，不能与 tls=never 同用", "takes ca= for connections with TLS, not with tls=never") }
            guard FileManager.default.isReadableFile(atPath: file) else { throw Self.wrong("中的证书文件“\(file)”读不到", "names certificates in “\(file)”, which cannot be read") }
        }
        authority = asked["ca"]
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        security = scheme == "smtps" ? .implicit : wanted
        port = parts.port ?? (scheme == "smtps" ? 465 : 587)
        (user, password, self.from) = (parts.user, parts.password, from)
        name = asked["name"] ?? "科普 Kepu"
    }

    private static func wrong(_ zh: String, _ en: String) -> Refusal {
        Refusal(.invalid, "setting", "KEPU_SMTP \(zh)。", "KEPU_SMTP \(en).")
    }
}
