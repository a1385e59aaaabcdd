import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web
import Workflow

/// `/desk/moderation/{activity}/{campaign}`: what the version says, a remark on any field, and the decision.
struct ModerationPage {
    let model: ModerationItem
    /// The queue from which the moderator came.
    let filter: QueueFilter
    let visit: Visit
    var problem: Refusal?
    /// What would be left standing if the public lost sight of the activity: said before the decision, and confirmed with it.
    var stands: Refusal?

    private var address: Address { .within("/desk/moderation/\(model.activity.id.text)/\(model.campaign.key)", query: filter.query) }
    private var isOpen: Bool { model.placement.state == .toModerate || model.placement.state == .ready }

    var answer: Answer {
        visit.desk(
            model.version.content.title.phrase,
            lede: model.campaign.name.phrase + Phrase("，第 \(model.version.number) 版", ", version \(model.version.number)"),
            trail: [(filter.address.text, Phrase("审核队列", "Moderation"))], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            p {
                StateBadge.html(model.placement.state, visit)
                HTML(text: " " + (model.organiser?.name(visit.language) ?? ""))
                if model.isVerified { span(.class("badge", "badge-info")) { visit.say(Phrase("免审单位", "Verified")) } }
            }
            if !model.elsewhere.isEmpty {
                p(.class("meta"), .id("elsewhere")) {
                    visit.say(Phrase("也见于（同一项活动，只计一次）：", "Also in (one activity, counted once): "))
                    model.elsewhere.map { $0(visit.language) }.joined(separator: visit.language == .zh ? "、" : ", ")
                }
            }
            if let look = model.look { afterwards(look) }
            Markup.form(.method(.post), .action(address), .class("stack")) {
                visit.csrfField
                input(.type("hidden"), .name("version"), .value(String(model.placement.number)))
                ModerationRows(model: model, visit: visit).html
                said
                ReasonList(reasons: model.rule.reasons).html(visit)
                div(.class("field")) {
                    label(.for("field-reason")) { visit.say(Phrase("总体意见", "As a whole")) }
                    p(.class("hint")) { visit.say(Phrase("退回须有意见；不予采用须说明理由。", "Needed to refuse; to return, write here or beside a field.")) }
                    textarea(.id("field-reason"), .name("reason"), .rows(2), .maxlength(1000)) { visit.posted.fields["reason"] ?? "" }
                }
                if let stands {
                    div(.class("notice", "notice-warning"), .id("bookings")) {
                        p { visit.say(stands.phrase) }
                        label(.class("check")) {
                            input(.type("checkbox"), .name("confirmed"), .value("1"))
                            span { visit.say(Phrase("已知悉，仍要退回或不予采用", "I know; return or refuse it all the same")) }
                        }
                    }
                }
                buttons
            }
            if model.mayVerify { trust }
        }
    }

    /// It is public already, and this is the look afterwards.
    private func afterwards(_ look: SpotCheck.Look) -> HTML {
        let entry = ModerationBatch.Entry.text(model.activity.id, look.number, moves: look.moves, model.campaign.key)
        return div(.class("notice", "stack")) {
            if look.why != .times {
                p {
                    visit.say(
                        Phrase(
                            "这一版未经审核直接发布（\(look.why.title.zh)），请抽查。", "This version was published without a moderator (\(look.why.title.en)). Look at it now."))
                }
            }
            if look.moves > 0 {
                p {
                    visit.say(
                        Phrase(
                            "发布之后时间有变，已经生效，预约者已收到通知。请核对：",
                            "Its times were changed after it was published. They hold already, and those who booked were told. Look at them now:"))
                }
                TimeChangeList(changes: look.times, most: 30).html(visit)
            }
            visit.postButton(Phrase("抽查无误", "It is in order"), posts: filter.spotChecks.text, fields: [("entry", entry)], style: "button-primary")
        }
    }

    /// Whether what the organiser enters waits at all.
    private var trust: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("填报单位", "Its organiser")) }
            p {
                model.isVerified
                    ? visit.say(
                        Phrase(
                            "该单位免审：在允许免审的活动项目中，提交后直接发布，事后抽查。抽查退回一次即取消免审。",
                            "It is verified: where a campaign allows it, what it submits is published at once and looked at afterwards. One return ends this."))
                    : visit.say(
                        Phrase(
                            "该单位的活动须先审核。您可以将其列为免审单位。", "What it submits waits for a moderator. You can verify the organisation."))
            }
            visit.postButton(
                model.isVerified ? Phrase("取消免审", "Verify no longer") : Phrase("列为免审单位", "Verify this organisation"),
                posts: "/desk/moderation/verified", fields: [
                    ("organisation", model.activity.organiser.text), ("verified", model.isVerified ? "0" : "1"), ("back", address.text),
                ], style: "button-quiet")
        }
    }

    /// What the campaign asked for beside.
    @HTMLBuilder private var said: HTML {
        if !model.rule.fields.isEmpty {
            section(.class("form-section")) {
                h3 { visit.say(Phrase("本项目另需填写的内容", "What this campaign asks for beside")) }
                dl(.class("facts")) {
                    for field in model.rule.fields {
                        dt { field.name(visit.language) }
                        dd { model.values[field.key] ?? visit.say(Phrase("未填写", "Nothing stated")) }
                    }
                }
            }
        }
    }

    private var buttons: HTML {
        let events = Placement.workflow.events(in: model.placement.state)
        return div(.class("action-bar")) {
            if events.contains(.publish) { decision(.publish, "p", "button-primary") }
            if events.contains(.clear) { decision(.clear, "c", "button-quiet") }
            if events.contains(.giveBack) { decision(.giveBack, "r", "") }
            if events.contains(.refuse) { decision(.refuse, "x", "button-danger") }
            if let next = model.next {
                a(.class("button", "button-quiet"), .href(filter.address(next)), .accesskey("n")) { visit.say(Phrase("跳过，看下一项", "Skip to the next")) }
            }
            if isOpen {
                span(.class("meta", "key-hint")) {
                    visit.say(
                        Phrase(
                            "快捷键（Alt 加字母；Firefox 为 Alt+Shift，Mac 为 Control+Option）：p 发布，r 退回，x 不予采用，n 下一项",
                            "Keys (with Alt; Firefox Alt+Shift, Mac Control+Option): p publish, r return, x refuse, n next"))
                }
            }
        }
    }

    private func decision(_ event: PlacementEvent, _ key: String, _ style: String) -> HTML {
        button(.class("button", style), .type("submit"), .name("decision"), .value(event.rawValue), .accesskey(key)) { visit.say(event.title) }
    }
}
