import Kernel
import Storage
import Venues

/// The states of an authority's credentials, itself a credential that the authority signs.
struct StatusListCredential: Sendable {
    let authority: Organisation
    let number: Int
    let list: StatusList
    let origin: String
    let now: Instant

    /// Good for a day: whoever checks with an older one does not know today's state.
    private static let hours: Int64 = 24

    /// Since the beginning of the hour, so that who asks twice within it gets the same bytes.
    private var begin: Instant {
        let hour: Int64 = 3_600_000_000
        return Instant(microseconds: now.microseconds / hour * hour)
    }

    var payload: String {
        let (address, end) = (CredentialWords.statusList(authority.id, number, origin), begin.adding(hours: Self.hours))
        let subject = JSONText.object([
            ("id", JSONText.quote(address + "#list")), ("type", JSONText.quote("BitstringStatusList")), ("statusPurpose", JSONText.quote("revocation")),
            ("encodedList", JSONText.quote(list.encoded)),
        ])
        return JSONText.object([
            ("@context", CredentialWords.words("https://www.w3.org/ns/credentials/v2")), ("id", JSONText.quote(address)),
            ("type", CredentialWords.words("VerifiableCredential", "BitstringStatusListCredential")),
            ("issuer", JSONText.quote(CredentialWords.issuer(authority.id, origin))), ("validFrom", JSONText.quote(begin.iso)),
            ("validUntil", JSONText.quote(end.iso)), ("credentialSubject", subject), ("iss", JSONText.quote(CredentialWords.issuer(authority.id, origin))),
            ("jti", JSONText.quote(address)), ("nbf", String(begin.microseconds / 1_000_000)), ("exp", String(end.microseconds / 1_000_000)),
        ])
    }
}

extension Transaction {
    /// Which places of an authority's list are set: what was taken back, or renewed by another before its time. What runs out says so itself.
    func statusList(of authority: ID<Organisation>, number: Int) throws -> StatusList {
        let first = number * StatusList.size
        let taken = try rows(
            """
            SELECT t.status_index FROM calls_title t JOIN calls_scheme s ON s.id = t.scheme_id
            WHERE s.authority_id = \(authority) AND t.status_index BETWEEN \(first) AND \(first + StatusList.size - 1)
                AND t.state IN (\(list: [TitleState.revoked.rawValue, TitleState.replaced.rawValue]))
            """) { try $0.int("status_index") - first }
        return StatusList(taken: taken)
    }

    /// The number of the last list in which the authority has a title; nil where it granted none.
    func lastStatusList(of authority: ID<Organisation>) throws -> Int? {
        let last = try number("SELECT MAX(t.status_index) FROM calls_title t JOIN calls_scheme s ON s.id = t.scheme_id WHERE s.authority_id = \(authority)")
        return last.map { StatusList.place(of: Int($0)).list }
    }
}
