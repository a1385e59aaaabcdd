import Campaigns
import Kernel
import Language
import Markup
import Web
import Workflow

/// `/desk/activities/{id}`: state in each campaign, sessions, the form of the next version.
struct DeskActivityPage {
    let model: DeskActivity
    var reading: FormReading
    let keeping: EntryKeeping
    var sessionReading: FormReading
    var sessionParts: SessionParts
    var ruleReading: FormReading
    var ruleParts: SessionParts
    let visit: Visit
    var status = 200
    /// Where somebody else saved a newer version meanwhile, with what it says beside the fields that both changed.
    var merge: EntryMerge?
    var notes: [String: Phrase] = [:]

    private var base: String { "/desk/activities/\(model.activity.id.text)" }
    private var titles: [(path: String, title: Phrase)] { [("/desk/activities", Phrase("我的活动", "My activities"))] }

    var answer: Answer {
        visit.desk(
            model.version.content.title.phrase,
            lede: Phrase("第 \(model.version.number) 版", "Version \(model.version.number)"), trail: titles, status: status
        ) {
            if let merge { MergeNotice(merge: merge, version: model.version, fields: reading.form.fields, visit: visit).html }
            UmbrellaInvitationList(invitations: model.invitations, visit: visit).html
            p(.class("actions")) {
                if model.activity.isPublic { a(.href("/activities/\(model.activity.id)")) { visit.say(Phrase("查看公开页面", "See the public page")) } }
                if model.activity.isUmbrella {
                    a(.href("/desk/activities/\(model.activity.id)/children")) { visit.say(Phrase("系列包含的活动", "The activities of this series")) }
                }
                if let last = model.activity.lastAt, last < visit.now {
                    a(.href("/desk/activities/\(model.activity.id)/again")) { visit.say(Phrase("再次使用", "Use again")) }
                }
                if let before = model.activity.repeats {
                    a(.href("/desk/activities/\(before)")) { visit.say(Phrase("上一次的活动", "Last time's entry")) }
                }
            }
            placements
            DeskSessions(model: model, reading: sessionReading, parts: sessionParts, rule: ruleReading, ruleParts: ruleParts, visit: visit).html
            content
            statusForm
        }
    }

    private var content: HTML {
        section(.id("content")) {
            h2 { visit.say(Phrase("内容", "Content")) }
            p(.class("hint")) {
                visit.say(Phrase("保存会形成新版本；公众继续看到已发布的版本，直到新版本通过审核。", "Saving makes a new version; the public keeps seeing the published one until the new one is approved."))
            }
            ActivityFormPage(
                reading: reading, parts: ActivityForm.parts(model.choices, isNew: false), action: base, submit: Phrase("保存为新版本", "Save as a new version"),
                keeping: keeping, remarks: model.placements.filter { $0.placement.state == .returned }.flatMap(\.remarks), notes: notes, visit: visit
            ).html
        }
    }

    private var placements: HTML {
        section(.id("placements"), .class("stack")) {
            h2 { visit.say(Phrase("活动项目", "Campaigns")) }
            if !model.placements.isEmpty {
                ul(.class("session-list"), .role("list")) {
                    for one in model.placements {
                        li {
                            StateBadge.html(one.placement.state, visit)
                            div { placed(one) }
                            div(.class("actions")) { buttons(one) }
                        }
                    }
                }
            }
            // What stands there as a draft is offered by its own button above.
            OfferPanel(
                activity: model.activity.id, others: model.others.filter { other in !model.placements.contains { $0.campaign.id == other.campaign.id && $0.placement.state == .draft } },
                visit: visit
            ).html
            if !model.campaigns.isEmpty { submission }
        }
    }

    @HTMLBuilder private func placed(_ one: DeskActivity.DeskPlacement) -> HTML {
        p { strong { one.campaign.name(visit.language) } }
        p(.class("meta")) {
            visit.say(Phrase("第 \(one.placement.number) 版", "Version \(one.placement.number)"))
            if let shown = one.placement.publishedNumber, shown != one.placement.number {
                visit.say(Phrase("；公众看到第 \(shown) 版", "; the public sees version \(shown)"))
            }
        }
        if !one.placement.reason.isEmpty { p(.class("remark")) { one.placement.reason } }
        for remark in one.remarks where one.placement.state == .returned {
            let field = ModerationFields.title(remark.field)
            p(.class("remark")) { visit.say(Phrase("\(field.zh)：", "\(field.en): ")) + remark.text }
        }
    }

    @HTMLBuilder private func buttons(_ one: DeskActivity.DeskPlacement) -> HTML {
        let events = Placement.workflow.events(in: one.placement.state)
        let isNewer = one.placement.number < model.version.number
        let waits = [.toModerate, .ready, .published].contains(one.placement.state)
        if events.contains(.submit), isNewer || !waits {
            visit.postButton(
                PlacementEvent.submit.title, posts: base + "/placements", fields: [("campaign", one.campaign.key)])
        }
        if events.contains(.withdraw) {
            visit.postButton(PlacementEvent.withdraw.title, posts: base + "/placements/\(one.campaign.key)/withdrawal", style: "button-danger")
        }
    }

    private func isOver(_ campaign: Campaign) -> Bool { campaign.phase(on: visit.now.day(in: campaign.zone)) == .over }

    private var submission: HTML {
        Markup.form(.method(.post), .action(.within(base + "/placements")), .class("form")) {
            visit.csrfField
            div(.class("field")) {
                label(.for("field-campaign")) { visit.say(Phrase("提交到活动项目", "Submit to a campaign")) }
                select(.id("field-campaign"), .name("campaign"), .required()) {
                    for campaign in model.campaigns where !isOver(campaign) { option(.value(campaign.key)) { campaign.name(visit.language) } }
                    if model.campaigns.contains(where: isOver) {
                        optgroup(.label(visit.say(Phrase("已结束的活动项目", "Campaigns that are over")))) {
                            for campaign in model.campaigns where isOver(campaign) { option(.value(campaign.key)) { campaign.name(visit.language) } }
                        }
                    }
                }
            }
            div(.class("field")) {
                label(.for("field-block")) { visit.say(Phrase("板块代码（选填）", "Key of the block (optional)")) }
                input(.type("text"), .id("field-block"), .name("block"), .maxlength(64))
            }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("提交审核", "Submit")) }
            }
        }
    }

    private var statusForm: HTML {
        let form = StatusForm.form.filled(["status": model.activity.status.rawValue, "reason": model.activity.statusReason])
        return section(.id("status"), .class("form-section")) {
            h2 { visit.say(Phrase("举行情况", "What becomes of it")) }
            visit.formHTML(form, action: base + "/status", submit: Phrase("更改", "Change"), danger: true)
        }
    }
}

/// The form of an activity's own status.
enum StatusForm {
    static let form = Form(
        FormField("status", "状态", "Status", .choice(ActivityStatus.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField("reason", "原因", "Reason", .text(max: 300), hint: Phrase("公众可见", "The public reads it")))
}
