import Access
import Files
import Kernel
import Language
import Markup
import Resources
import Storage
import Venues
import Web

/// `/desk/exhibits/{id}`: the sheet, photographs and things of one exhibit, kept by its owner.
enum SheetRoutes {
    static let routes: [Route] = [
        .get("/desk/exhibits/{id}", .permitted(Exhibits.keep), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/exhibits/{id}/sheet", .permitted(Exhibits.keep)) { visit in try await save(visit) },
        .post("/desk/exhibits/{id}/photos", .permitted(Exhibits.keep), bodyLimit: Photo.formLimit) { visit in try await addPhotos(visit) },
        .post("/desk/exhibits/{id}/photos/{photo}/removal", .permitted(Exhibits.keep)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Exhibit.noun, Resource.self))
            let photo: ID<Photo> = try visit.id("photo", of: Photo.noun)
            try await visit.database.write { tx in
                _ = try tx.ownersExhibit(id, identity)
                guard try tx.removePhoto(photo, .sheet, of: id.number) else { throw Refusal.notFound(Photo.noun) }
                try tx.record(LedgerEntry("exhibits.photo-removed", "resource", id, by: identity.account.id.number, visibility: .unit))
            }
            return visit.see("/desk/exhibits/\(id.text)#photos", saying: Phrase("照片已移出。", "The photograph was taken out."))
        },
        .post("/desk/exhibits/{id}/pieces", .permitted(Exhibits.keep)) { visit in try await addPiece(visit) },
        .get("/resources/{id}/photos/{photo}", .anyone, filters: []) { visit in
            let (id, photo) = (try visit.id("id", of: Resource.noun, Resource.self), try visit.id("photo", of: Photo.noun, Photo.self))
            let identity = visit.identity
            let found = try await visit.database.read { tx -> ShelvedFile? in
                guard let exhibit = try tx.exhibit(id), let found = try tx.photo(photo, [.sheet], of: id.number) else { return nil }
                if exhibit.isListed { return found.file }
                guard let identity, identity.may(Exhibits.see, within: try tx.organisationScopes(exhibit.ownerID)) else { return nil }
                return found.file
            }
            guard let found else { throw Refusal.notFound(Photo.noun) }
            return try await Answer.file(found, named: "photo", as: .inline, to: visit)
        },
    ]

    private static func page(_ visit: Visit) async throws -> SheetPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Exhibit.noun, Resource.self))
        return try await visit.database.read { tx in try SheetPage(id, for: identity, in: tx) }
    }

    private static func save(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Exhibit.noun, Resource.self))
        var page = try await page(visit)
        var reading = SheetForm.read(visit.posted, page.choices)
        if let sheet = SheetForm.sheet(reading) {
            let (read, choices) = (reading, page.choices ?? [])
            do {
                try await visit.database.write { tx in
                    let exhibit = try tx.ownersExhibit(id, identity)
                    try SeenForm.check(read, against: SheetForm.values(of: try tx.sheet(of: id) ?? ExhibitSheet(), try tx.members(of: id)))
                    try tx.put(sheet, members: SheetForm.members(read, choices), of: exhibit, by: identity.account.id.number)
                }
                return visit.see("/desk/exhibits/\(id.text)", saying: Phrase("展品登记表已保存。", "The exhibit form is saved."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        page.reading = reading
        return page.answer(visit)
    }

    private static func addPhotos(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Exhibit.noun, Resource.self))
        _ = try await visit.database.read { tx in try tx.ownersExhibit(id, identity) }
        do {
            let files = try await Photo.taken(visit) { $0 == "photo" }
            guard !files.isEmpty else { throw Refusal(.invalid, "photo-missing", "请先选择照片。", "Choose a photograph first.", field: "photo") }
            try await visit.database.write { tx in
                _ = try tx.ownersExhibit(id, identity)
                for one in files { try tx.addPhoto(one.file, .sheet, of: id.number, by: identity.account.id) }
                try tx.record(LedgerEntry("exhibits.photo-added", "resource", id, by: identity.account.id.number, visibility: .unit))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            var page = try await page(visit)
            page.problem = refusal
            return page.answer(visit)
        }
        return visit.see("/desk/exhibits/\(id.text)#photos", saying: Phrase("照片已加入。", "The photographs are in it."))
    }

    private static func addPiece(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Exhibit.noun, Resource.self))
        var page = try await page(visit)
        var reading = PieceForm.form(page.sets).read(visit.posted)
        if reading.isGood {
            let read = reading
            do {
                return try await visit.making { tx in
                    let exhibit = try tx.ownersExhibit(id, identity)
                    _ = try tx.addPiece(
                        of: exhibit, number: read.text("number"), place: read.text("place"), set: ID(read.text("set")), by: identity.account.id.number
                    )
                    return Made(at: "/desk/exhibits/\(id.text)#pieces", saying: Phrase("实物已登记。", "It is entered."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        page.pieceReading = reading
        return page.answer(visit)
    }
}

extension Transaction {
    /// The exhibit, for somebody who keeps its owner's things.
    func ownersExhibit(_ id: ID<Resource>, _ identity: Identity) throws -> Exhibit {
        guard let exhibit = try exhibit(id) else { throw Refusal.notFound(Exhibit.noun) }
        try identity.require(Exhibits.keep, within: try organisationScopes(exhibit.ownerID))
        return exhibit
    }
}
