import Activities
import Files
import Kernel
import Storage

/// What a form of results keeps beside its claims: what was said in a few words, its photographs.
package struct ResultFacts: Sendable, Hashable {
    /// A photograph of a session, on the shelf.
    package enum Photo { static let noun = Phrase("这张照片", "photograph") }

    static let noun = Phrase("这份结果", "results")

    let id: ID<ResultFacts>
    let summary: String
    let showsPhotos: Bool
    let photos: [ID<Photo>]
}

extension Transaction {
    /// The results to which the claims of a subject belong, by claim; in two statements.
    func results(_ activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> [ID<Claim>: ResultFacts] {
        let claims = try rows(
            """
            SELECT c.claim_id, r.id, r.summary, r.shows_photos FROM participation_result r
                JOIN participation_result_claim c ON c.activity_id = r.activity_id AND c.result_id = r.id
            WHERE r.activity_id = \(activity) AND r.session_id = \(session) ORDER BY c.claim_id
            """
        ) { row in
            (claim: try row.id("claim_id", Claim.self), id: try row.id("id", ResultFacts.self), summary: try row.text("summary"), shows: try row.bool("shows_photos"))
        }
        guard !claims.isEmpty else { return [:] }
        let photos = try rows(
            "SELECT result_id, id FROM participation_result_photo WHERE activity_id = \(activity) AND result_id IN (\(list: Array(Set(claims.map(\.id))))) ORDER BY id"
        ) { (result: try $0.id("result_id", ResultFacts.self), id: try $0.id("id", ResultFacts.Photo.self)) }
        return Dictionary(
            claims.map { one in
                (one.claim, ResultFacts(id: one.id, summary: one.summary, showsPhotos: one.shows, photos: photos.filter { $0.result == one.id }.map(\.id)))
            }
        ) { first, _ in first }
    }

    /// The samples behind estimates of an activity, by claim.
    func samples(_ activity: ID<Activity>) throws -> [ID<Claim>: HeadCountSample] {
        let found = try rows("SELECT * FROM participation_sample WHERE activity_id = \(activity)") { row in
            (
                try row.id("claim_id", Claim.self),
                HeadCountSample(
                    HeadCountSample.Kind(rawValue: try row.text("kind")) ?? .strips, HeadCountSample.counts(try row.text("counts")) ?? [], parts: try row.int64("parts"),
                    open: try row.int64("open_minutes"), stay: try row.int64("stay_minutes"))
            )
        }
        return Dictionary(found) { first, _ in first }
    }

    /// A photograph of the results to which the claim belongs, and whether everybody may see it.
    func resultPhoto(_ id: ID<ResultFacts.Photo>, of claim: ID<Claim>, in activity: ID<Activity>) throws -> (file: ShelvedFile, isPublic: Bool)? {
        let found = try row(
            """
            SELECT p.digest, r.shows_photos FROM participation_result_claim c
                JOIN participation_result r ON r.activity_id = c.activity_id AND r.id = c.result_id
                JOIN participation_result_photo p ON p.activity_id = c.activity_id AND p.result_id = c.result_id
            WHERE c.activity_id = \(activity) AND c.claim_id = \(claim) AND p.id = \(id)
            """
        ) { (digest: try $0.digest("digest"), isPublic: try $0.bool("shows_photos")) }
        guard let found, let file = try shelvedFile(found.digest) else { return nil }
        return (file, found.isPublic)
    }
}
