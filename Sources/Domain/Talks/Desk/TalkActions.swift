import Access
import Kernel
import Language
import Markup
import Web
import Workflow

/// What can be done with a request now, by whoever looks at it.
struct TalkActions {
    let page: TalkPage
    let visit: Visit

    private var talk: TalkRequest { page.talk }
    private var events: [TalkEvent] { TalkRequest.workflow.events(in: talk.state) }

    /// The form that was sent and is wrong, where it is this one.
    private func reading(_ form: Form, _ field: String, _ values: [String: String] = [:]) -> FormReading {
        if let reading = page.reading, reading.form.fields.contains(where: { $0.name == field }) { return FormReading.again(reading, in: form) }
        return form.filled(values)
    }

    @HTMLBuilder var html: HTML {
        if page.hats.isSpeaker, events.contains(.accept) { answering }
        if page.hats.isOffice, events.contains(.dispatch) { dispatching }
        if page.hats.isHost, events.contains(.schedule) { scheduling }
        if page.hats.isHost, !page.hats.isSpeaker, events.contains(.confirm) { confirming }
        if page.hats.isOffice, !page.hats.isSpeaker, events.contains(.record) {
            visit.postButton(Phrase("归档并开具服务证明", "Record it and issue the certificate"), posts: page.path + "/record")
        }
        if page.hats.isOffice, events.contains(.recall) {
            visit.postButton(TalkEvent.recall.title, posts: page.path + "/recall", style: "button-quiet")
        }
        if page.hats.isSpeaker, events.contains(.backOut) { reason(TalkEvent.backOut.title, "/withdrawal", Phrase("会通知单位和主管部门。", "The unit and the office are told.")) }
        if page.hats.isHost, events.contains(.cancel) {
            reason(Phrase("取消这份点单", "Call it off"), "/cancellation", Phrase("会通知专家和主管部门；为它新建的活动一并取消。", "The expert and the office are told; an activity made for it is cancelled too."))
        } else if page.hats.isOffice, events.contains(.refuse) {
            reason(TalkEvent.refuse.title, "/cancellation", Phrase("单位会看到原因。", "The unit reads why."))
        }
    }

