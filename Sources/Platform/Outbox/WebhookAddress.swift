import Foundation
import Kernel

/// Where a webhook may be sent, as far as its address alone tells; to which machine its name leads is asked at every connection.
enum WebhookAddress {
    /// The address as it is kept; refuses in one sentence.
    ///
    /// - Parameter takesLoopback: whether `http` to this machine itself is taken too: for those who write a receiver.
    static func checked(_ text: String, takesLoopback: Bool) throws(Refusal) -> String {
        let isPlain = text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"\\\"<>^`{|}".utf8.contains($0) } && text.utf8.count <= 500
        guard isPlain, let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.encodedHost?.lowercased(), isHost(host) else {
            throw wrong("这不是一个完整的网址", "This is no whole address")
        }
        let literal = NetworkAddress(host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")))
        let isHere = host == "localhost" || literal?.isLoopback == true
        guard scheme == "https" || scheme == "http" && isHere && takesLoopback else {
            throw wrong("网址须以 https:// 开头", "The address begins with https://")
        }
        guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
            throw wrong("网址中不能有用户名、密码或“#”", "An address with a user, a password or a “#” is not taken")
        }
        guard isHere && takesLoopback || literal?.isPublic != false && host != "localhost" else {
            throw wrong("\(host) 不是互联网上的公开地址", "\(host) is no address of the public internet")
        }
        guard isHere || literal != nil || host.contains(".") else { throw wrong("主机名应写全，如 hooks.example.org", "Give the whole name of the host, such as hooks.example.org") }
        guard let port = parts.port else { return text }
        guard port == 443 || (1024...65535).contains(port) else { throw wrong("端口应为 443 或 1024 以上", "The port is 443, or 1024 and above") }
        return text
    }

    /// To which machines a webhook's connection may go.
    static func mayConnect(takesLoopback: Bool) -> @Sendable (NetworkAddress) -> Bool {
        { $0.isPublic || takesLoopback && $0.isLoopback }
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") { return NetworkAddress(String(host.dropFirst().dropLast())) != nil }
        let letters = host.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
        guard letters, !host.isEmpty, !host.hasPrefix("."), !host.contains("..") else { return false }
        // A last label of digits is read as a number by resolvers: it must be an address in its usual form.
        let last = host.split(separator: ".").last ?? ""
        return !(last.allSatisfy(\.isNumber) || last.hasPrefix("0x")) || NetworkAddress(host) != nil
    }

    private static func wrong(_ zh: String, _ en: String) -> Refusal { Refusal(.invalid, "webhook-address", "\(zh)。", "\(en).", field: "address") }
}
