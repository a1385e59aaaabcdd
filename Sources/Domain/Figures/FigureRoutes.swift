import Access
import Campaigns
import Kernel
import Participation
import Rooms
import Storage
import Web

/// A figure, down to its records, and locking an edition.
enum FigureRoutes {
    static func routes(_ house: House) -> [Route] {
        let summed = FigureTerm.summed(in: house)
        return FigureViewRoutes.routes(house) + StatementRoutes.routes + SurveyRoutes.routes + [
            .get("/figures/{key}", .anyone, filters: ["by", "of"]) { visit in
                let key = visit.parameter("key")
                let kind = try choice("by", visit) { RollUp(rawValue: $0) } ?? .region
                let code = visit.query["of"].flatMap { $0.isEmpty ? nil : $0 }
                let identity = visit.identity
                let page = try await visit.database.read { tx in
                    try FigurePage(key, by: kind, of: code, terms: summed, identity: identity, in: tx)
                }
                return page.answer(visit, panels: try await house.panelsHTML(on: Figures.campaignPanels, page.campaign.id.number, visit))
            },
            .get("/figures/{key}/{indicator}", .anyone, filters: RecordsPage.filters) { visit in
                try await records(visit, house)
            },
            .get("/figures/{key}/{indicator}/{activity}", .anyone, filters: []) { visit in try await sessions(visit, house) },
            .post("/desk/figures/{key}/lock", .permitted(Figures.lock)) { visit in
                let identity = try visit.signedIn()
                let key = visit.parameter("key")
                guard visit.posted.fields["understood"] == "1" else {
                    throw Refusal(
                        .invalid, "lock-unconfirmed", "没有锁定：请先勾选“我知道锁定不能撤销”。",
                        "Nothing was locked: tick “I know that this cannot be undone” first.", field: "understood")
                }
                try await visit.database.write { tx in
                    let campaign = try campaign(key, in: tx)
                    try identity.require(Figures.lock, within: try tx.campaignScopes(campaign.id))
                    try tx.lockFigures(campaign.id, by: identity.account.id.number)
                }
                return visit.see("/figures/\(key)", saying: Phrase("数字已锁定。", "The figures are locked."))
            },
        ]
    }

    /// The value of a parameter; nil where it is absent or empty, refused where it is not one of those offered.
    private static func choice<Value>(_ name: String, _ visit: Visit, _ read: (String) -> Value?) throws(Refusal) -> Value? {
        guard let text = visit.query[name], !text.isEmpty else { return nil }
        guard let value = read(text) else {
            let shown = text.prefix(40)
            throw Refusal(
                .invalid, "filter-value", "筛选条件 \(name) 不认识“\(shown)”。请从页面上的链接中选择。",
                "The filter \(name) does not know “\(shown)”. Choose one of the links on the page.", field: name)
        }
        return value
    }

    private static func records(_ visit: Visit, _ house: House) async throws -> Answer {
        let term = try term(visit, house)
        let key = visit.parameter("key")
        let page = max(1, min(100_000, visit.query["page"].flatMap { Int($0) } ?? 1))
        let method = try choice("method", visit) { CountingMethod(rawValue: $0) }
        let whole = try choice("all", visit) { FigureDimension(rawValue: $0) }
        if term.key == FigureTerm.visitors.key { return try await visitors(key, visit) }
        return try await visit.database.read { tx in
            let campaign = try campaign(key, in: tx)
            var question = FigureQuestion(campaign.id)
            try question.narrow(visit)
            if case .within(let code) = question.place {
                guard let place = try tx.figurePlace(code) else { throw Refusal.notFound(Phrase("这个地区", "region")) }
                question.place = .within(place.code)
            }
            var opening = FigureOpening(question: question, term: term.explained(on: campaign.begin), method: method, children: try tx.children(of: campaign.id))
            (opening.whole, opening.page) = (whole, page)
            try opening.requireAnswerable()
            let found = try RecordsPage(campaign: campaign, opening: opening, in: tx)
            if whole == nil { try visit.requirePage(of: found.total, by: Transaction.figurePageSize) }
            return found
        }.answer(visit)
    }

    private static func visitors(_ key: String, _ visit: Visit) async throws -> Answer {
        try await visit.database.read { tx in
            let campaign = try campaign(key, in: tx)
            var question = FigureQuestion(campaign.id)
            try question.narrow(visit)
            return try VisitorsPage(campaign, question, in: tx)
        }.answer(visit)
    }

    private static func sessions(_ visit: Visit, _ house: House) async throws -> Answer {
        let term = try term(visit, house)
        let key = visit.parameter("key")
        guard let activity = Crockford.number(visit.parameter("activity")) else { throw Refusal.notFound(Phrase("该活动", "activity")) }
        return try await visit.database.read { tx in
            let campaign = try campaign(key, in: tx)
            guard let title = try tx.countedTitle(activity, in: campaign.id) else { throw Refusal.notFound(Phrase("该活动", "activity")) }
            let sessions = try tx.sessionFigures(activity, term.key)
            let isForMinors = try tx.activitiesForMinors(among: [activity]).contains(activity)
            let claims = try term.key == "booked" ? [] : tx.claims(activity: ID(activity), session: nil)
            return SessionsPage(
                campaign: campaign, term: term.explained(on: campaign.begin), activity: activity, title: title, sessions: sessions, isForMinors: isForMinors,
                claims: Dictionary(claims.map { ($0.id.number, $0) }, uniquingKeysWith: { first, _ in first }))
        }.answer(visit)
    }

    private static func term(_ visit: Visit, _ house: House) throws(Refusal) -> FigureTerm {
        guard let term = FigureTerm.named(visit.parameter("indicator"), in: house) else { throw .notFound(Phrase("这个指标", "figure")) }
        return term
    }

    private static func campaign(_ key: String, in tx: Transaction) throws -> Campaign {
        guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        return campaign
    }
}
