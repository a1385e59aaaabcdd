import Access
import Activities
import Campaigns
import Declaration
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/booking-rules`: the rules of one's own campaigns, venues, activities and sessions.
enum RulesDeskRoutes {
    static let routes: [Route] = [
        .get("/desk/booking-rules/{level}/{subject}", .permitted(Bookings.rule)) { visit in
            let place = try place(visit), found = try await visit.database.read { tx in try page(place, visit, tx) }
            return found.answer(visit)
        },
        .post("/desk/booking-rules/{level}/{subject}", .permitted(Bookings.rule)) { visit in try await save(visit) },
        .post("/desk/booking-rules/{level}/{subject}/removal", .permitted(Bookings.rule)) { visit in
            let place = try place(visit)
            let back = try await visit.database.write { tx -> String in
                let page = try page(place, visit, tx)
                if let named = page.named { try tx.removeRules(key: named.key, by: visit.signedIn().account.id.number) }
                return page.back.path
            }
            return visit.see(back, saying: Phrase("预约规则已撤下。", "The booking rules are taken down."))
        },
    ]

    private static func place(_ visit: Visit) throws -> RulePlace {
        guard let level = RuleLevel(word: visit.parameter("level")), let subject = ID<RulePlace>(visit.parameter("subject")) else { throw Refusal.notFound(NamedRules.noun) }
        return RulePlace(level: level, subject: subject.number)
    }

    private static func page(_ place: RulePlace, _ visit: Visit, _ tx: Transaction) throws -> RulesDeskPage {
        try visit.signedIn().require(Bookings.rule, within: place.scopes(tx))
        let all = try tx.namedRules(at: place.level, place.subject), asked = visit.query["key"]
        return RulesDeskPage(place: place, name: try place.name(tx), back: try place.back(tx), all: all, named: asked == "new" ? nil : all.first { $0.key == asked } ?? all.first)
    }

    private static func save(_ visit: Visit) async throws -> Answer {
        let place = try place(visit)
        var reading = RulesForm.form.read(visit.posted)
        let asked = visit.posted.fields["key"] ?? ""
        if reading.isGood {
            do {
                let entered = reading
                let key = try await visit.database.write { tx -> String in
                    try visit.signedIn().require(Bookings.rule, within: place.scopes(tx))
                    let old = try tx.namedRules(at: place.level, place.subject).first { $0.key == asked }
                    let key = old?.key ?? "rules-\(tx.newID(NamedRules.self).text.lowercased())"
                    let record = try RulesForm.record(entered, key: key, place: try place.declared(tx))
                    try tx.putRules(record, at: (place.level, place.subject), by: visit.signedIn().account.id.number)
                    return key
                }
                return visit.see("/rules/\(key)", saying: Phrase("预约规则已保存，公众看到的如下。", "The rules are kept; this is what the public reads."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        let wrong = reading
        return try await visit.database.read { tx in try page(place, visit, tx) }.answer(visit, wrong: wrong)
    }
}

/// One place where rules may stand.
struct RulePlace: Sendable {
    let level: RuleLevel
    let subject: Int64

    var path: String { "/desk/booking-rules/\(level.word)/\(ID<RulePlace>(subject).text)" }

    func scopes(_ tx: Transaction) throws -> [Scope] {
        switch level {
        case .campaign: return try tx.campaignScopes(ID(subject))
        case .venue: return try tx.venueScopes(ID(subject))
        case .activity: return try tx.entryScopes(ID(subject))
        case .session: return try tx.entryScopes(session(tx).activity)
        }
    }

    private func session(_ tx: Transaction) throws -> ActivitySession {
        guard let session = try tx.session(anywhere: ID(subject)) else { throw Refusal.notFound(ActivitySession.noun) }
        return session
    }

    func name(_ tx: Transaction) throws -> Phrase {
        switch level {
        case .campaign: return try tx.campaign(ID<Campaign>(subject))?.name.phrase ?? Phrase(same: "")
        case .venue: return try tx.venue(ID<Venue>(subject))?.name.phrase ?? Phrase(same: "")
        case .activity: return try tx.activityTitle(ID(subject)).phrase
        case .session:
            let session = try session(tx)
            return try tx.activityTitle(session.activity).phrase + Phrase(" · " + session.words(.zh), " · " + session.words(.en))
        }
    }

    /// The desk's page of the place.
    func back(_ tx: Transaction) throws -> (path: String, title: Phrase) {
        switch level {
        case .campaign: return ("/desk/campaigns/\(try tx.campaign(ID<Campaign>(subject))?.key ?? "")", Phrase("活动计划", "Campaign"))
        case .venue: return ("/desk/venues/\(ID<Venue>(subject).text)", Phrase("场馆", "Venue"))
        case .activity: return ("/desk/activities/\(ID<Activity>(subject).text)", Phrase("活动", "Activity"))
        case .session:
            let session = try session(tx)
            return ("/desk/activities/\(session.activity.text)/sessions/\(session.id.text)", Phrase("场次", "Session"))
        }
    }

    /// How a campaign file would name it; nil where it has no key there.
    func declared(_ tx: Transaction) throws -> (field: String, key: String)? {
        switch level {
        case .campaign: return try tx.campaign(ID<Campaign>(subject)).map { ("campaign", $0.key) }
        case .venue: return try tx.venue(ID<Venue>(subject)).map { ("venue", $0.key) }
        case .activity:
            guard let key = try tx.activity(ID<Activity>(subject))?.key else { return nil }
            return ("activity", key)
        case .session: return nil
        }
    }
}
