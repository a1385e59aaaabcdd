import Kernel
import Language
import Markup
import Web

/// The parts of an umbrella at the desk: what it has, whom it has asked, what may be added.
struct UmbrellaPage {
    struct Model: Sendable {
        let umbrella: Activity
        let title: Wording
        let children: [(activity: Activity, title: Wording)]
        let invited: [(activity: ID<Activity>, title: Wording)]
        let own: [AttachableLine]
    }

    let model: Model
    let problem: Refusal?
    let visit: Visit

    private var base: String { "/desk/activities/\(model.umbrella.id.text)" }

    var answer: Answer {
        visit.desk(
            Phrase("系列活动：", "Series: ") + model.title.phrase,
            lede: Phrase("系列包含的活动各自保留填报单位，只计一次。", "The activities of a series keep their owners, and each is counted once."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities")), (base, model.title.phrase)], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) { p { visit.say(problem.phrase) } } }
            section(.class("stack")) {
                h2 { visit.say(Phrase("包含的活动", "Its activities")) }
                if model.children.isEmpty { p { visit.say(Phrase("还没有。", "None yet.")) } }
                ul(.class("session-list"), .role("list")) {
                    for child in model.children { li { self.child(child.activity, child.title) } }
                    for one in model.invited {
                        li {
                            span(.class("badge", "badge-info")) { visit.say(Phrase("已邀请，等待答复", "Invited, not answered")) }
                            div { a(.href("/activities/\(one.activity)")) { one.title(visit.language) } }
                        }
                    }
                }
            }
            if !model.own.isEmpty { own }
            others
        }
    }

    @HTMLBuilder private func child(_ activity: Activity, _ title: Wording) -> HTML {
        div { if activity.isPublic { a(.href("/activities/\(activity.id)")) { title(visit.language) } } else { span { title(visit.language) } } }
        visit.postButton(Phrase("移出", "Take out"), posts: base + "/children/\(activity.id.text)/removal", style: "button-quiet")
    }

    private var own: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("加入本单位的活动", "Add your own")) }
            Markup.form(.method(.post), .action(.within(base + "/children")), .class("form")) {
                visit.csrfField
                fieldset {
                    legend { visit.say(Phrase("选择活动", "Choose the activities")) }
                    for line in model.own { AttachableBox(line: line, visit: visit).html }
                }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("加入", "Add")) } }
            }
        }
    }

    private var others: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("邀请其他单位的活动", "Invite another unit's")) }
            Markup.form(.method(.post), .action(.within(base + "/children")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-activity")) { visit.say(Phrase("活动编号", "The activity's number")) }
                    p(.class("hint"), .id("hint-activity")) { visit.say(Phrase("公开网址末尾的 13 位；对方接受后加入，仍归对方所有。", "The 13 letters at the end of its public address. It joins once its unit accepts, and stays theirs.")) }
                    input(
                        .type("text"), .id("field-activity"), .name("activity"), .maxlength(13), .autocomplete("off"), .required(),
                        .aria("describedby", "hint-activity"), .value(problem == nil ? "" : visit.posted.fields["activity"] ?? ""))
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("邀请", "Invite")) } }
            }
            p(.class("meta")) {
                visit.say(Phrase("对方单位还不在这里？", "Is the unit itself not here yet? "))
                a(.href("/desk/organisations/wanted")) { visit.say(Phrase("报来它的名称，由当地核对后加入。", "Name it, and its region adds it.")) }
            }
        }
    }
}

/// At the top of an activity's page at the desk: other units' invitations.
struct UmbrellaInvitationList {
    let invitations: [UmbrellaInvitation]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !invitations.isEmpty {
            section(.class("stack"), .id("invitations")) {
                h2 { visit.say(Phrase("系列活动的邀请", "Invitations to series")) }
                ul(.class("session-list"), .role("list")) {
                    for one in invitations {
                        li {
                            div { p { visit.say(Phrase("受邀加入系列：", "Invited into the series: ")) + one.umbrellaTitle(visit.language) } }
                            div(.class("actions")) {
                                if one.isAgain {
                                    a(.class("button", "button-primary"), .href("/desk/activities/\(one.activity)/again")) {
                                        visit.say(Phrase("再次使用，加入今年的系列", "Use it again, in the new series"))
                                    }
                                } else {
                                    answer(one, Phrase("接受", "Accept"), "accept", "button-primary")
                                }
                                answer(one, Phrase("谢绝", "Decline"), "decline", "button-quiet")
                            }
                        }
                    }
                }
            }
        }
    }

    private func answer(_ one: UmbrellaInvitation, _ title: Phrase, _ answer: String, _ style: String) -> HTML {
        visit.postButton(
            title, posts: "/desk/activities/\(one.activity.text)/invitations/\(one.umbrella.text)", fields: [("answer", answer)], style: style)
    }
}
