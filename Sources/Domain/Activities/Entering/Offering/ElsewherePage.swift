import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// What a campaign could have of what others have published, to be ticked.
struct ElsewherePage: Sendable {
    enum Act: String, Sendable {
        case ask
        case takeIn = "take-in"
    }

    let campaign: Campaign
    let isOver: Bool
    let lines: [ElsewhereLine]
    let total: Int
    var outcomes: [JoinOutcome] = []
    var act: Act?
    var problem: Phrase?

    private var path: String { "/desk/campaigns/\(campaign.key)/elsewhere" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            campaign.name.phrase + Phrase("：可以纳入的活动", ": what it could have"),
            lede: Phrase("其他活动项目已发布、在本项目的时间和地区内、还没有报送过来的活动。", "Published elsewhere, on its days and in its region, and not offered to it yet."),
            trail: [("/desk/campaigns", Phrase("活动项目", "Campaigns")), ("/desk/campaigns/\(campaign.key)", campaign.name.phrase)], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert"), .tabindex(-1), .autofocus()) { p { visit.say(problem) } } }
            if !outcomes.isEmpty { told(visit) }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有可以纳入的活动", "Nothing to take in")) }
                    p { visit.say(Phrase("其他项目发布了符合时间和地区的活动后，会列在这里。也可以在节目单里按编号纳入。", "What others publish for its days and region appears here. Anything else is taken in by its number, in the programme.")) }
                    p { a(.class("button"), .href("/desk/campaigns/\(campaign.key)/programme")) { visit.say(Phrase("查看节目单", "Open the programme")) } }
                }
            } else {
                sheet(visit)
                visit.pager(page: visit.pageNumber, total: total, size: ElsewhereRoutes.size)
            }
        }
    }

    private func sheet(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .class("form")) {
            visit.csrfField
            fieldset {
                legend { visit.say(counted) }
                for line in lines {
                    label(.class("check")) {
                        input(.type("checkbox"), .name("activity"), .value(line.activity.text))
                        span {
                            line.title(visit.language)
                            span(.class("meta")) { " " + facts(line, visit) }
                        }
                    }
                }
            }
            p(.class("hint")) { visit.say(Phrase("“邀请”会通知填报单位，由它一步报送；“纳入”立即列入本项目，仍归原单位，只算一项活动。", "“Ask” tells its hosts, who offer it in one step; “Take in” puts it into this campaign at once. It stays theirs, and one activity.")) }
            div(.class("form-actions")) {
                if !isOver {
                    button(.class("button", "button-primary"), .type("submit"), .name("act"), .value(Act.ask.rawValue)) { visit.say(Phrase("邀请填报单位", "Ask the hosts")) }
                }
                button(.class("button"), .type("submit"), .name("act"), .value(Act.takeIn.rawValue)) { visit.say(PlacementEvent.takeIn.title) }
            }
        }
    }

    private var counted: Phrase {
        if total >= ElsewhereRoutes.most { return Phrase("\(total) 项以上", "\(total) activities or more") }
        return Phrase("共 \(total) 项", total == 1 ? "1 activity" : "\(total) activities")
    }

    private func facts(_ line: ElsewhereLine, _ visit: Visit) -> String {
        var facts = [line.organiser(visit.language)]
        if let first = line.firstAt, let last = line.lastAt { facts.append(Dates.span(first.day(in: campaign.zone), last.day(in: campaign.zone), visit.language)) }
        if let region = visit.regionName(line.region) { facts.append(region) }
        facts.append(visit.say(Phrase("见于：", "in ")) + line.campaigns.map { $0(visit.language) }.joined(separator: visit.language == .zh ? "、" : ", "))
        return facts.joined(separator: " · ")
    }

    private func told(_ visit: Visit) -> HTML {
        let done = outcomes.filter { $0.refusal == nil }.count, left = outcomes.count - done
        let said = act == .ask
            ? Phrase("已邀请 \(done) 项活动的填报单位，\(left) 项没有。", "The hosts of \(done) were asked, of \(left) not.") : Phrase("已纳入 \(done) 项，\(left) 项没有。", "\(done) taken in, \(left) not.")
        return div(.class("notice", left == 0 ? "notice-success" : "notice-warning"), .role("alert"), .tabindex(-1), .autofocus()) {
            p { visit.say(said) }
            ul {
                for one in outcomes {
                    if let refusal = one.refusal {
                        li { (one.title?(visit.language) ?? one.activity.text) + visit.say(Phrase("：", ": ")) + visit.say(refusal) }
                    }
                }
            }
        }
    }
}
