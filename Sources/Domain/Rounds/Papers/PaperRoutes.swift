import Access
import Files
import Kernel
import Language
import Storage
import Web

/// `/desk/declarations/{id}/papers`: files of a declaration, attached and taken away by its unit, read by those who may see the declaration.
enum DeclarationPaperRoutes {
    static let routes: [Route] = [
        .post("/desk/declarations/{id}/papers", .permitted(Rounds.declare), bodyLimit: Document.formBytes) { visit in
            var page = try await DeclaringRoutes.page(visit)
            let (identity, id) = (try visit.signedIn(), page.declaration.id)
            let upload = visit.posted.uploads.first { $0.field == "file" }
            do {
                guard page.declaration.state.isOpen else { throw Refusal.declarationFixed }
                let document = try await Document.read(upload?.bytes ?? [], field: "file")
                return try await visit.making { tx in
                    try tx.attach(document, named: upload?.fileName ?? "", to: id, by: identity)
                    return Made(at: "/desk/declarations/\(id.text)#papers", saying: Phrase("文件已上传。", "The file is attached."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.problem = refusal
                return page.answer(visit)
            }
        },
        .post("/desk/declarations/{id}/papers/{paper}/removal", .permitted(Rounds.declare)) { visit in
            let (identity, id): (Identity, ID<RoundDeclaration>) = (try visit.signedIn(), try visit.id("id", of: RoundDeclaration.noun))
            let paper: ID<DeclarationPaper> = try visit.id("paper", of: DeclarationPaper.noun)
            try await visit.database.write { tx in try tx.removePaper(paper, from: id, by: identity) }
            return visit.see("/desk/declarations/\(id.text)#papers", saying: Phrase("文件已移除。", "The file is taken away."))
        },
        .get("/desk/declarations/{id}/papers/{paper}", .signedIn) { visit in
            let (identity, id): (Identity, ID<RoundDeclaration>) = (try visit.signedIn(), try visit.id("id", of: DeclarationPaper.noun))
            let paper: ID<DeclarationPaper> = try visit.id("paper", of: DeclarationPaper.noun)
            guard let (one, file) = try await visit.database.read({ tx in try tx.paper(paper, of: id, for: identity) }) else { throw Refusal.notFound(DeclarationPaper.noun) }
            // Whatever it is, it runs nothing here, and no other place keeps it.
            return Answer(mediaType: file.mediaType, body: file.bytes).header("content-disposition", FileName.attachment(one.name))
                .header("content-security-policy", "default-src 'none'; sandbox").header("cache-control", "private, max-age=600")
        },
    ]
}
