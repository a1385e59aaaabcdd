import Kernel
import Language
import Markup
import Venues
import Web

/// `/resources`: the catalogue.
struct CataloguePage: Sendable {
    let filter: CatalogueFilter
    let entries: [CatalogueEntry]
    let total: Int

    /// - Parameter panels: what other rooms show here.
    func answer(_ visit: Visit, panels: HTML = HTML()) -> Answer {
        visit.page(
            Phrase("资源", "Resources"),
            lede: Phrase("展板、视频、教案、展品和报告：各单位拿出来共享，经专家审核的标明“权威资源”。", "Panels, videos, lessons, exhibits and talks that units share. What experts have checked is marked authoritative.")
        ) {
            panels
            form(visit)
            section(.id("results"), .class("stack")) {
                h2(.class("visually-hidden")) { visit.say(Phrase("查找结果", "Results")) }
                div(.class("results-head")) {
                    p(.aria("live", "polite")) {
                        strong { Numerals.count(total, visit.language) }
                        visit.say(Phrase(" 项资源", total == 1 ? " resource" : " resources"))
                    }
                }
                if entries.isEmpty { empty(visit) } else {
                    ul(.class("card-grid")) { for entry in entries { li { ResourceCard(entry: entry).html(visit) } } }
                }
                visit.pager(page: visit.pageNumber, total: total, size: CatalogueFilter.size)
            }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            motif(seed: 6, accent: "indigo", theme: "book")
            if filter.isEmpty {
                h2 { visit.say(Phrase("目录里还没有资源", "The catalogue is empty yet")) }
                p { visit.say(Phrase("单位登录后在工作台“资源”中提供，核对后列在这里。", "Units offer resources at their desk; once checked they are listed here.")) }
            } else {
                h2 { visit.say(Phrase("没有符合条件的资源", "No resource fits")) }
                p { a(.href("/resources")) { visit.say(Phrase("显示全部资源", "Show all resources")) } }
            }
        }
    }

    private func form(_ visit: Visit) -> HTML {
        Markup.form(.class("filter-form"), .method(.get), .action("/resources"), .data("instant", "results"), .role("search")) {
            div(.class("filter-fields")) {
                div(.class("field", "filter-words")) {
                    label(.for("filter-q")) { visit.say(Phrase("关键词", "Words")) }
                    input(
                        .id("filter-q"), .type("search"), .name("q"), .value(filter.words), .maxlength(CatalogueFilter.longestWords),
                        .placeholder(visit.say(Phrase("例如：月相、健康、zhanban", "Such as: moon, health"))))
                }
                choice("nature", Phrase("形式", "Form"), ResourceKind.Nature.allCases.map { ($0.rawValue, $0.title) }, filter.nature?.rawValue, visit)
                choice("kind", Phrase("种类", "Kind"), ResourceKind.allCases.map { ($0.rawValue, $0.title) }, filter.kind?.rawValue, visit)
                choice("subject", Phrase("主题", "Subject"), Subject.allCases.map { ($0.rawValue, $0.title) }, filter.subject?.rawValue, visit)
                choice("stage", Phrase("学段", "Grades"), Stage.allCases.map { ($0.rawValue, $0.title) }, filter.stage?.rawValue, visit)
                div(.class("field")) {
                    label(.for("filter-minutes")) { visit.say(Phrase("最多多少分钟", "At most (minutes)")) }
                    input(.id("filter-minutes"), .type("number"), .name("minutes"), .value(filter.minutes.map { String($0) } ?? ""), .min("1"), .inputmode("numeric"))
                }
            }
            div(.class("form-actions")) {
                tick("authoritative", Phrase("只看权威资源", "Authoritative only"), filter.isAuthoritative, visit)
                tick("copy", Phrase("可以复制的", "May be copied"), filter.mayCopy, visit)
                if let campaign = filter.campaign { input(.type("hidden"), .name("campaign"), .value(campaign)) }
                if let owner = filter.owner { input(.type("hidden"), .name("owner"), .value(owner.text)) }
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
                if !filter.isEmpty { a(.class("button", "button-quiet"), .href("/resources")) { visit.say(Phrase("清除条件", "Clear")) } }
            }
        }
    }

    private func tick(_ name: String, _ title: Phrase, _ isOn: Bool, _ visit: Visit) -> HTML {
        label(.class("check")) {
            input(.type("checkbox"), .name(name), .value("1"), .checked(isOn))
            span { visit.say(title) }
        }
    }

    private func choice(_ name: String, _ title: Phrase, _ options: [(String, Phrase)], _ chosen: String?, _ visit: Visit) -> HTML {
        div(.class("field")) {
            label(.for("filter-\(name)")) { visit.say(title) }
            select(.id("filter-\(name)"), .name(name)) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for one in options { option(.value(one.0), .selected(one.0 == chosen)) { visit.say(one.1) } }
            }
        }
    }
}

/// A resource in a list.
struct ResourceCard {
    let entry: CatalogueEntry

    func html(_ visit: Visit) -> HTML {
        let content = entry.content
        return article(.class("card")) {
            div(.class("card-body")) {
                p(.class("kicker")) { visit.say(entry.resource.kind.title) }
                h3(.class("card-title")) { a(.href("/resources/\(entry.resource.id)")) { visit.html(content.name) } }
                p(.class("card-place")) { visit.html(content.summary) }
                p(.class("meta")) { visit.html(entry.owner) }
                div(.class("card-foot")) {
                    span {
                        if entry.resource.isAuthoritative {
                            ResourceView.authoritative(visit)
                            " "
                        }
                        for subject in content.subjects.prefix(2) {
                            span(.class("badge")) { visit.say(subject.title) }
                            " "
                        }
                    }
                    if entry.users > 0 { span(.class("meta")) { visit.say(Phrase("\(entry.users) 家单位用过", "used by \(entry.users) \(entry.users == 1 ? "unit" : "units")")) } }
                }
            }
        }
    }
}