    private var answering: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("请您答复", "Your answer")) }
            if let until = talk.answerBy {
                p { visit.say(Phrase("请在 \(Dates.moment(until, .china, .zh)) 前答复，逾期视为不能来。", "Please answer by \(Dates.moment(until, .china, .en)); after that you count as unable to come.")) }
            }
            form(.method(.post), .action(.within(page.path + "/answer")), .class("form")) {
                visit.csrfField
                fieldset {
                    legend { visit.say(Phrase("选择一个时间", "Choose a time")) }
                    for (index, wish) in talk.wishes.enumerated() {
                        label(.class("check")) {
                            input(.type("radio"), .name("wish"), .value(String(wish.begin.microseconds)), .checked(index == 0))
                            span { Dates.session(wish.begin, wish.end, .china, visit.language) }
                        }
                    }
                }
                div(.class("form-actions")) {
                    button(.class("button", "button-primary"), .type("submit"), .name("answer"), .value("accept")) { visit.say(TalkEvent.accept.title) }
                }
            }
            details {
                summary { visit.say(TalkEvent.decline.title) }
                form(.method(.post), .action(.within(page.path + "/answer")), .class("form")) {
                    visit.csrfField
                    div(.class("field")) {
                        label(.for("decline-says")) {
                            visit.say(Phrase("原因", "Why"))
                            small(.class("optional")) { visit.say(Phrase("（选填）", " (optional)")) }
                        }
                        textarea(.id("decline-says"), .name("says"), .rows(2), .maxlength(TalkForms.longestReason)) { "" }
                    }
                    div(.class("form-actions")) { button(.class("button"), .type("submit"), .name("answer"), .value("decline")) { visit.say(TalkEvent.decline.title) } }
                }
            }
        }
    }

    private var dispatching: HTML {
        section(.class("stack")) {
            h2 { visit.say(TalkEvent.dispatch.title) }
            if page.candidates.isEmpty {
                p { visit.say(Phrase("没有可以派单的专家：希望的时间已过，或没有专家在审核有效期内。", "Nobody can be asked: the wished times have passed, or nobody's vetting is in force.")) }
                p { a(.class("button"), .href("/desk/talks/speakers")) { visit.say(Phrase("讲者", "Speakers")) } }
            } else {
                let choices = page.candidates.filter(\.isPossible).map { FormField.Choice($0.speaker.id.text, Phrase($0.speaker.name + mark($0).zh, $0.speaker.name + mark($0).en)) }
                visit.formHTML(
                    reading(TalkForms.dispatch(choices), "expert", ["days": "3", "expert": choices.first?.value ?? ""]), action: page.path + "/dispatch", submit: TalkEvent.dispatch.title)
                details {
                    summary { visit.say(Phrase("谁什么时候方便", "Who is free when")) }
                    ul(.class("session-list"), .role("list")) { for one in page.candidates { li { candidate(one) } } }
                    p(.class("meta")) { a(.href("/talks/rules")) { visit.say(Phrase("两场之间的赶路时间怎样算", "How the time between two talks is reckoned")) } }
                }
            }
        }
    }

    private func mark(_ one: TalkPage.Candidate) -> Phrase { one.isFree ? Phrase("", "") : Phrase("（有不便）", " (see below)") }

    @HTMLBuilder private func candidate(_ one: TalkPage.Candidate) -> HTML {
        span(.class("badge", one.isFree ? "badge-success" : one.isPossible ? "badge-warning" : "badge-error")) {
            visit.say(one.isFree ? Phrase("方便", "Free") : one.isPossible ? Phrase("有不便", "With care") : Phrase("不能", "Not possible"))
        }
        div {
            p { strong { one.speaker.name } }
            for (wish, conflicts) in zip(talk.wishes.suffix(one.conflicts.count), one.conflicts) {
                p(.class("meta")) {
                    Dates.session(wish.begin, wish.end, .china, visit.language) + visit.say(Phrase("：", ": "))
                    conflicts.isEmpty ? visit.say(Phrase("方便", "free")) : conflicts.map { visit.say($0.says) }.joined(separator: visit.say(Phrase("；", "; ")))
                }
            }
        }
    }

    private var scheduling: HTML {
        section(.class("stack")) {
            h2 { visit.say(TalkEvent.schedule.title) }
            p { visit.say(Phrase("报告是您单位的一项活动，人次在活动的场次里统计，只算一次。", "The talk is an activity of your unit; who came is counted in its session, once.")) }
            // Without a session on that day there is nothing to choose.
            if page.sessions.isEmpty { p { visit.say(Phrase("排期后为这场报告新建一项活动，时间和地点已填好，可以再改。", "An activity is made for it, with its time and place, which you may change.")) } }
            visit.formHTML(page.sessions.isEmpty ? Form([]).empty : reading(TalkForms.schedule(page.sessions), "session"), action: page.path + "/schedule", submit: TalkEvent.schedule.title, makes: true)
        }
    }

    private var confirming: HTML {
        section(.class("stack")) {
            h2 { visit.say(TalkEvent.confirm.title) }
            visit.formHTML(
                reading(TalkForms.confirmation(needsPeople: !page.hasClaims), "rating", ["method": "reported"]), action: page.path + "/confirmation", submit: Phrase("确认已举行", "Confirm that it was held"))
        }
    }

    private func reason(_ title: Phrase, _ end: String, _ hint: Phrase) -> HTML {
        details(.open(page.reading?.form.fields.first?.name == "says" && page.reading?.form.fields.count == 1)) {
            summary { visit.say(title) }
            p(.class("hint")) { visit.say(hint) }
            visit.formHTML(reading(TalkForms.reason, "says"), action: page.path + end, submit: title, danger: true)
        }
    }
}

extension FormReading {
    /// What was entered, in the form as the page offers it now.
    fileprivate static func again(_ reading: FormReading, in form: Form) -> FormReading {
        var again = form.entered(reading.posted.fields)
        for one in reading.remarks { again.remark(one.field, one.says) }
        return again
    }
}
