import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// Below an application at the office: until when it is decided, the named checks that must be passed, and the amount of a grant.
struct ReviewSteps: Sendable {
    let application: Application
    let scheme: Scheme
    let checks: [String: ReviewCheck]
    let award: Int?
    let quota: RegionQuota?
    let today: Day
    let path: String

    init(_ application: Application, _ scheme: Scheme, path: String, in tx: Transaction) throws {
        (self.application, self.scheme, self.path, today) = (application, scheme, path, tx.now.day(in: .china))
        checks = scheme.review.checks.isEmpty ? [:] : try tx.checks(of: application.id)
        let region = application.region.map { RegionQuota.region(of: $0, scheme.level) }
        quota = try tx.quotas(of: application.callID, scheme).first { $0.region == region }
        award = mostGranted(application, scheme) == nil ? nil : try tx.award(of: application.id)
    }

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if let limit = DecisionLimit(application, scheme) {
            p(.class(limit.isPassed(on: today) ? "remark" : "meta")) { limit.says(on: today, visit.language) }
        }
        if let quota {
            p(.class(quota.left == 0 ? "remark" : "meta")) {
                let name = visit.regionName(quota.region) ?? quota.region
                visit.say(
                    Phrase(
                        "\(name)名额 \(quota.most)：已认定 \(quota.used)，拟认定 \(quota.held)，剩余 \(quota.left)",
                        "\(name) has \(quota.most): \(quota.used) recognised, \(quota.held) proposed, \(quota.left) left"))
            }
        }
        if !scheme.review.checks.isEmpty {
            section(.id("checks"), .class("stack")) {
                h2 { visit.say(Phrase("核查", "Checks")) }
                for step in scheme.review.checks { check(step, visit) }
            }
        }
        if let most = mostGranted(application, scheme) { money(most, visit) }
    }

    private func check(_ step: Scheme.Step, _ visit: Visit) -> HTML {
        let done = checks[step.key]
        return div(.class("stack")) {
            h3 {
                visit.html(step.name)
                " "
                span(.class("badge", done == nil ? "" : done?.isPassed == true ? "badge-success" : "badge-error")) {
                    visit.say(done == nil ? Phrase("未核查", "Not done") : done?.isPassed == true ? Phrase("通过", "Passed") : Phrase("未通过", "Not passed"))
                }
            }
            if let says = done?.says, !says.isEmpty { p(.class("meta")) { says } }
            if application.state == .passed || application.state == .setAside { form(step, visit) }
        }
    }

    private func form(_ step: Scheme.Step, _ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path + "/checks")), .class("form")) {
            visit.csrfField
            input(.type("hidden"), .name("step"), .value(step.key))
            div(.class("field")) {
                label(.for("check-\(step.key)")) { visit.say(Phrase("说明（未通过时必填）", "What was found (needed where it was not passed)")) }
                textarea(.id("check-\(step.key)"), .name("says"), .rows(2), .maxlength(1000)) { checks[step.key]?.says ?? "" }
            }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit"), .name("passed"), .value("1")) { visit.say(Phrase("通过", "Passed")) }
                button(.class("button", "button-danger"), .type("submit"), .name("passed"), .value("0")) { visit.say(Phrase("未通过", "Not passed")) }
            }
        }
    }

    private func money(_ most: Int, _ visit: Visit) -> HTML {
        section(.id("award"), .class("stack")) {
            h2 { visit.say(Phrase("补助", "Grant")) }
            if let award { p { visit.say(Phrase("核定 \(award) 元", "\(award) yuan")) } }
            if application.state == .passed || application.state == .proposed {
                Markup.form(.method(.post), .action(.within(path + "/award")), .class("form")) {
                    visit.csrfField
                    div(.class("field")) {
                        label(.for("award-yuan")) { visit.say(Phrase("金额（元，不超过 \(most)）", "Amount in yuan, up to \(most)")) }
                        input(.type("text"), .inputmode("numeric"), .id("award-yuan"), .name("yuan"), .value(award.map { String($0) } ?? ""))
                    }
                    div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("核定", "Set")) } }
                }
            }
        }
    }
}

private func mostGranted(_ application: Application, _ scheme: Scheme) -> Int? {
    guard let category = application.category, let found = scheme.category(category) else { return nil }
    return found.grantMost
}

/// What the office notes beside a decision.
enum ReviewStepRoutes {
    static let routes: [Route] = [
        .post("/desk/calls/{key}/applications/{id}/checks", .permitted(Calls.review)) { visit in
            let posted = visit.posted.fields
            let (step, isPassed, says) = (posted["step"] ?? "", posted["passed"] == "1", String((posted["says"] ?? "").prefix(1000)).trimmed)
            return try await act(visit) { tx, id, identity in
                try tx.check(id, step, isPassed: isPassed, says: says, by: identity)
                return isPassed ? Phrase("已记为通过。", "It is noted as passed.") : Phrase("已记为未通过。", "It is noted as not passed.")
            }
        },
        .post("/desk/calls/{key}/applications/{id}/award", .permitted(Calls.review)) { visit in
            let yuan = Int((visit.posted.fields["yuan"] ?? "").trimmed) ?? 0
            return try await act(visit) { tx, id, identity in
                try tx.setAward(yuan, for: id, by: identity)
                return Phrase("补助已核定。", "The amount is set.")
            }
        },
    ]

    /// Notes it and leads back; what is refused is shown above the application.
    static func act(_ visit: Visit, _ body: @escaping @Sendable (Transaction, ID<Application>, Identity) throws -> Phrase) async throws -> Answer {
        var page = try await OfficeRoutes.decision(visit)
        let (identity, id, path) = (try visit.signedIn(), page.view.application.id, page.path)
        do {
            let said = try await visit.database.write { tx in try body(tx, id, identity) }
            return visit.see(path, saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            page.problem = refusal
            return page.answer(visit)
        }
    }
}
