import Kernel
package import Storage
import Web

/// Public keys with which a room signs, as JWKs (RFC 7517), replaced ones too: what they signed can be checked for ever.
package struct PublishedKeys: Sendable {
    package let jwks: @Sendable (_ tx: Transaction, _ origin: String) throws -> [String]
    package init(_ jwks: @escaping @Sendable (Transaction, String) throws -> [String]) { self.jwks = jwks }
}

extension House {
    /// The one address of all public keys (design §5); none where no room signs.
    var keyRoutes: [Route] {
        let kinds = modules.flatMap(\.publishedKeys)
        guard !kinds.isEmpty else { return [] }
        return ["/.well-known/keys.json", "/keys.json"].map { path in
            .get(path, .anyone) { visit in
                let origin = visit.origin
                let keys = try await visit.database.read { tx in try kinds.flatMap { try $0.jwks(tx, origin) } }
                let set = JSONText.object([("keys", JSONText.list(keys))])
                return Answer(mediaType: "application/jwk-set+json", body: Array(set.utf8)).header("access-control-allow-origin", "*")
                    .header("cache-control", "public, max-age=300")
            }
        }
    }
}
