import Access
import Campaigns
import Kernel
import Language
import Markup
import Participation
import Storage
import Venues
import Web

/// `/figures/{key}`: everything that is counted in a campaign.
struct FigurePage: Sendable {
    let campaign: Campaign
    let ancestors: [Campaign]
    let children: [Campaign]
    let answer: FigureAnswer
    let kind: RollUp
    let lines: [FigureLine]
    let places: [FigurePlace]
    let map: FigureMap?
    let lock: FigureLock?
    let lockRoot: Campaign?
    let corrections: [Correction]
    let movements: LockMovements
    let minors: Set<Int64>
    let mayLock: Bool
    let terms: [FigureTerm]

    init(_ key: String, by kind: RollUp, of code: String?, terms: [FigureTerm], identity: Identity?, in tx: Transaction) throws {
        guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        self.campaign = campaign
        self.kind = kind
        self.terms = terms
        ancestors = try tx.ancestors(of: campaign.id)
        children = try tx.children(of: campaign.id)
        var answer = try tx.figures(FigureQuestion(campaign.id))
        answer.counties = try tx.countiesReached(FigureQuestion(campaign.id))
        answer.visitors = try tx.visitorSketch(campaign.id)
        var question = FigureQuestion(campaign.id)
        var places: [FigurePlace] = []
        if kind == .region, let code {
            guard let place = try tx.figurePlace(code) else {
                throw Refusal(
                    .notFound, "no-region", "没有代码为“\(code.prefix(12))”的地区。请从地区列表中选择。",
                    "There is no region of code “\(code.prefix(12))”. Choose one of the list.")
            }
            for above in [place.province, place.prefecture] {
                if let above, above != place.code, let found = try tx.figurePlace(above) { places.append(found) }
            }
            places.append(place)
            question.place = .within(place.code)
        }
        self.places = places
        lines = try tx.withoutSmallGroups(try tx.rollUp(question, by: kind), by: kind, question).lines
        self.answer = try tx.withoutSmallGroups(answer, FigureQuestion(campaign.id))
        map = try kind == .region && places.isEmpty ? tx.figureMap(campaign, provinces: lines) : nil
        lock = try tx.figureLock(campaign.id)
        corrections = try lock.map { try tx.corrections(of: $0) } ?? []
        movements = try lock.map { try tx.movements(since: $0) } ?? LockMovements()
        minors = try tx.activitiesForMinors(among: Array(Set(corrections.map(\.activity) + movements.list.map(\.activity))))
        lockRoot = if let lock, lock.root != campaign.id { try tx.campaign(lock.root) } else { nil }
        mayLock = try lock == nil && identity?.may(Figures.lock, within: tx.campaignScopes(campaign.id)) == true
    }

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        visit.page(
            Phrase("\(campaign.name(.zh))：数字", "\(campaign.name(.en)): figures"),
            lede: Phrase("含全部下级项目；同时列入几个项目的活动只计一次。", "With all campaigns below it; an activity in several of them counts once."),
            trail: trail, accent: campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                headline(visit)
                if let lock {
                    LockView(
                        key: campaign.key, lock: lock, root: lockRoot, zone: campaign.zone, live: answer, corrections: corrections, terms: terms, movements: movements, minors: minors
                    ).html(visit)
                }
                RollUpView(address: FigureAddress(key: campaign.key), kind: kind, lines: lines, places: places, map: map).html(visit)
                if !children.isEmpty { below(visit) }
                if mayLock { lockForm(visit) }
                panels
                p {
                    a(.href("/campaigns/\(campaign.key)")) { visit.say(Phrase("活动项目的页面", "The campaign's page")) }
                    " · "
                    a(.href("/figures/\(campaign.key)/statement")) { visit.say(StatementPage.title) }
                    " · "
                    a(.href(.within("/figures", query: Query([("campaign", campaign.key)])))) { visit.say(Phrase("查看和比较", "Explore and compare")) }
                    " · "
                    a(.href("/figures/definitions?edition=\(IndicatorDictionary.edition(on: campaign.begin).key)")) { visit.say(Phrase("这些词的含义", "What these words mean")) }
                }
            }
        }
    }

    private func headline(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(lock == nil ? Phrase("合计", "Totals") : Phrase("现值", "As they stand now")) }
            if answer.isEmpty {
                div(.class("notice", "notice-info")) {
                    p { visit.say(Phrase("还没有计入任何活动", "Nothing counts here yet")) }
                    p { visit.say(Phrase("活动在本项目或其下级项目中发布后，就会计入。", "Activities count once they are published in this campaign or below it.")) }
                }
            }
            FigureTiles(key: campaign.key, answer: answer, terms: terms).html(visit)
        }
    }

    private func below(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("下级项目", "Campaigns below")) }
            ul(.class("tags")) {
                for child in children { li { a(.class("tag"), .href("/figures/\(child.key)")) { visit.html(child.name) } } }
            }
        }
    }

    private func lockForm(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("lock")) {
            h2 { visit.say(Phrase("锁定", "Lock")) }
            p {
                visit.say(
                    Phrase(
                        "把现在的数字作为公布值锁定，下级项目一并锁定。锁定不能撤销；之后的更正会列在锁定值旁边。",
                        "Keeps today's figures as published, with those of the campaigns below. It cannot be undone; later corrections are listed beside the locked values."))
            }
            if campaign.phase(on: visit.now.day(in: campaign.zone)) != .over {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("这一届还没有结束：之后的场次不会进入锁定值。", "This edition is not over: sessions still to come will not be among the locked values.")) }
                }
            }
            form(.method(.post), .action(.within("/desk/figures/\(campaign.key)/lock")), .class("stack")) {
                visit.csrfField
                Markup.label(.class("check")) {
                    input(.type("checkbox"), .name("understood"), .value("1"), .required())
                    span { visit.say(Phrase("我知道锁定不能撤销", "I know that this cannot be undone")) }
                }
                button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("锁定这一届的数字", "Lock the figures of this edition")) }
            }
        }
    }

    private var trail: [(path: String, title: Phrase)] {
        [(path: "/figures", title: Phrase("数字", "Figures"))] + ancestors.reversed().map { (path: "/figures/\($0.key)", title: $0.name.phrase) }
    }
}
