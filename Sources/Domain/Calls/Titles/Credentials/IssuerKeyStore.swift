import Access
package import Crypto
package import Kernel
package import Storage
package import Venues

extension Transaction {
    /// Every key that ever signed something, the newest first: what was signed by an old one is checked with it.
    func issuerKeys() throws -> [IssuerKey] { try rows("SELECT * FROM calls_key ORDER BY made_at DESC, id DESC", IssuerKey.init) }

    func issuerKey(_ id: ID<IssuerKey>) throws -> IssuerKey? { try row("SELECT * FROM calls_key WHERE id = \(id)", IssuerKey.init) }

    /// The one with which the authority signs today; nil while it has signed nothing.
    func issuerKey(of authority: ID<Organisation>) throws -> IssuerKey? {
        try row("SELECT * FROM calls_key WHERE authority_id = \(authority) AND retired_at IS NULL", IssuerKey.init)
    }

    /// The authority's key, made on first use and the same until it is rotated.
    package func madeIssuerKey(of authority: ID<Organisation>, by actor: Int64) throws -> IssuerKey {
        if let key = try issuerKey(of: authority) { return key }
        try lock("calls.keys")
        if let key = try issuerKey(of: authority) { return key }
        return try makeIssuerKey(of: authority, by: actor)
    }

    /// Another key takes the place of the one that signs. The old one stays published, so that what it signed can still be checked.
    func rotateIssuerKey(of authority: ID<Organisation>, by identity: Identity) throws -> IssuerKey {
        try identity.require(Calls.keys, within: try organisationScopes(authority))
        guard try organisation(authority) != nil else { throw Refusal.notFound(Phrase("认定机关", "authority")) }
        try lock("calls.keys")
        try execute("UPDATE calls_key SET retired_at = \(now) WHERE authority_id = \(authority) AND retired_at IS NULL")
        return try makeIssuerKey(of: authority, by: identity.account.id.number)
    }

    private func makeIssuerKey(of authority: ID<Organisation>, by actor: Int64) throws -> IssuerKey {
        let pair = Curve25519.Signing.PrivateKey(), id: ID<IssuerKey> = newID()
        let secret = try secret(IssuerKeyResealing.secret)
        let sealed = try Sealing.seal(Array(pair.rawRepresentation), with: secret, about: IssuerKeyResealing.subject(id))
        let open = Array(pair.publicKey.rawRepresentation)
        try execute(
            """
            INSERT INTO calls_key (id, authority_id, public_key, sealed, made_at, retired_at) VALUES (\(id), \(authority), \(open), \(sealed), \(now), NULL)
            """)
        try record(LedgerEntry("calls.key-made", "issuer-key", id, by: actor, visibility: .office))
        guard let made = try issuerKey(id) else { throw Refusal.notFound(IssuerKey.noun) }
        return made
    }

    /// The private part, for signing; it is never shown.
    package func signingKey(_ key: IssuerKey) throws -> Curve25519.Signing.PrivateKey {
        let sealed = try row("SELECT sealed FROM calls_key WHERE id = \(key.id)") { try $0.blob("sealed") }
        guard let sealed, let secret = try keptSecret(IssuerKeyResealing.secret) else { throw Refusal.notFound(IssuerKey.noun) }
        return try Curve25519.Signing.PrivateKey(rawRepresentation: try Sealing.open(sealed, with: secret, about: IssuerKeyResealing.subject(key.id)))
    }
}
