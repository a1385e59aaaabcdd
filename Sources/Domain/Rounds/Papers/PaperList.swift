import Files
import Kernel
import Language
import Markup
import Web

/// The files of a declaration, and the form that adds one while it may be changed.
struct PaperList {
    let papers: [DeclarationPaper]
    let path: String
    let mayChange: Bool
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if mayChange || !papers.isEmpty {
            section(.class("stack"), .id("papers")) {
                h2 { visit.say(Phrase("附件", "Attachments")) }
                if !papers.isEmpty {
                    ul(.role("list")) {
                        for paper in papers {
                            li {
                                a(.href(.within("\(path)/papers/\(paper.id.text)")), .download("")) { paper.name }
                                span(.class("meta")) { " " + visit.say(facts(paper)) }
                                if mayChange { visit.postButton(Phrase("移除", "Remove"), posts: "\(path)/papers/\(paper.id.text)/removal", style: "button-quiet") }
                            }
                        }
                    }
                }
                if mayChange { upload }
            }
        }
    }

    private func facts(_ paper: DeclarationPaper) -> Phrase {
        let kilobytes = max(1, paper.size >> 10)
        return Phrase("\(paper.pages) 页，\(kilobytes) KB", "\(Plural.en(paper.pages, "page", "pages")), \(kilobytes) KB")
    }

    private var upload: HTML {
        form(.method(.post), .action(.within(path + "/papers")), .class("form"), .enctype("multipart/form-data")) {
            visit.csrfField
            visit.onceField
            div(.class("field")) {
                label(.for("field-file")) { visit.say(Phrase("上传场地图、公函、照片等", "Attach a plan of the site, a letter, photographs")) }
                p(.class("hint"), .id("hint-file")) {
                    visit.say(
                        Phrase(
                            "PDF、JPEG 或 PNG；最多 \(DeclarationPaper.mostFiles) 个，合计 \(DeclarationPaper.mostBytes >> 20) MB。请先保存上面的草稿。",
                            "PDF, JPEG or PNG; \(DeclarationPaper.mostFiles) files and \(DeclarationPaper.mostBytes >> 20) MB in all. Keep the draft above first."))
                }
                input(.type("file"), .id("field-file"), .name("file"), .accept(Document.accept), .required(), .aria("describedby", "hint-file"))
            }
            div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("上传", "Upload")) } }
        }
    }
}
