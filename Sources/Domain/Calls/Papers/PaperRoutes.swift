import Access
import Files
import Kernel
import Storage
import Venues
import Web

/// `/desk/papers/{application}/…`: the files of an application, for those who may see it: attachments, scans of sealed pages, photos.
enum PaperRoutes {
    private static let noun = Phrase("这个文件", "file")

    /// A file that this person may see, and how far.
    private struct Paper: Sendable {
        let file: StoredFile
        let name: String
        let access: PaperAccess
    }

    static let routes: [Route] =
        pair("/desk/papers/{application}/{paper}") { visit, application, access, tx in
            let id: ID<Attachment> = try visit.id("paper", of: noun)
            guard let one = try tx.attachment(id, of: application.application.id) else { return nil }
            if access == .blind {
                let isFit = application.fields.contains { $0.key == one.field && $0.isFitForBlind }
                guard isFit, application.attachments.contains(where: { $0.id == id }) else { return nil }
            }
            return (one.fileID, one.name)
        }
        + pair("/desk/papers/{application}/scans/{version}") { visit, application, access, tx in
            guard access == .whole, let version = Int(visit.parameter("version")) else { return nil }
            return try tx.scan(of: application.application.id, version: version).map { ($0.fileID, $0.name) }
        }
        + pair("/desk/papers/{application}/photos/{photo}") { visit, application, access, tx in
            guard access == .whole else { return nil }
            let id: ID<InspectionPhoto> = try visit.id("photo", of: noun)
            let identity = try visit.signedIn()
            // Findings are the office's: the unit learns them with the decision.
            guard identity.may(Calls.review, within: try tx.organisationScopes(application.scheme.authorityID)) else { return nil }
            return try tx.photos(of: application.application.id).first { $0.id == id }.map { ($0.fileID, $0.name) }
        }

    private typealias Find = @Sendable (Visit, ApplicationView, PaperAccess, Transaction) throws -> (ID<StoredFile>, String)?

    private static func pair(_ pattern: String, _ find: @escaping Find) -> [Route] {
        [
            .get(pattern, .signedIn) { visit in
                let paper = try await paper(visit, find)
                guard paper.access == .whole else { throw Refusal.notFound(noun) }
                return inert(Answer(mediaType: paper.file.mediaType, body: paper.file.bytes).header("content-disposition", FileName.attachment(paper.name)))
            },
            .get(pattern + "/pages/{page}", .signedIn) { visit in
                let paper = try await paper(visit, find)
                guard let page = Int(visit.parameter("page")) else { throw Refusal.notFound(noun) }
                return inert(Answer(mediaType: PagePicture.mediaType, body: try await PagePicture.of(paper.file, page: page)))
            },
        ]
    }

    private static func paper(_ visit: Visit, _ find: @escaping Find) async throws -> Paper {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("application", of: noun))
        return try await visit.database.read { tx in
            let application = try tx.requireApplication(id), view = try ApplicationView(application, in: tx)
            guard let access = try PaperAccess.of(identity, to: application, under: view.scheme, in: tx), let (file, name) = try find(visit, view, access, tx),
                let stored = try tx.storedFile(file)
            else { throw Refusal.notFound(noun) }
            return Paper(file: stored, name: name, access: access)
        }
    }

    /// Whatever it is, it runs nothing here, and no other place keeps it.
    static func inert(_ answer: Answer) -> Answer {
        answer.header("content-security-policy", "default-src 'none'; sandbox").header("cache-control", "private, max-age=600")
    }
}
