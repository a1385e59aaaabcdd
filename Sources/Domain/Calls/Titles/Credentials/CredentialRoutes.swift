import Dispatch
import Formats
import Kernel
import Language
import Rooms
import Signing
import Storage
import Venues
import Web

/// What proves a title elsewhere: the printed certificate, the signed credential, the keys and the lists of states by which it is checked.
enum CredentialRoutes {
    static let published = PublishedKeys { tx, origin in try tx.issuerKeys().map { $0.jwk(origin) } }

    static let routes: [Route] = [
        .get("/verify/{code}/certificate.pdf", .anyone) { visit in try await certificate(visit) },
        .get("/verify/{code}/credential.jwt", .anyone) { visit in try await credential(visit) },
        .get("/keys/{id}", .anyone) { visit in
            let id: ID<IssuerKey> = try visit.id("id", of: IssuerKey.noun)
            guard let key = try await visit.database.read({ tx in try tx.issuerKey(id) }) else { throw Refusal.notFound(IssuerKey.noun) }
            return open(Answer(mediaType: "application/jwk+json", body: Array(key.jwk(visit.origin).utf8)), seconds: 3600)
        },
        .get("/credentials/status/{authority}/{number}", .anyone) { visit in try await states(visit) },
    ]

    private static func certificate(_ visit: Visit) async throws -> Answer {
        let code = visit.parameter("code")
        let record = try await visit.database.read { tx in try tx.requireTitleRecord(code: code) }
        guard record.isInForce(on: visit.now.day(in: Notice.zone)) else {
            let state = record.title.state.title
            throw Refusal(
                .conflict, "title-not-in-force", "这个称号今天无效（\(state.zh)），不再提供证书。它的全部经过可在查验页看到。",
                "This title is not in force today (\(state.en)), so there is no certificate. Its whole history stands on the page that checks it.")
        }
        let certificate = Certificate(record: record, address: visit.origin + "/verify/" + code, now: visit.now)
        // Drawing takes its time, and waits for nobody: not on the threads that everybody else's requests need.
        let bytes = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[UInt8], any Error>) in
            DispatchQueue.global().async {
                do throws(FormatProblem) {
                    continuation.resume(returning: try certificate.bytes())
                } catch {
                    continuation.resume(throwing: Refusal(.unavailable, error.code.rawValue, error.phrase))
                }
            }
        }
        return Answer(mediaType: "application/pdf", body: bytes).header("content-disposition", "inline; filename=\"\(record.title.number).pdf\"")
            .header("cache-control", "no-cache")
    }

    private static func credential(_ visit: Visit) async throws -> Answer {
        let (code, origin) = (visit.parameter("code"), visit.origin)
        let found = try await visit.database.read { tx -> (record: TitleRecord, hasKey: Bool) in
            let record = try tx.requireTitleRecord(code: code)
            return (record, try tx.issuerKey(of: record.authority.id) != nil)
        }
        let record = found.record
        // The authority's key is made with its first title; where titles came otherwise, with the first credential.
        if !found.hasKey { try await visit.database.write { tx in _ = try tx.madeIssuerKey(of: record.authority.id, by: 0) } }
        return try await visit.database.read { tx in
            let jwt = try sign(TitleCredential(record: record, origin: origin).payload, "JWT", record.authority, origin, tx)
            return open(Answer(mediaType: "application/vc+jwt", body: Array(jwt.utf8)), seconds: 0)
                .header("content-disposition", "attachment; filename=\"\(record.title.number).jwt\"")
        }
    }

    private static func states(_ visit: Visit) async throws -> Answer {
        let (origin, now) = (visit.origin, visit.now)
        let what = Phrase("状态列表", "list of states")
        let id: ID<Organisation> = try visit.id("authority", of: what)
        guard let number = Int(visit.parameter("number")), number >= 0 else { throw Refusal.notFound(what) }
        return try await visit.database.read { tx in
            guard let authority = try tx.organisation(id), let last = try tx.lastStatusList(of: id), number <= last, try tx.issuerKey(of: id) != nil else {
                throw Refusal.notFound(what)
            }
            let list = try tx.statusList(of: id, number: number)
            let credential = StatusListCredential(authority: authority, number: number, list: list, origin: origin, now: now)
            let jwt = try sign(credential.payload, "vc+jwt", authority, origin, tx)
            return open(Answer(mediaType: "application/vc+jwt", body: Array(jwt.utf8)), seconds: 300)
        }
    }

    private static func sign(_ payload: String, _ type: String, _ authority: Organisation, _ origin: String, _ tx: Transaction) throws -> String {
        guard let key = try tx.issuerKey(of: authority.id) else { throw Refusal.notFound(IssuerKey.noun) }
        return try CompactJWS.sign(payload, type: type, kid: key.address(origin), by: try tx.signingKey(key))
    }

    /// For programs of other sites too.
    private static func open(_ answer: Answer, seconds: Int) -> Answer {
        answer.header("access-control-allow-origin", "*").header("cache-control", seconds == 0 ? "no-cache" : "public, max-age=\(seconds)")
    }
}
