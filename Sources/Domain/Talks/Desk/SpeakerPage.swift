import Access
import Calls
import Kernel
import Language
import Markup
import Resources
import Storage
import Venues
import Web

/// `/desk/talks/speakers/{expert}`: where and when somebody talks, what they offer, until when they were vetted.
struct SpeakerPage: Sendable {
    let speaker: Speaker
    let offers: [TalkOffer]
    let exceptions: [(day: Day, isFree: Bool)]
    /// What is in the catalogue and nobody was named for.
    let free: [(id: ID<Resource>, name: Wording)]
    let engagements: [Engagement]
    let isOffice: Bool
    let isSelf: Bool
    var reading: FormReading
    var problem: Refusal?

    init(_ id: ID<Expert>, for identity: Identity, in tx: Transaction) throws {
        guard let speaker = try tx.speaker(id) else { throw Refusal.notFound(Speaker.noun) }
        isSelf = speaker.accountID == identity.account.id
        // Nobody vets themselves.
        isOffice = identity.mayAnywhere(Talks.dispatch) && !isSelf
        guard isOffice || isSelf else { throw Refusal.notFound(Speaker.noun) }
        self.speaker = speaker
        offers = try tx.talkOffers(of: id)
        let today = tx.now.day(in: .china)
        exceptions = try tx.speakerExceptions([id], from: today, to: today.adding(days: 400))[id, default: [:]].map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
        free = isOffice ? try tx.talksWithoutSpeaker(for: identity) : []
        engagements = try tx.engagements(of: [id], from: tx.now, to: tx.now.adding(hours: 400 * 24)).filter { $0.end > tx.now }
        reading = SpeakerForm.filled(speaker, isOffice: isOffice)
    }

    var path: String { "/desk/talks/speakers/\(speaker.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase(same: speaker.name.isEmpty ? speaker.id.text : speaker.name),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/talks/speakers", Phrase("讲者", "Speakers"))], status: reading.isGood && problem == nil ? 200 : 422
        ) {
            p { SpeakerList.standing(speaker, visit) }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !engagements.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("已接的报告", "Talks to come")) }
                    ul(.class("session-list"), .role("list")) {
                        for one in engagements {
                            li {
                                div {
                                    p { a(.href("/desk/talks/\(one.request)")) { visit.html(one.unit) } }
                                    p(.class("meta")) { Dates.session(one.begin, one.end, .china, visit.language) }
                                }
                            }
                        }
                    }
                }
            }
            menu(visit)
            days(visit)
            section(.class("stack")) {
                h2 { visit.say(Phrase("讲者信息", "Where and when")) }
                visit.formHTML(reading, action: path, submit: Phrase("保存", "Save"))
            }
        }
    }

    private func menu(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("可点的报告和课程", "What units may ask for")) }
            if offers.isEmpty { p { visit.say(Phrase("还没有。单位先在“资源”中提供报告或课程，上架后在这里指定主讲人。", "Nothing yet. A unit offers the talk under “Resources”; once listed, it is tied to who gives it here.")) } }
            ul(.class("session-list"), .role("list")) {
                for one in offers {
                    li {
                        div { p { a(.href("/resources/\(one.resourceID)")) { visit.html(one.name) } } }
                        if isOffice || isSelf {
                            visit.postButton(Phrase("撤下", "Take off"), posts: path + "/offers/removal", fields: [("resource", one.resourceID.text)], style: "button-quiet")
                        }
                    }
                }
            }
            if isOffice, !free.isEmpty {
                visit.formHTML(SpeakerRoutes.offerForm(free).empty.marked("offer"), action: path + "/offers", submit: Phrase("指定主讲", "Name them"))
            }
        }
    }

    private func days(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("例外的日子", "Single days")) }
            ul(.class("session-list"), .role("list")) {
                for one in exceptions {
                    li {
                        span(.class("badge", one.isFree ? "badge-success" : "badge-warning")) { visit.say(one.isFree ? Phrase("可以", "Free") : Phrase("不行", "Not free")) }
                        div { p { Dates.day(one.day, visit.language) } }
                        visit.postButton(Phrase("删去", "Remove"), posts: path + "/days/removal", fields: [("day", one.day.iso)], style: "button-quiet")
                    }
                }
            }
            visit.formHTML(SpeakerRoutes.dayForm.filled(["is_free": "0"]).marked("day"), action: path + "/days", submit: Phrase("加上这一天", "Add the day"))
        }
    }
}

/// `/desk/talks/speakers`: who may be asked for talks; an expert sees themselves alone.
struct SpeakerList: Sendable {
    let speakers: [Speaker]
    let units: [ID<Organisation>: Organisation]

    init(for identity: Identity, in tx: Transaction) throws {
        speakers = identity.mayAnywhere(Talks.dispatch) ? try tx.speakers(most: 500) : try tx.speaker(of: identity.account.id).map { [$0] } ?? []
        units = try tx.organisations(speakers.compactMap(\.organisationID))
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("讲者", "Speakers"), lede: Phrase("专家库中作科普报告的专家：去哪里，什么时候，审核到哪一天。", "Experts of the pool who talk: where, when, vetted until which day.")) {
            if speakers.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有讲者", "No speakers yet")) }
                    p { visit.say(Phrase("专家先进入专家库，再在这里审核。", "An expert enters the pool first, and is vetted here then.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for one in speakers {
                        li {
                            Self.standing(one, visit)
                            div {
                                p { a(.href("/desk/talks/speakers/\(one.id)")) { one.name.isEmpty ? one.id.text : one.name } }
                                if let unit = one.organisationID.flatMap({ units[$0] }) { p(.class("meta")) { visit.html(unit.name) } }
                            }
                        }
                    }
                }
            }
        }
    }

    static func standing(_ speaker: Speaker, _ visit: Visit) -> HTML {
        let today = visit.now.day(in: .china)
        guard let until = speaker.vettedUntil else { return span(.class("badge")) { visit.say(Phrase("未审核", "Not vetted")) } }
        let isOver = until < today
        return span(.class("badge", isOver ? "badge-error" : "badge-success")) {
            isOver
                ? visit.say(Phrase("审核已于\(Dates.plain(until, .zh))到期", "Vetting ended on \(Dates.plain(until, .en))"))
                : visit.say(Phrase("审核有效期至\(Dates.plain(until, .zh))", "Vetted until \(Dates.plain(until, .en))"))
        }
    }
}
