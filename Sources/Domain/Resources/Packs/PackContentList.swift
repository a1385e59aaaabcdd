import Files
import Kernel
import Language
import Markup
import Packs
import Venues
import Web

/// The contents of a draft in their order, with what keeps one out of the archive.
struct PackContentList {
    let plan: PackPlan
    let path: String
    let isOpen: Bool
    let visit: Visit

    var html: HTML {
        section(.class("stack"), .id("contents")) {
            h2 { visit.say(Phrase("内容", "Contents")) }
            if plan.contents.isEmpty {
                p {
                    isOpen
                        ? visit.say(Phrase("还没有放入目录中的资源。用下面的搜索找到它们，逐项放入。", "Nothing of the catalogue is in it yet. Find resources with the search below and put them in."))
                        : visit.say(Phrase("没有目录中的资源。", "It holds nothing of the catalogue."))
                }
            } else {
                ol(.class("session-list"), .role("list")) { for (place, content) in plan.contents.enumerated() { item(content, place) } }
            }
            if !plan.own.isEmpty {
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "另有资源包自己的文件 \(plan.own.count) 个，\(ByteSize.text(plan.own.reduce(0) { $0 + $1.shelved.byteCount }))，在资源页管理。",
                            "\(plan.own.count) \(plan.own.count == 1 ? "file" : "files") of the pack's own, \(ByteSize.text(plan.own.reduce(0) { $0 + $1.shelved.byteCount })), come beside; they are kept on the resource's page."))
                }
            }
            if !plan.isEmpty { PackFacts.html(bytes: plan.byteCount, files: plan.fileCount, licences: plan.licences, ages: plan.ages, visit) }
        }
    }

    private func item(_ content: PackContent, _ place: Int) -> HTML {
        li {
            span(.class("badge")) { visit.say(content.resource.kind.title) }
            div {
                p {
                    a(.href("/resources/\(content.resource.id)")) { visit.html(content.version.content.name) }
                    span(.class("meta")) {
                        visit.say(Phrase(" · 第 \(content.version.number) 版 · ", " · version \(content.version.number) · "))
                            + ByteSize.text(content.byteCount) + " · " + content.owner(visit.language)
                    }
                }
                p(.class("meta")) { visit.say(content.version.content.licence.name) }
                if let problem = content.problem { p(.class("field-remark")) { visit.say(problem.phrase) } }
                if isOpen { buttons(content, place) }
            }
        }
    }

    private func buttons(_ content: PackContent, _ place: Int) -> HTML {
        let base = "\(path)/contents/\(content.resource.id.text)"
        return div(.class("actions")) {
            if place > 0 { visit.postButton(Phrase("上移", "Move up"), posts: "\(base)/place", fields: [("to", "up")], style: "button-quiet") }
            if place < plan.contents.count - 1 { visit.postButton(Phrase("下移", "Move down"), posts: "\(base)/place", fields: [("to", "down")], style: "button-quiet") }
            visit.postButton(Phrase("移出", "Take it out"), posts: "\(base)/removal", style: "button-quiet")
        }
    }
}

/// The search by which contents are chosen from the catalogue.
struct PackSearch {
    let words: String
    let found: [PackContent]
    let path: String
    let visit: Visit

    var html: HTML {
        section(.class("stack"), .id("search")) {
            h2 { visit.say(Phrase("从目录中放入", "Put in from the catalogue")) }
            form(.method(.get), .action(.within(path)), .class("form"), .role("search")) {
                div(.class("field")) {
                    label(.for("pack-words")) { visit.say(Phrase("名称或关键词", "Name or words")) }
                    input(.type("search"), .id("pack-words"), .name("q"), .value(words), .maxlength(CatalogueFilter.longestWords))
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("搜索", "Search")) } }
            }
            if !words.isEmpty, found.isEmpty { p { visit.say(Phrase("没有找到。换一个词试试。", "Nothing found. Try other words.")) } }
            if !found.isEmpty {
                ul(.class("session-list"), .role("list")) { for content in found { item(content) } }
            }
        }
    }

    private func item(_ content: PackContent) -> HTML {
        li {
            span(.class("badge")) { visit.say(content.resource.kind.title) }
            div {
                p {
                    a(.href("/resources/\(content.resource.id)")) { visit.html(content.version.content.name) }
                    span(.class("meta")) { " · " + ByteSize.text(content.byteCount) + " · " + content.owner(visit.language) }
                }
                if let problem = content.problem {
                    p(.class("meta")) { visit.say(problem.phrase) }
                } else {
                    p(.class("meta")) { visit.say(content.version.content.licence.name) }
                    visit.postButton(Phrase("放入", "Put it in"), posts: "\(path)/contents", fields: [("item", content.resource.id.text)], style: "")
                }
            }
        }
    }
}
