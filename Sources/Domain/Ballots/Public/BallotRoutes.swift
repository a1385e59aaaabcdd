import Access
import Activities
import Bookings
import Kernel
import Storage
import Web

/// Ballots for everybody: no account, the entry's code is the key.
enum BallotRoutes {
    static let routes: [Route] = [
        .get("/ballots/{id}", .anyone, filters: []) { visit in BallotPage(model: try await load(visit, hasWinners: true), visit: visit).answer },
        .get("/ballots/{id}/draw.json", .anyone, filters: []) { visit in
            let id: ID<Ballot> = try visit.id("id", of: Ballot.noun)
            let file = try await visit.database.read { tx in try tx.ballotFile(tx.ballotView(id).ballot) }
            guard let file else { throw Refusal(.conflict, "not-drawn", "还没有抽签，结果文件尚未产生。", "It is not drawn yet; there is no file of the draw.") }
            return Answer(mediaType: "application/json", body: file.json).header("content-disposition", "attachment; filename=\"ballot-\(id.text).json\"")
        },
        .post("/ballots/{id}/entries", .anyone) { visit in try await enter(visit) },
        .get("/ballot-entries/{code}", .anyone, filters: []) { visit in
            let code = try code(visit)
            let (entry, model) = try await visit.database.read { tx in
                let entry = try tx.requireBallotEntry(code)
                return (entry, try tx.ballotView(entry.ballot))
            }
            return BallotEntryPage(entry: entry, model: model, visit: visit).answer
        },
        .post("/ballot-entries/{code}/withdrawal", .anyone) { visit in
            let code = try code(visit)
            try await visit.database.write { try $0.withdrawEntry(code) }
            return visit.see("/ballot-entries/\(code.text)", saying: Phrase("报名已撤回，您的姓名和电话已清除。", "The entry is withdrawn; your name and telephone are erased."))
        },
    ]

    private static func code(_ visit: Visit) throws -> PublicCode {
        guard let code = PublicCode(visit.parameter("code")) else { throw Refusal.notFound(BallotEntry.noun) }
        return code
    }

    private static func load(_ visit: Visit, hasWinners: Bool = false) async throws -> BallotView {
        let id: ID<Ballot> = try visit.id("id", of: Ballot.noun)
        return try await visit.database.read { try $0.ballotView(id, hasWinners: hasWinners) }
    }

    private static func enter(_ visit: Visit) async throws -> Answer {
        let model = try await load(visit)
        var reading = BallotForm.form(model).read(visit.posted)
        guard let (wish, sessions) = BallotForm.wish(reading, model) else { return BallotPage(model: model, reading: reading, status: 422, visit: visit).answer }
        do {
            return try await visit.making { tx in
                let entry = try tx.enterBallot(model.ballot.id, wish, sessions: sessions)
                return Made(at: "/ballot-entries/\(entry.code.text)", saying: Phrase("已报名。请保存报名码。", "You have entered. Please keep the code."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            guard model.ballot.takesEntries(at: visit.now) else { throw refusal }
            return BallotPage(model: model, reading: reading, status: refusal.kind == .conflict ? 409 : 422, visit: visit).answer
        }
    }
}
