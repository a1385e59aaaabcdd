import Access
import Activities
import Files
import Kernel
import Storage
import Web

/// What an event came to, stated on one form.
enum ResultsRoutes {
    private static let one = "/desk/activities/{id}/sessions/{session}/results"

    static let routes: [Route] = [
        .get(one, .permitted(Participation.report), filters: []) { visit in ResultsPage(model: try await load(visit), visit: visit).answer },
        .post(one, .permitted(Participation.report), bodyLimit: Evidence.mostBytes + ResultsForm.photoFields.count * Picture.mostBytes + (1 << 20)) { visit in
            try await state(visit)
        },
    ]

    private static func load(_ visit: Visit) async throws -> ClaimsView {
        let identity = try visit.signedIn()
        let (activity, session) = try subject(visit)
        let model = try await visit.database.read { try $0.claimsView(activity, session) }
        guard model.may(identity, Participation.report) else { throw Refusal.notYours(Participation.report) }
        return model
    }

    private static func subject(_ visit: Visit) throws -> (ID<Activity>, ID<ActivitySession>) {
        (try visit.id("id", of: Activity.noun), try visit.id("session", of: ActivitySession.noun))
    }

    private static func state(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (activity, session) = try subject(visit)
        // Before anything is put on the shelf.
        _ = try await load(visit)
        var reading = ResultsForm.form.read(visit.posted)
        if let draft = ResultsForm.draft(&reading, activity, session) {
            do {
                let photos = try await photos(visit)
                return try await visit.making { tx in
                    try identity.require(Participation.report, within: tx.reportScopes(activity))
                    let outcome = try tx.makeResults(draft, photos: photos, by: identity.account.id.number)
                    return Made(at: "/desk/activities/\(activity.text)/sessions/\(session.text)/claims", saying: received(outcome))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
            }
        }
        return ResultsPage(model: try await load(visit), reading: reading, visit: visit).answer
    }

    private static func photos(_ visit: Visit) async throws -> [ShelvedFile] {
        var files: [ShelvedFile] = []
        for upload in visit.posted.uploads where ResultsForm.photoFields.contains(upload.field) && !upload.bytes.isEmpty {
            let picture = try Picture(upload.bytes, field: upload.field)
            files.append(
                try await visit.shelf.keep(picture.bytes, named: "photo." + (picture.format == .jpeg ? "jpg" : "png"), of: FileKind.pictures, field: upload.field))
        }
        return files
    }

    private static func received(_ outcome: ResultsOutcome) -> Phrase {
        guard !outcome.claims.isEmpty else { return Phrase("与实测一致，没有需要另外上报的数。", "All of it is as measured: there was nothing to report beside.") }
        let count = outcome.claims.count
        let says = Phrase("已收到 \(count) 个数，等待核验。", count == 1 ? "1 number received; it waits to be checked." : "\(count) numbers received; they wait to be checked.")
        return outcome.warnings.isEmpty ? says : says + Phrase("异常之处和您的说明一并送交核验。", " What is unusual goes to the office with your remark.")
    }
}
