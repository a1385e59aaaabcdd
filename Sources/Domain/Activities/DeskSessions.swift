import Kernel
import Markup
import Web

/// The sessions on the desk's page of an activity: the list, one more, many by a rule.
struct DeskSessions {
    let model: DeskActivity
    let reading: FormReading
    let parts: SessionParts
    let rule: FormReading
    let ruleParts: SessionParts
    let visit: Visit

    private var base: String { "/desk/activities/\(model.activity.id.text)" }

    var html: HTML {
        section(.id("sessions"), .class("stack")) {
            h2 { visit.say(Phrase("场次", "Sessions")) }
            if !model.sessions.isEmpty { list }
            details(.open(model.sessions.isEmpty || !reading.isGood || !parts.isGood)) {
                summary { visit.say(Phrase("添加场次", "Add a session")) }
                visit.formHTML(reading.marked("session"), action: base + "/sessions", submit: Phrase("添加", "Add"), makes: true) {
                    HTML()
                } after: {
                    parts.html(visit, mark: "session")
                }
            }
            details(.open(!rule.isGood || !ruleParts.isGood)) {
                summary { visit.say(Phrase("按规则添加多个场次", "Add sessions by a rule")) }
                visit.formHTML(rule.marked("rule"), action: base + "/recurrences", submit: Phrase("按规则添加", "Add by rule"), makes: true) {
                    HTML()
                } after: {
                    ruleParts.html(visit, mark: "rule")
                }
            }
        }
    }

    private var list: HTML {
        ul(.class("session-list"), .role("list")) {
            for session in model.sessions {
                li {
                    span(.class("badge"), .data("state", session.status.rawValue)) { visit.say(session.status.title) }
                    div {
                        p(.class("session-when")) { session.words(visit.language) }
                        p(.class("meta")) { visit.say(places(session)) }
                    }
                    a(.class("button", "button-quiet"), .href("/desk/activities/\(model.activity.id)/sessions/\(session.id)")) {
                        visit.say(Phrase("更改", "Change"))
                    }
                }
            }
        }
    }

    private func places(_ session: ActivitySession) -> Phrase {
        guard let capacity = session.capacity else { return Phrase("名额不限，已占用 \(session.taken)", "Places unlimited, \(session.taken) taken") }
        return Phrase("名额 \(capacity)，已占用 \(session.taken)", "\(capacity) places, \(session.taken) taken")
    }
}
