import Kernel
import Language
import Markup
import Web

/// On a resource's page at the desk: which experts were asked about its science, and what they signed.
struct VettingPart {
    let page: ResourceDeskPage
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !page.vettings.isEmpty || mayAsk {
            section(.class("stack"), .id("vetting")) {
                h2 { visit.say(Phrase("专家审核", "Vetting by experts")) }
                p(.class("hint")) {
                    visit.say(
                        Phrase(
                            "至少 \(VettingRule.least) 位专家署名认定科学内容无误，才称为“权威资源”。", "A resource is called authoritative once at least \(VettingRule.least) named experts have signed that its science is sound."))
                }
                if page.vettings.isEmpty { p { visit.say(Phrase("还没有请专家审核。", "No expert has been asked yet.")) } } else { VettingList(vettings: page.vettings, visit: visit).html }
                if mayAsk { asking }
            }
        }
    }

    private var mayAsk: Bool { page.mayCheck && [.toCheck, .listed].contains(page.version.state) }

    @HTMLBuilder private var asking: HTML {
        if page.experts.isEmpty {
            p(.class("meta")) {
                visit.say(Phrase("专家库里没有可请的专家。", "The pool holds no expert whom you could ask. "))
                a(.href("/desk/experts")) { visit.say(Phrase("添加专家", "Add experts")) }
            }
        } else {
            form(.method(.post), .action(.within("\(page.path)/vettings")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-expert")) { visit.say(Phrase("请一位专家", "Ask an expert")) }
                    select(.id("field-expert"), .name("expert"), .required()) {
                        option(.value("")) { visit.say(Phrase("请选择", "Choose")) }
                        for expert in page.experts { option(.value(expert.id.text)) { expert.name } }
                    }
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("请其审核", "Ask")) } }
            }
        }
    }
}

/// Who checked, with what result and when.
struct VettingList {
    let vettings: [Vetting]
    let visit: Visit

    var html: HTML {
        ul(.class("session-list"), .role("list")) {
            for one in vettings {
                li {
                    if let verdict = one.verdict {
                        span(.class("badge", verdict == .wrong ? "badge-error" : "badge-success")) { visit.say(verdict.title) }
                    } else {
                        span(.class("badge")) { visit.say(Phrase("待审", "Waiting")) }
                    }
                    div {
                        p {
                            one.expertName
                            if let day = one.signedAt?.day(in: .china) { span(.class("meta")) { " · " + Dates.plain(day, visit.language) } }
                        }
                        if !one.remarks.isEmpty { p { one.remarks } }
                    }
                }
            }
        }
    }
}
