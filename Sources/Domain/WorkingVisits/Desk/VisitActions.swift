import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// What can be done with a visit now, by whoever looks at it.
struct VisitActions {
    let page: VisitPage
    let visit: Visit

    private var record: WorkingVisit { page.record }

    /// The steps by which the record goes on.
    @HTMLBuilder var steps: HTML {
        if record.state == .draft {
            visit.postButton(VisitEvent.record.title, posts: page.path + "/steps", fields: [("event", VisitEvent.record.rawValue)])
        }
        for body in page.waiting {
            form(.method(.post), .action(.within(page.path + "/steps")), .class("inline-form")) {
                visit.csrfField
                input(.type("hidden"), .name("event"), .value(VisitEvent.agree.rawValue))
                input(.type("hidden"), .name("body"), .value(body.id.text))
                input(.type("hidden"), .name("seen"), .value(String(record.changedAt.microseconds)))
                button(.class("button", "button-primary"), .type("submit")) {
                    visit.say(Phrase("代表“\(body.name(.zh))”确认属实", "Agree for “\(body.name(.en))”"))
                }
            }
        }
    }

    /// What the public reads: written, published, taken back.
    @HTMLBuilder var publicPart: HTML {
        if record.state != .withdrawn {
            section(.class("stack"), .id("public")) {
                h2 { visit.say(Phrase("公开内容", "What the public reads")) }
                if let news = page.news {
                    told(news)
                } else {
                    if let story = record.story {
                        h3 { visit.html(story.title) }
                        visit.paragraphs(story.text)
                        publishing(story)
                    } else {
                        p { visit.say(Phrase("还没有写公开内容。公众只看到这里写的标题和正文，看不到出席人员和议定事项。", "Nothing is written for the public yet. It reads the title and the text that stand here, and neither who was there nor what was concluded.")) }
                    }
                    if record.state == .recorded || record.state == .agreed {
                        p(.class("hint")) { visit.say(Phrase("公开内容也要各方确认：写了或改了以后，各方重新确认，再公开。", "All bodies agree to this too: once it is written or changed they are asked again, and then it can be told.")) }
                    }
                    details(.open(isStory)) {
                        summary { visit.say(record.story == nil ? Phrase("写公开内容", "Write it") : Phrase("修改公开内容", "Change it")) }
                        visit.formHTML(storyReading, action: page.path + "/summary", submit: Phrase("保存", "Save"))
                    }
                }
            }
        }
    }

    @HTMLBuilder private func told(_ news: NewsItem) -> HTML {
        p {
            a(.href(news.isPublic ? "/news/\(news.id)" : "/desk/news/\(news.id)")) { visit.html(news.title) }
            " "
            span(.class("badge")) { visit.say(news.state.title) }
        }
        if news.state == .toCheck { p(.class("meta")) { visit.say(Phrase("等待该活动项目的组织单位核对发布。", "It waits to be checked and published by the campaign's organisers.")) } }
        details(.open(isReason && visit.path.hasSuffix("/news/withdrawal"))) {
            summary { visit.say(Phrase("收回公开内容", "Take it back")) }
            p(.class("hint")) { visit.say(Phrase("读者在原网址会看到原因。", "Readers find the reason at its address.")) }
            visit.formHTML(reasonReading(isReason && visit.path.hasSuffix("/news/withdrawal"), "news"), action: page.path + "/news/withdrawal", submit: Phrase("收回", "Take back"), danger: true)
        }
    }

    @HTMLBuilder private func publishing(_ story: WorkingVisit.Story) -> HTML {
        if record.state != .agreed {
            p(.class("meta")) { visit.say(Phrase("各方确认之后可以公开。", "It can be told once all bodies have agreed.")) }
        } else if record.campaign == nil {
            p(.class("meta")) { visit.say(Phrase("没有关联活动项目，不能作为动态发布。", "It belongs to no campaign and cannot become news.")) }
        } else {
            form(.method(.post), .action(.within(page.path + "/news")), .class("form")) {
                visit.csrfField
                if story.writer == page.viewer.account.id {
                    label(.class("check")) {
                        input(.type("checkbox"), .name("alone"), .value("1"))
                        span { visit.say(Phrase("无人复核，由我发布（记入操作记录）", "Nobody else has checked it; I publish what I wrote (this goes on record)")) }
                    }
                }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("作为动态发布", "Publish it as news")) } }
            }
        }
    }

    /// Withdrawing, last of all.
    @HTMLBuilder var end: HTML {
        if record.state == .draft {
            visit.postButton(VisitEvent.discard.title, posts: page.path + "/steps", fields: [("event", VisitEvent.withdraw.rawValue)], style: "button-quiet")
        } else if record.state != .withdrawn {
            let isHere = isReason && visit.path.hasSuffix("/steps")
            details(.open(isHere)) {
                summary { visit.say(Phrase("撤回这份记录", "Withdraw this record")) }
                p(.class("hint")) { visit.say(Phrase("各方会看到原因；已发布的公开内容一并撤下，已交办的任务不受影响。", "Every body reads why; what the public reads goes with it, and tasks that were given stay.")) }
                visit.formHTML(
                    reasonReading(isHere, "end"), action: page.path + "/steps", submit: VisitEvent.withdraw.title, danger: true,
                    before: { input(.type("hidden"), .name("event"), .value(VisitEvent.withdraw.rawValue)) })
            }
        }
    }

    private var isReason: Bool { page.reading?.form.fields.first?.name == "says" }
    private var isStory: Bool { page.reading?.form.fields.contains { $0.name == "story_zh" } == true }

    private func reasonReading(_ isSent: Bool, _ mark: String) -> FormReading {
        (isSent ? page.reading?.again(in: VisitForms.reason) ?? VisitForms.reason.empty : VisitForms.reason.empty).marked(mark)
    }

    private var storyReading: FormReading {
        if isStory, let sent = page.reading { return sent.again(in: VisitForms.story).marked("story") }
        var values: [String: String] = ["title_zh": record.story?.title.zh ?? record.name.zh]
        values["title_en"] = record.story == nil ? record.name.en : record.story?.title.en
        (values["story_zh"], values["story_en"]) = (record.story?.text.zh, record.story?.text.en)
        return VisitForms.story.filled(values).marked("story")
    }
}
