import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/news/{id}`: a piece of news with what this person may do with it now.
struct NewsDeskPage: Sendable {
    let article: NewsArticle
    let successor: NewsItem?
    let predecessor: NewsItem?
    let choices: NewsChoices
    let mayWrite: Bool
    let mayCheck: Bool
    var reading: FormReading
    var picture = NewsPictureForm.form.empty
    /// What was wrong with a step.
    var problem: Refusal?

    init(_ id: ID<NewsItem>, for identity: Identity, _ house: House, in tx: Transaction) throws {
        let item = try tx.deskNews(id, for: identity)
        article = try NewsArticle(item, house, in: tx)
        successor = try tx.successor(of: id)
        predecessor = try item.supersedesID.flatMap { try tx.newsItem($0) }
        mayWrite = identity.may(Campaigns.writeNews, within: try tx.newsScopes(item))
        mayCheck = identity.may(Campaigns.checkNews, within: try tx.newsCheckScopes(item))
        choices = try NewsChoices(for: identity, keeping: item, in: tx)
        reading = NewsForm.form(choices).filled(SeenForm.marked(NewsForm.values(of: item)))
    }

    var item: NewsItem { article.item }
    private var path: String { "/desk/news/\(item.id.text)" }
    private var isOpen: Bool { item.state == .draft && mayWrite }

    func answer(_ visit: Visit) -> Answer {
        let isGood = reading.isGood && picture.isGood && problem == nil
        return visit.desk(
            item.title.phrase, trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/news", Phrase("动态", "News"))], status: isGood ? 200 : 422
        ) {
            standing(visit)
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            NewsActions(page: self, visit: visit).html
            if isOpen {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("修改", "Edit")) }
                    numbers(visit)
                    visit.formHTML(reading, action: path, submit: Phrase("保存草稿", "Save the draft"))
                }
                pictures(visit)
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("预览", "Preview")) }
                div(.class("prose")) { article.html(visit) }
            }
        }
    }

    private func standing(_ visit: Visit) -> HTML {
        HTML {
            p {
                span(.class("badge"), .data("state", item.state.rawValue)) { visit.say(item.state.title) }
                if item.isPublic {
                    " "
                    a(.href("/news/\(item.id)")) { visit.say(Phrase("查看公开页面", "The public page")) }
                }
            }
            if !item.remark.isEmpty {
                div(.class("notice", "notice-warning"), .role("status")) {
                    p { visit.say(item.state == .draft ? Phrase("退回意见：", "Returned: ") : Phrase("撤下理由：", "Withdrawn: ")) + item.remark }
                }
            }
            if let predecessor { other(Phrase("发布后将取代：", "Takes the place of: "), predecessor, visit) }
            if let successor { other(Phrase("由新稿取代：", "Superseded by: "), successor, visit) }
        }
    }

    private func other(_ says: Phrase, _ item: NewsItem, _ visit: Visit) -> HTML {
        p {
            visit.say(says)
            a(.href("/desk/news/\(item.id)")) { visit.html(item.title) }
            visit.say(Phrase("（\(item.state.title.zh)）", " (\(item.state.title.en))"))
        }
    }

    /// Digits that somebody typed, where a reference would stay true.
    private func numbers(_ visit: Visit) -> HTML {
        let typed = NewsText(item.text.zh).typedNumbers + NewsText(item.text.en ?? "").typedNumbers
        guard !typed.isEmpty else { return HTML() }
        let list = typed.map { "“\($0)”" }.joined(separator: visit.language == .zh ? "、" : ", ")
        return div(.class("notice", "notice-warning")) {
            p {
                visit.say(
                    Phrase(
                        "正文中直接写了数字：\(list)。如果是统计数字，请改为引用 {{figure:活动项目的key/指标}}，以免与统计不符。",
                        "The text holds typed numbers: \(list). Where they are counted here, link the figure instead, {{figure:CAMPAIGN/INDICATOR}}, so that they stay true."))
            }
        }
    }

    private func pictures(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("pictures")) {
            h2 { visit.say(Phrase("图片", "Pictures")) }
            for one in article.pictures {
                div(.class("stack")) {
                    img(.src(.within(one.path)), .alt(one.alt(visit.language)), .width(one.width), .height(one.height), .loading("lazy"))
                    visit.postButton(Phrase("移除这张图片", "Take this picture away"), posts: "\(path)/pictures/\(one.id.text)/removal", style: "button-quiet")
                }
            }
            if article.pictures.count < NewsPictureForm.most {
                visit.formHTML(picture, action: "\(path)/pictures", submit: Phrase("添加图片", "Add the picture"), makes: true)
            }
        }
    }
}
