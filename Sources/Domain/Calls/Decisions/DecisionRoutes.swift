import Access
import Files
import Formats
import Kernel
import Language
import Storage
import Venues
import Web

/// The addresses of decision files, one for each reader.
enum DecisionRoutes {
    static let routes: [Route] = [
        .get("/desk/applications/{id}/decision.zip", .permitted(Calls.apply)) { visit in
            let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
            return try await file(visit, identity, for: .applicant) { tx in
                let application = try tx.requireApplication(id)
                guard identity.may(Calls.apply, within: try tx.organisationScopes(application.organisationID)) else { throw Refusal.notFound(Application.noun) }
                guard application.state.isDecided else { throw Refusal.undecided }
                return application
            }
        },
        .get("/desk/calls/{key}/applications/{id}/decision.zip", .permitted(Calls.review)) { visit in
            let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
            let key = visit.parameter("key")
            return try await file(visit, identity, for: .office) { tx in
                let (application, call) = (try tx.requireApplication(id), try tx.requireCall(key))
                guard application.callID == call.id, application.state != .draft else { throw Refusal.notFound(Application.noun) }
                try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
                return application
            }
        },
        .get("/desk/register/{id}/decision.zip", .permitted(Calls.review)) { visit in
            let (identity, id): (Identity, ID<Title>) = (try visit.signedIn(), try visit.id("id", of: Title.noun))
            return try await file(visit, identity, for: .office) { tx in
                guard let title = try tx.title(id), let record = try tx.titleRecord(title),
                    identity.may(Calls.review, within: try tx.organisationScopes(record.authority.id))
                else { throw Refusal.notFound(Title.noun) }
                guard let application = title.applicationID else { throw Refusal.withoutApplication }
                return try tx.requireApplication(application)
            }
        },
        .get("/desk/objections/{id}/decision.zip", .permitted(Calls.supervise)) { visit in
            let (identity, id): (Identity, ID<Objection>) = (try visit.signedIn(), try visit.id("id", of: Objection.noun))
            return try await file(visit, identity, for: .supervision) { tx in
                guard let objection = try tx.objection(id), identity.may(Calls.supervise, within: try tx.objectionScopes(objection)),
                    let item = try tx.items(of: objection.noticeID).first(where: { $0.position == objection.position }), let application = item.applicationID
                else { throw Refusal.notFound(Objection.noun) }
                return try tx.requireApplication(application)
            }
        },
    ]

    /// Seals what the ledger holds so far, reads everything in one transaction, and sends the archive. A write, because opening what is
    /// sealed is recorded.
    private static func file(
        _ visit: Visit, _ identity: Identity, for reader: DecisionReader, _ find: @escaping @Sendable (Transaction) throws -> Application
    ) async throws -> Answer {
        let allowed = try await visit.database.read { tx in try find(tx).id }
        while try await visit.database.write({ try LedgerCheckpoints.append($0, batch: 5000) }) > 0 {}
        let origin = visit.origin
        let (record, signer) = try await visit.database.write { tx in
            let application = try tx.requireApplication(allowed)
            guard let call = try tx.call(application.callID), let authority = try tx.organisation(try tx.scheme(of: call).authorityID) else {
                throw Refusal.notFound(Application.noun)
            }
            let signer = try DecisionSigner(authority, origin: origin, in: tx)
            return (try DecisionRecord(of: application, for: reader, by: identity, in: tx), signer)
        }
        let database = visit.database
        let zip = try await DecisionArchive.write(record, visit.language, signer: signer) { paper in
            switch paper.source {
            case .file(let id): try await database.read { tx in try tx.storedFile(id)?.bytes }
            case .objection(let id): try await database.write { tx in try tx.openPaper(id, for: identity).bytes }
            }
        }
        let pieces = try zip.finish()
        let stream = BodyStream { sink in
            while let piece = try pieces.next() { try await sink.send(piece) }
        }
        return Answer.stream(stream, mediaType: "application/zip")
            .header("content-disposition", "attachment; filename=\"\(DecisionArchive.fileName(record))\"").header("cache-control", "no-store")
    }
}

extension ApplicationState {
    /// Whether what was decided on it is final enough to be told in a file.
    var isDecided: Bool {
        switch self {
        case .recognised, .declined, .failed, .setAside, .struck: true
        case .draft, .submitted, .returned, .recommended, .passed, .proposed, .withdrawn: false
        }
    }
}

extension Refusal {
    /// A title that was taken over from a list has no decision of ours behind it.
    static let withoutApplication = Refusal(
        .notFound, "no-application", "这个称号由名单录入，不是在这里评审的，没有卷宗。", "This title was taken over from a list and not decided here: there is no file of it.")

    static let undecided = Refusal(
        .conflict, "undecided", "这份申报还没有决定，卷宗在决定作出后提供。", "This application is not decided yet; its file is there once it is.")
}
