import Access
import Files
import Kernel
import Storage
import Venues
import Web

enum FaultRoutes {
    static let routes: [Route] = [
        .get("/desk/faults/{id}", .permitted(Exhibits.see), filters: []) { visit in try await page(visit).answer(visit) },
        .get("/desk/faults/{id}/photos/{photo}", .permitted(Exhibits.see), filters: []) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Fault.noun, Fault.self))
            let photo: ID<Photo> = try visit.id("photo", of: Photo.noun)
            let found = try await visit.database.read { tx -> ShelvedFile? in
                _ = try tx.deskFault(id, for: identity)
                return try tx.photo(photo, [.fault], of: id.number)?.file
            }
            guard let found else { throw Refusal.notFound(Photo.noun) }
            return try await Answer.file(found, named: "photo", as: .inline, to: visit)
        },
        .post("/desk/faults/{id}/steps", .permitted(Exhibits.keep)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Fault.noun, Fault.self))
            guard let event = FaultEvent(rawValue: visit.posted.fields["event"] ?? "") else { throw unknownStep }
            var page = try await page(visit)
            var reading = FaultForm.step.read(visit.posted)
            if reading.textOrNil("part") == nil, reading.textOrNil("part_number") != nil || reading.textOrNil("part_price") != nil {
                reading.remark("part", Phrase("请写明是什么配件。", "Say which part it is."))
            }
            if reading.isGood {
                let part = reading.textOrNil("part").map {
                    SparePart(
                        name: $0, number: Int(reading.integer("part_number") ?? 1),
                        price: reading.real("part_price").map { Int64(($0 * 100).rounded()) })
                }
                let step = FaultStep(event: event, due: reading.day("due_on"), remark: reading.text("remark"), part: part)
                do {
                    try await visit.database.write { tx in try tx.step(id, step, by: identity) }
                    return visit.see("/desk/faults/\(id.text)", saying: Phrase("已记下。", "Noted."))
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
            }
            page.reading = reading
            return page.answer(visit)
        },
    ]

    private static func page(_ visit: Visit) async throws -> FaultPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Fault.noun, Fault.self))
        return try await visit.database.read { tx in try FaultPage(id, for: identity, in: tx) }
    }

    private static let unknownStep = Refusal(
        .invalid, "fault-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")
}

extension Transaction {
    /// The fault, for people of the owner, and of the borrower in whose hands it was found.
    func deskFault(_ id: ID<Fault>, for identity: Identity) throws -> Fault {
        guard let fault = try fault(id) else { throw Refusal.notFound(Fault.noun) }
        let borrower = try fault.loanID.flatMap { try loan($0) }.map { try organisationScopes($0.borrowerID) } ?? []
        try identity.require(Exhibits.see, within: try organisationScopes(fault.ownerID) + borrower)
        return fault
    }
}
