import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/schemes`: the measures of the authorities for which somebody works.
struct SchemeDeskList: Sendable {
    let lines: [(scheme: SchemeRecord, titles: Int)]

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("s.authority_id", identity.scopes(of: Calls.review))
        lines = try tx.rows(
            """
            SELECT s.key, s.authority_id, s.region, v.scheme_id, v.version, v.body,
                (SELECT COUNT(*) FROM calls_title t WHERE t.scheme_id = s.id AND t.state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue]))) AS titles
            FROM calls_scheme s JOIN calls_scheme_version v ON v.scheme_id = s.id AND v.version = s.version WHERE \(sql: reach) ORDER BY s.key
            """) { (try SchemeRecord($0), try $0.int("titles")) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("认定办法", "Schemes"), lede: Phrase("办法的主要规则可以在此修改；修改形成新版本，进行中的征集沿用原版本。", "The main rules can be changed here; a change is a new version, and calls that run keep theirs.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有您的机关的办法", "No scheme of your authority yet")) }
                    p { visit.say(Phrase("办法先写在活动项目文件的 schemes 部分中。", "Schemes are first declared in a campaign file, in its section schemes.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            div {
                                p { a(.href("/desk/schemes/\(line.scheme.key)")) { strong { visit.html(line.scheme.scheme.name) } } }
                                p(.class("meta")) {
                                    visit.say(Phrase("第 \(line.scheme.version) 版；有效称号 \(line.titles) 项", "Version \(line.scheme.version); \(line.titles) titles in force"))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `/desk/schemes/{key}`: the main rules to be changed, and what changed from version to version.
struct SchemeDeskPage: Sendable {
    let scheme: SchemeRecord
    let versions: [SchemeVersion]
    let form: SchemeForm
    var reading: FormReading

    init(_ scheme: SchemeRecord, in tx: Transaction) throws {
        self.scheme = scheme
        versions = try tx.versions(of: scheme.id)
        form = SchemeForm(scheme.body)
        reading = form.filled
    }

    private var path: String { "/desk/schemes/\(scheme.key)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            scheme.scheme.name.phrase, lede: Phrase("第 \(scheme.version) 版", "Version \(scheme.version)"), trail: [("/desk/schemes", Phrase("认定办法", "Schemes"))],
            status: reading.isGood ? 200 : 422
        ) {
            p(.class("actions")) {
                a(.class("button"), .href("/rules/\(scheme.key)")) { visit.say(Phrase("公开的规则页", "Public rules page")) }
                a(.class("button"), .href("/desk/schemes/\(scheme.key)/lists")) { visit.say(Phrase("考核结果公示", "Lists of what becomes of titles")) }
            }
            Markup.form(.method(.post), .action(.within(path)), .class("form"), .novalidate()) {
                visit.csrfField
                input(.type("hidden"), .name("version"), .value(String(scheme.version)))
                visit.formSummary(reading)
                for group in form.groups {
                    fieldset {
                        legend { visit.say(group.title) }
                        for rule in group.rules { visit.fieldHTML(rule.field, in: reading) }
                    }
                }
                for list in form.lists {
                    fieldset {
                        legend { visit.say(list.title) }
                        p(.class("hint")) { visit.say(Phrase("中文留空的一行不计。", "A line without Chinese counts for nothing.")) }
                        for line in list.fields { div(.class("filter-fields")) { for field in line { visit.fieldHTML(field, in: reading) } } }
                    }
                }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("保存为新版本", "Keep as a new version")) } }
            }
            SchemeHistory(versions: versions).html(visit)
        }
    }
}
