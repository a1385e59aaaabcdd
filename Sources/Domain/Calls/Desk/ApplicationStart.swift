import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls/{key}/apply`: for which unit or venue, and in which category.
struct ApplicationStart: Sendable {
    let call: Call
    let scheme: Scheme
    let phase: Call.Phase
    let form: Form
    var reading: FormReading
    private let subjects: [FormField.Choice]

    init(_ call: Call, for identity: Identity, in tx: Transaction) throws {
        self.call = call
        scheme = try tx.scheme(of: call).scheme
        phase = call.phase(at: tx.now, daysForCorrection: scheme.recommendation.daysForCorrection)
        subjects = try Self.subjects(identity, in: tx)
        var fields = [FormField("subject", "申报单位或场馆", "Unit or venue", .choice(subjects), required: true)]
        if !scheme.categories.isEmpty {
            fields.append(FormField("category", "申报类别", "Category", .choice(scheme.categories.map { .init($0.key, $0.name.phrase) }), required: true))
        }
        form = Form(fields)
        reading = form.filled(subjects.count == 1 ? ["subject": subjects[0].value] : [:])
    }

    /// The units for which somebody may apply, each with its venues.
    private static func subjects(_ identity: Identity, in tx: Transaction) throws -> [FormField.Choice] {
        let scopes = identity.grants.filter { $0.role == .host }.map(\.scope)
        let ids = scopes.compactMap { scope -> ID<Organisation>? in scope.segments.first == "organisation" ? scope.segments.last.flatMap { ID($0) } : nil }
        let venues = try tx.rows("SELECT id, organisation_id, name_zh, name_en FROM view_venues_venue WHERE organisation_id IN (\(list: ids)) ORDER BY id") { row in
            (unit: try row.id("organisation_id", Organisation.self), venue: try row.id("id", Venue.self), name: try row.wording("name"))
        }
        let own = Dictionary(grouping: venues, by: \.unit)
        var out: [FormField.Choice] = []
        for unit in try tx.organisations(ids).values.sorted(by: { $0.id.number < $1.id.number }) {
            out.append(.init(unit.id.text, unit.name.phrase))
            for (_, venue, name) in own[unit.id] ?? [] { out.append(.init("\(unit.id.text)/\(venue.text)", Phrase("　\(name.zh)", "– \(name(.en))"))) }
        }
        return out
    }

    static func subject(_ text: String) -> (unit: ID<Organisation>, venue: ID<Venue>?)? {
        let parts = text.split(separator: "/").map(String.init)
        guard let first = parts.first, let unit = ID<Organisation>(first) else { return nil }
        return (unit, parts.count > 1 ? ID<Venue>(parts[1]) : nil)
    }

    /// What is said of what there was before; nil: nothing.
    static func said(_ before: ApplicationState?) -> Phrase {
        switch before {
        case nil: Phrase("草稿已建好，已填入上次申报的内容。", "A draft is ready, filled in from your last application.")
        case .withdrawn: Phrase("撤回的申报已恢复为草稿，可修改后重新提交。", "The application that was withdrawn is a draft again: change it and submit it.")
        default: Phrase("贵单位在本次征集中已有申报，就是这一份。", "There is an application of yours to this call already: this one.")
        }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("申报：\(call.name.zh)", "Apply: \(call.name.phrase.en)"), trail: [("/desk/applications", Phrase("我的申报", "My applications"))],
            status: reading.isGood ? 200 : 422
        ) {
            if phase != .open, phase != .scheduled {
                div(.class("notice", "notice-warning")) { p { visit.say(ApplicationRules.closed(call, phase).phrase) } }
            } else if subjects.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("您的账号没有可代表申报的单位", "Your account stands for no unit")) }
                    p { visit.say(Phrase("请让管理员授予您对本单位的“承办单位”角色。", "Ask an administrator for the role “Host unit” over your unit.")) }
                }
            } else {
                visit.formHTML(reading, action: "/desk/calls/\(call.key)/apply", submit: Phrase("开始填写", "Begin"), makes: true)
            }
        }
    }
}
