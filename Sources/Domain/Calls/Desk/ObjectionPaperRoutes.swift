import Access
import Files
import Kernel
import Storage
import Web

/// `/desk/objections/{id}/papers/{paper}`: what came with an objection, for the office that handles it alone. Opening one is a look that is
/// recorded, so it is a write; no browser keeps it.
enum ObjectionPaperRoutes {
    static let routes: [Route] = [
        .get("/desk/objections/{id}/papers/{paper}", .permitted(Calls.supervise)) { visit in
            let (paper, file) = try await open(visit)
            return inert(Answer(mediaType: file.mediaType, body: file.bytes).header("content-disposition", FileName.attachment(paper.name)))
        },
        .get("/desk/objections/{id}/papers/{paper}/pages/{page}", .permitted(Calls.supervise)) { visit in
            guard let page = Int(visit.parameter("page")) else { throw Refusal.notFound(ObjectionPaper.noun) }
            return inert(Answer(mediaType: PagePicture.mediaType, body: try await PagePicture.of(try await open(visit).file, page: page)))
        },
    ]

    private static func open(_ visit: Visit) async throws -> (paper: ObjectionPaper, file: StoredFile) {
        let (identity, id): (Identity, ID<Objection>) = (try visit.signedIn(), try visit.id("id", of: Objection.noun))
        let paper: ID<ObjectionPaper> = try visit.id("paper", of: ObjectionPaper.noun)
        return try await visit.database.write { tx in
            guard let objection = try tx.objection(id), identity.may(Calls.supervise, within: try tx.objectionScopes(objection)) else {
                throw Refusal.notFound(Objection.noun)
            }
            return try tx.open(paper, of: objection, for: identity)
        }
    }

    private static func inert(_ answer: Answer) -> Answer {
        answer.header("content-security-policy", "default-src 'none'; sandbox").header("cache-control", "no-store")
    }
}
