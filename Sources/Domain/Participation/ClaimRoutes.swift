import Access
import Activities
import Files
import Kernel
import Storage
import Web

/// What the public sees of claims, and evidence for those who may see it.
enum ClaimRoutes {
    static let routes: [Route] = [
        .get("/claims/{activity}/{claim}", .anyone) { visit in
            let (model, claim) = try await load(visit)
            let singly = model.may(visit.identity, Participation.readScans)
            let isDoor = claim.method == .measured && claim.source == Claim.door
            let scans = isDoor ? try await visit.database.read { try $0.scanRecords(of: claim, singly: singly) } : nil
            let readings = claim.method == .measured && !isDoor ? try await visit.database.read { try $0.readingFeed(of: claim) } : nil
            return PublicClaimPage(model: model, claim: claim, scans: scans, readings: readings, singly: singly, visit: visit).answer
        },
        .get("/evidence/{activity}/{claim}", .anyone) { visit in try await evidence(visit) },
        .get("/evidence/{activity}/{claim}/photos/{photo}", .anyone, filters: []) { visit in
            let (model, claim) = try await load(visit)
            let photo = try visit.id("photo", of: ResultFacts.Photo.noun, ResultFacts.Photo.self)
            let isInside = [Participation.report, Participation.decide].contains { model.may(visit.identity, $0) }
            let found = try await visit.database.read { try $0.resultPhoto(photo, of: claim.id, in: claim.activity) }
            guard let found, found.isPublic || isInside else { throw Refusal.notFound(ResultFacts.Photo.noun) }
            return try await Answer.file(found.file, named: "photo", as: .inline, to: visit)
        },
    ]

    /// A claim about an activity that no campaign has published is the desk's business only.
    private static func load(_ visit: Visit) async throws -> (ClaimsView, Claim) {
        let (activity, id) = try ClaimAddress.read(visit)
        let (model, claim) = try await visit.database.read { try $0.claimWithView(id, in: activity) }
        guard model.activity.isPublic || model.isDesk(of: visit.identity) else { throw Refusal.notFound(Claim.noun) }
        return (model, claim)
    }

    private static func evidence(_ visit: Visit) async throws -> Answer {
        let missing = Refusal.notFound(Phrase("这份证据", "evidence"))
        let (model, claim) = try await load(visit)
        let isInside = [Participation.report, Participation.decide].contains { model.may(visit.identity, $0) }
        guard model.evidence[claim.id]?.isPublic == true || isInside else { throw missing }
        guard let file = try await visit.database.read({ try $0.evidenceFile(of: claim.id, in: claim.activity)?.file }) else { throw missing }
        let name = "attachment; filename=\"evidence\"; filename*=UTF-8''\(Query.encode(file.name))"
        return Answer(mediaType: EvidenceType.of(file.name), body: file.bytes)
            .header("content-disposition", name).header("cache-control", "private, no-store")
    }
}
