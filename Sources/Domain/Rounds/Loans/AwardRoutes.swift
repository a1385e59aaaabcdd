import Access
import Exhibits
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// Loans out of awards, for the office of a round.
enum AwardRoutes {
    static let routes: [Route] = [
        .get("/desk/rounds/{key}/loans", .permitted(Rounds.run), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/rounds/{key}/loans", .permitted(Rounds.run)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key")), fields = visit.posted.fields
            let only: (ID<RoundDeclaration>, String)? = ID<RoundDeclaration>(fields["declaration"] ?? "").flatMap { id in fields["lot"].map { (id, $0) } }
            do {
                let period = try period(fields)
                let done = try await visit.database.write { tx in try tx.lendAwards(of: key, only: only, otherwise: period, by: identity) }
                if done.left.isEmpty { return visit.see("/desk/rounds/\(key)/loans", saying: Phrase("新办了 \(done.made) 次借展。", "\(Plural.en(done.made, "loan", "loans")) made.")) }
                var page = try await page(visit)
                (page.made, page.left) = (done.made, done.left)
                return page.answer(visit)
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
        },
    ]

    private static func period(_ fields: Query) throws(Refusal) -> DeclarationBody.Period? {
        let texts = [fields["from"], fields["to"]].map { Typed.trimmed(Typed.number($0 ?? "")) }
        if texts.allSatisfy(\.isEmpty) { return nil }
        guard let from = Day(iso: texts[0]), let to = Day(iso: texts[1]), from <= to else {
            throw Refusal(.invalid, "award-days", "两个日期请同填，写成 2026-05-01，后一个不早于前一个。", "Give both days, such as 2026-05-01, the second not before the first.", field: "from")
        }
        return .init(from: from, to: to)
    }

    private static func page(_ visit: Visit) async throws -> AwardPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in
            let round = try tx.requireRound(key)
            try tx.require(Rounds.run, over: round, identity)
            return try AwardPage(round, in: tx)
        }
    }

    /// On a loan's page: the award from which it came.
    static let ofLoan = Panel(on: Exhibits.loanPanels, order: 10) { visit, subject in
        let found = try await visit.database.read { tx in
            try tx.row(
                """
                SELECT r.key, v.body, a.sets FROM rounds_loan a JOIN rounds_round r ON r.id = a.round_id JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version
                WHERE a.loan_id = \(subject)
                """) { (key: try $0.text("key"), name: try RoundName.of(body: try $0.text("body")), sets: try $0.int("sets")) }
        }
        guard let found else { return nil }
        return p {
            visit.say(Phrase("按配发结果办理，\(found.sets) 套：", "Made for an award of \(Plural.en(found.sets, "set", "sets")): "))
            a(.href("/rounds/\(found.key)")) { visit.say(found.name?.phrase ?? Phrase(same: found.key)) }
        }
    }
}
