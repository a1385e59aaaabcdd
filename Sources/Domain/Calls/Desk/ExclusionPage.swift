import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/applications/{id}/exclusions`: which experts an applicant keeps from its application, and why.
struct ExclusionPage: Sendable {
    let application: Application
    let call: Call
    let rule: ReviewRule
    let experts: [Expert]
    let units: [ID<Organisation>: Organisation]
    let exclusions: [Exclusion]
    let form: Form
    var reading: FormReading

    init(_ application: Application, in tx: Transaction) throws {
        guard let call = try tx.call(application.callID) else { throw Refusal.notFound(Call.noun) }
        let rule = try tx.scheme(of: call).scheme.review
        let (experts, exclusions) = (try tx.experts(), try tx.exclusions(of: application.id))
        let units = try tx.organisations(experts.compactMap(\.organisationID))
        (self.application, self.call, self.rule, self.experts, self.units, self.exclusions) = (application, call, rule, experts, units, exclusions)
        let taken = Set(exclusions.map(\.expertID))
        let choices = experts.filter { !taken.contains($0.id) }.map { one in FormField.Choice(one.id.text, Self.title(one, units)) }
        var fields = [
            FormField("expert", "专家", "Expert", .choice(choices), required: true),
            FormField("says", "理由", "Reason", .longText(max: 500), required: true, hint: Phrase("只有评审组织者会看到。", "Only the office that organises the review reads it.")),
        ]
        if rule.exclusionNeedsLetter {
            fields.append(FormField("letter", "盖章公函文号", "Number of the sealed letter", .text(max: 60), required: true, hint: Phrase("公函原件送评审组织者。", "The letter itself goes to the office.")))
        }
        form = Form(fields)
        reading = form.empty
    }

    private static func title(_ expert: Expert, _ units: [ID<Organisation>: Organisation]) -> Phrase {
        guard let unit = expert.organisationID.flatMap({ units[$0] })?.name else { return Phrase(same: expert.name) }
        return Phrase("\(expert.name)（\(unit.zh)）", "\(expert.name) (\(unit(.en)))")
    }

    private var path: String { "/desk/applications/\(application.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("要求专家回避", "Experts who should not review"), lede: call.name.phrase,
            trail: [("/desk/applications", Phrase("我的申报", "My applications")), (path, call.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            p { visit.say(Phrase("最多 \(rule.mostExcluded) 位，已要求 \(exclusions.count) 位。", "At most \(rule.mostExcluded); \(exclusions.count) so far.")) }
            if !exclusions.isEmpty {
                ul(.class("session-list"), .role("list")) {
                    for one in exclusions {
                        li {
                            div {
                                p { strong { experts.first { $0.id == one.expertID }.map { visit.say(Self.title($0, units)) } ?? "" } }
                                p(.class("meta")) { one.letter.isEmpty ? one.says : one.says + " · " + one.letter }
                            }
                            if application.state.allowsExclusions {
                                visit.postButton(Phrase("撤回", "Take back"), posts: path + "/exclusions/\(one.expertID.text)/removal", style: "")
                            }
                        }
                    }
                }
            }
            if !application.state.allowsExclusions {
                p(.class("meta")) { visit.say(Phrase("评审已开始，不能再更改。", "The review has begun; this can no longer change.")) }
            } else if exclusions.count < rule.mostExcluded {
                visit.formHTML(reading, action: path + "/exclusions", submit: Phrase("要求回避", "Exclude"))
            }
        }
    }
}

/// The applicant's exclusions.
enum ExclusionRoutes {
    static let routes: [Route] = [
        .get("/desk/applications/{id}/exclusions", .permitted(Calls.apply)) { visit in try await page(visit).answer(visit) },
        .post("/desk/applications/{id}/exclusions", .permitted(Calls.apply)) { visit in
            var page = try await page(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood, let expert = ID<Expert>(page.reading.text("expert")) else { return page.answer(visit) }
            let (identity, id, reading) = (try visit.signedIn(), page.application.id, page.reading)
            do {
                try await visit.database.write { tx in try tx.exclude(expert, from: id, says: reading.text("says"), letter: reading.text("letter"), by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see("/desk/applications/\(id.text)/exclusions", saying: Phrase("已登记，这位专家不会评审本申报。", "Noted: this expert will not review your application."))
        },
        .post("/desk/applications/{id}/exclusions/{expert}/removal", .permitted(Calls.apply)) { visit in
            let page = try await page(visit)
            let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), page.application.id)
            let expert: ID<Expert> = try visit.id("expert", of: Expert.noun)
            try await visit.database.write { tx in try tx.includeAgain(expert, in: id, by: identity) }
            return visit.see("/desk/applications/\(id.text)/exclusions", saying: Phrase("已撤回。", "Taken back."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> ExclusionPage {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
        return try await visit.database.read { tx in
            let application = try tx.requireApplication(id)
            guard identity.may(Calls.apply, within: try tx.organisationScopes(application.organisationID)) else { throw Refusal.notFound(Application.noun) }
            let page = try ExclusionPage(application, in: tx)
            // Where the measure lets nobody be excluded, there is no such page.
            guard page.rule.mostExcluded > 0 else { throw Refusal.notFound(Expert.noun) }
            return page
        }
    }
}
