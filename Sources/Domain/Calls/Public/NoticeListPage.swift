import Kernel
import Language
import Markup
import Venues
import Web

/// `/notices`: what is open to objections now, and every notice that was.
struct NoticeListPage {
    static let size = 30
    let notices: [Notice]
    let total: Int
    /// Notices of which a source tells, without their records; on the first page.
    let announced: [Announced]

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("公示", "Public notices"),
            lede: Phrase("拟认定、拟取消的名单先在这里公示，任何单位和个人都可以在公示期内实名提出异议。", "Lists of what is to be recognised or cancelled stand here first; anyone may object in their real name while they do.")
        ) {
            if notices.isEmpty, announced.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有公示", "No notice yet")) }
                    p { visit.say(Phrase("有名单公示时会出现在这里。", "Lists appear here once they are published.")) }
                }
            }
            let open = notices.filter { $0.state == .open }
            if !open.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("公示中，可以提出异议", "Open to objections")) }
                    cards(open, visit)
                }
            }
            let rest = notices.filter { $0.state != .open }
            if !rest.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("已结束", "Ended")) }
                    cards(rest, visit)
                }
            }
            visit.pager(page: visit.pageNumber, total: total, size: Self.size)
            if !announced.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("来源文件所载的公示", "Notices told of by the sources")) }
                    for one in announced { AnnouncedView(one: one, visit: visit).html }
                }
            }
        }
    }

    private func cards(_ notices: [Notice], _ visit: Visit) -> HTML {
        ul(.class("card-grid")) {
            for one in notices {
                li {
                    article(.class("card")) {
                        div(.class("card-body")) {
                            p(.class("kicker")) { visit.say(one.state.title) }
                            h3(.class("card-title")) { a(.href("/notices/\(one.id)")) { visit.html(one.title) } }
                            p(.class("meta")) { Dates.span(one.begin, one.end, visit.language) }
                        }
                    }
                }
            }
        }
    }
}

/// What a source announces: never more than it says.
struct AnnouncedView {
    let one: Announced
    let visit: Visit

    var html: HTML {
        article(.class("card")) {
            div(.class("card-body")) {
                p(.class("kicker")) { one.end.map { Dates.span(one.day.first, $0, visit.language) } ?? one.day.words(visit.language) }
                h3 { visit.html(one.name) }
                p(.class("meta")) { visit.say(said) }
                if !one.rules.isEmpty { bullets { for rule in one.rules { li { visit.html(rule) } } } }
                visit.provenanceHTML(one.provenance)
            }
        }
    }

    private var said: Phrase {
        var (zh, en): ([String], [String]) = ([], [])
        if let count = one.count {
            zh.append("公布数：\(count)")
            en.append("announced: \(count)")
        }
        if let days = one.workdays {
            zh.append("\(days) 个工作日")
            en.append(Plural.en(days, "working day", "working days"))
        }
        zh.append("本平台无逐项记录")
        en.append("no records of each here")
        return Phrase(zh.joined(separator: "；"), en.joined(separator: "; "))
    }
}
