import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// `/figures/{key}/statement`: the statement as a page.
struct StatementPage {
    let statement: Statement

    static let title = Phrase("年终总结", "Year-end statement")
    static let announcedTitle = Phrase("来源公布", "Announced")
    static let note = Phrase(
        "各行由记录自动得出；“来源公布”是文件中的说法，只作对照，不参与计算。没有人陈述过的写“未知”，不是 0；“-”表示不适用。",
        "The lines follow from the records. “Announced” is what documents say: it stands beside them and is part of no sum. What nobody has stated is unknown, which is not 0; “-” means that it cannot be.")

    func answer(_ visit: Visit) -> Answer {
        let campaign = statement.campaign
        return visit.page(
            Phrase("\(campaign.name(.zh))：年终总结", "\(campaign.name(.en)): year-end statement"), lede: Self.note,
            trail: [(path: "/figures", title: Phrase("数字", "Figures")), (path: "/figures/\(campaign.key)", title: campaign.name.phrase)], accent: campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                p(.class("actions")) {
                    a(.class("button"), .href("/figures/\(campaign.key)/statement.pdf")) { visit.say(Phrase("下载 PDF", "Download as PDF")) }
                }
                if let at = statement.lockedAt {
                    div(.class("notice", "notice-info")) {
                        p {
                            visit.say(
                                Phrase(
                                    "这一届已于\(Dates.moment(at, campaign.zone, .zh))锁定：场次、线下、线上、媒体各行是锁定值，其余各行和逐期数据是现在的记录。锁定的数打开锁定值，“今天的记录”打开现在的记录。",
                                    "This edition was locked on \(Dates.moment(at, campaign.zone, .en)): sessions, on site, online and media are the locked values; the other lines and the issues are the records of today. A locked number opens what was locked; “today’s records” opens those of now."))
                            " "
                            a(.href("/figures/\(campaign.key)#locked")) { visit.say(Phrase("锁定值、现值和之后的更正", "Locked values, those of today, and corrections since")) }
                        }
                    }
                }
                lines(visit)
                if !statement.issues.isEmpty { issues(visit) }
            }
        }
    }

    private func lines(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Self.title)), .tabindex(0)) {
            table(.class("table")) {
                caption { visit.say(Self.title) }
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("项目", "Line")) }
                        th(.scope("col"), .class("number")) { visit.say(Phrase("记录得出", "From the records")) }
                        th(.scope("col")) { visit.say(Phrase("依据", "Rests on")) }
                        th(.scope("col"), .class("number")) { visit.say(Self.announcedTitle) }
                    }
                }
                tbody { for line in StatementLine.allCases { row(line, visit) } }
            }
        }
    }

    private func row(_ line: StatementLine, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) {
                visit.say(line.title)
                small(.class("meta")) { " " + visit.say(line.definition) }
            }
            td(.data("label", visit.say(Phrase("记录得出", "From the records"))), .class("number")) { value(line, visit) }
            td(.data("label", visit.say(Phrase("依据", "Rests on")))) { if let shares = statement.shares[line] { visit.methodBar(shares, prefix: nil) } else { "–" } }
            td(.data("label", visit.say(Self.announcedTitle)), .class("number")) {
                if let figure = statement.announced[line] {
                    element("data", .value("\(figure.value)"), .data("announced", line.rawValue)) { StatementAnnounced.text(figure, visit.language) }
                    " " + visit.say(line.unit)
                } else { "–" }
            }
        }
    }

    private func value(_ line: StatementLine, _ visit: Visit) -> HTML {
        guard case .number(let number) = statement.values[line] else { return HTML(text: (statement.values[line] ?? .unknown).text(visit.language)) }
        let text = HTML {
            visit.figureHTML(line.rawValue, number)
            if !visit.say(line.unit).isEmpty { " " + visit.say(line.unit) }
        }
        if statement.isLocked(line) {
            return HTML {
                a(.href("/figures/\(statement.campaign.key)#locked")) { text }
                small(.class("meta")) {
                    if let today = statement.today[line], today != .number(number) {
                        " " + visit.say(Phrase("现值 \(today.text(.zh))", "today \(today.text(.en))"))
                    }
                    if let (path, _) = statement.path(of: line), statement.today[line]?.isSome == true {
                        " "
                        a(.href(.within("/figures/\(statement.campaign.key)" + path))) { visit.say(Phrase("今天的记录", "today’s records")) }
                    }
                }
            }
        }
        guard let (path, kind) = statement.path(of: line) else { return text }
        if path.hasSuffix("#issues") { return a(.href("#issues")) { text } }
        return a(.href(.within("/figures/\(statement.campaign.key)" + path, query: Query(kind.map { [(name: "kind", value: $0)] } ?? [])))) { text }
    }

    private func issues(_ visit: Visit) -> HTML {
        let heads = StatementIssueColumn.allCases
        return section(.class("stack"), .id("issues")) {
            h2 { visit.say(Phrase("逐期", "Issue by issue")) }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("逐期", "Issue by issue"))), .tabindex(0)) {
                table(.class("table")) {
                    caption { visit.say(Phrase("逐期", "Issue by issue")) }
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(Phrase("主题", "Theme")) }
                            for head in heads { th(.scope("col"), .class("number")) { visit.say(head.title) } }
                        }
                    }
                    tbody {
                        for issue in statement.issues {
                            tr {
                                th(.scope("row")) {
                                    a(.href(issue.records("activities"))) { visit.html(issue.name) }
                                    small(.class("meta")) { " " + StatementWords.when(issue, visit.language) }
                                }
                                for head in heads {
                                    td(.data("label", visit.say(head.title)), .class("number")) {
                                        if let number = head.value(issue) {
                                            if number > 0 { a(.href(head.address(issue))) { visit.lineHTML(head.rawValue, number) } } else { visit.lineHTML(head.rawValue, number) }
                                        } else {
                                            visit.unknownHTML
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is told of each issue.
enum StatementIssueColumn: String, CaseIterable {
    case activities, sessions, provinces, museums, schools, visits, viewers

    var title: Phrase {
        switch self {
        case .activities: Phrase("活动", "Activities")
        case .sessions: Phrase("场次", "Sessions")
        case .provinces: Phrase("省份", "Provinces")
        case .museums: Phrase("科技馆", "Museums")
        case .schools: Phrase("学校", "Schools")
        case .visits: Phrase("线下人次", "On site")
        case .viewers: Phrase("线上观看", "Online")
        }
    }

    /// Where its number opens: exactly what was counted.
    func address(_ issue: StatementIssue) -> Address {
        switch self {
        case .activities, .sessions, .visits, .viewers: issue.records(rawValue)
        case .provinces: issue.records("activities", all: "place")
        case .museums, .schools: issue.records("statement/" + rawValue)
        }
    }

    func value(_ issue: StatementIssue) -> Int64? {
        switch self {
        case .activities: issue.activities
        case .sessions: issue.sessions
        case .provinces: issue.provinces
        case .museums: issue.museums
        case .schools: issue.schools
        case .visits: issue.visits?.total
        case .viewers: issue.viewers?.total
        }
    }
}

extension StatementIssue {
    /// A list of the figures, of this issue alone.
    func records(_ list: String, all: String? = nil) -> Address {
        .within("/figures/\(campaignKey)/\(list)", query: Query([(name: "theme", value: theme)] + (all.map { [(name: "all", value: $0)] } ?? [])))
    }
}

enum StatementWords {
    /// `2024年3月 · 云南省科学技术馆承办`
    static func when(_ issue: StatementIssue, _ language: Tongue) -> String {
        var words: [String] = []
        if let month = issue.month, let day = Day(iso: month + "-01") { words.append(language == .zh ? "\(day.year)年\(day.month)月" : "\(Dates.month(day, .en)) \(day.year)") }
        if let host = issue.host { words.append(language == .zh ? host(.zh) + "承办" : "host: " + host(.en)) }
        return words.joined(separator: " · ")
    }
}

enum StatementAnnounced {
    /// With the bound that the document gives: `约 1,000`, `over 500`.
    static func text(_ figure: AnnouncedFigure, _ language: Tongue) -> String {
        let number = Numerals.count(figure.value, language)
        switch figure.bound {
        case .exact: return number
        case .about: return Phrase("约 \(number)", "about \(number)")(language)
        case .atLeast: return Phrase("\(number) 以上", "at least \(number)")(language)
        case .atMost: return Phrase("至多 \(number)", "at most \(number)")(language)
        }
    }
}
