import Access
import Calls
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/vettings`: what an expert is asked to check, and signs.
enum VettingRoutes {
    static let item = DeskItem("/desk/vettings", "资源审核", "Vetting", permission: Resources.vet, in: .resources, order: 66)

    static let routes: [Route] = [
        .get("/desk/vettings", .permitted(Resources.vet), filters: []) { visit in
            let identity = try visit.signedIn()
            let lines = try await visit.database.read { tx in try tx.vettingLines(of: identity.account.id) }
            return list(lines, visit)
        },
        .get("/desk/vettings/{resource}/{version}", .permitted(Resources.vet), filters: []) { visit in try await page(visit, form.empty) },
        .post("/desk/vettings/{resource}/{version}", .permitted(Resources.vet)) { visit in
            let (identity, id, number) = (try visit.signedIn(), try visit.id("resource", of: Resource.noun, Resource.self), try number(visit))
            var reading = form.read(visit.posted)
            if reading.isGood, let verdict = Vetting.Verdict(rawValue: reading.text("verdict")) {
                let remarks = reading.text("remarks")
                do {
                    try await visit.database.write { tx in try tx.signVetting(id, version: number, verdict, remarks: remarks, by: identity) }
                    return visit.see("/desk/vettings", saying: Phrase("已签署。", "It is signed."))
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
            }
            return try await page(visit, reading)
        },
    ]

    private static let form = Form(
        FormField("verdict", "结论", "Verdict", .choice(Vetting.Verdict.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField("remarks", "意见", "Remarks", .longText(max: 4000), hint: Phrase("有建议或错误时必填；会公开署名。", "Needed for remarks or errors; published with your name.")))

    private static func number(_ visit: Visit) throws(Refusal) -> Int {
        guard let number = Int(visit.parameter("version")), number > 0 else { throw .notFound(Resource.noun) }
        return number
    }

    /// Only whom it was asked of sees it.
    private static func page(_ visit: Visit, _ reading: FormReading) async throws -> Answer {
        let (identity, id, number) = (try visit.signedIn(), try visit.id("resource", of: Resource.noun, Resource.self), try number(visit))
        let found = try await visit.database.read { tx -> (Resource, ResourceVersion, Vetting)? in
            guard let expert = try tx.expertID(of: identity.account.id), let resource = try tx.resource(id), let version = try tx.version(number, of: id) else { return nil }
            return try tx.vettings(of: id, version: number).first { $0.expertID == expert }.map { (resource, version, $0) }
        }
        guard let (resource, version, vetting) = found else { throw Refusal.notFound(Resource.noun) }
        return visit.desk(
            version.content.name.phrase, trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/vettings", Phrase("资源审核", "Vetting"))], status: reading.isGood ? 200 : 422
        ) {
            ResourceView.details(version.content, kind: resource.kind, visit)
            section(.class("stack")) {
                h2 { visit.say(Phrase("我的审核", "My check")) }
                if vetting.signedAt == nil {
                    visit.formHTML(reading, action: "/desk/vettings/\(id.text)/\(number)", submit: Phrase("签署", "Sign"))
                } else {
                    VettingList(vettings: [vetting], visit: visit).html
                }
            }
        }
    }

    private static func list(_ lines: [VettingLine], _ visit: Visit) -> Answer {
        visit.desk(Phrase("资源审核", "Vetting"), lede: Phrase("请您核实资源的科学内容。", "Resources whose science you are asked to check.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有请您审核的资源", "Nothing to vet")) }
                    p { visit.say(Phrase("有人请您审核时，会通知您并列在这里。", "You are told when somebody asks you, and find it here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            span(.class("badge", line.verdict == nil ? "badge-attention" : "")) { visit.say(line.verdict?.title ?? Phrase("待审", "Waiting")) }
                            div { p { a(.href("/desk/vettings/\(line.resourceID)/\(line.number)")) { visit.html(line.name) } } }
                        }
                    }
                }
            }
        }
    }
}

/// One line of an expert's list.
struct VettingLine: Sendable {
    let resourceID: ID<Resource>
    let number: Int
    let name: Wording
    let verdict: Vetting.Verdict?
}

extension Transaction {
    /// What an expert was asked: what waits first, at most 200.
    fileprivate func vettingLines(of account: ID<Account>) throws -> [VettingLine] {
        try rows(
            """
            SELECT v.resource_id, v.number, v.verdict, w.name_zh, w.name_en FROM resources_vetting v
            JOIN view_calls_expert e ON e.id = v.expert_id JOIN resources_version w ON w.resource_id = v.resource_id AND w.number = v.number
            WHERE e.account_id = \(account) ORDER BY CASE WHEN v.signed_at IS NULL THEN 0 ELSE 1 END, v.asked_at DESC LIMIT 200
            """) { row in
            VettingLine(
                resourceID: try row.id("resource_id"), number: try row.int("number"), name: try row.wording("name"),
                verdict: try row.textOrNil("verdict").flatMap { Vetting.Verdict(rawValue: $0) })
        }
    }
}
