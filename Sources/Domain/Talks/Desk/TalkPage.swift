import Access
import Activities
import Calls
import Kernel
import Language
import Markup
import Participation
import Regions
import Resources
import Storage
import Venues
import Web
import Workflow

/// `/desk/talks/{id}`: a request with what this person may do with it now.
struct TalkPage: Sendable {
    let talk: TalkRequest
    let hats: TalkHats
    let title: Wording
    let unit: Wording
    let expert: Speaker?
    let contact: TalkContact?
    /// Who was asked, and what they said.
    let asked: [Asked]
    /// Whom the office may ask, with what speaks against each wished time.
    let candidates: [Candidate]
    let sessions: [TalkSession]
    /// The session's own times, once it is scheduled.
    let session: ActivitySession?
    /// How many came, as it counts now; nil: nothing counts yet.
    let counted: (value: Int64, method: ClaimMethod)?
    let hasClaims: Bool
    var reading: FormReading?
    var problem: Refusal?

    struct Asked: Sendable {
        let name: String
        let askedAt: Instant
        let answerBy: Instant
        let answer: String?
        let says: String
    }

    struct Candidate: Sendable {
        let speaker: Speaker
        /// One list for each wish.
        let conflicts: [[TalkConflict]]
        var isFree: Bool { conflicts.contains(where: \.isEmpty) }
        var isPossible: Bool { conflicts.contains { !$0.contains(where: \.isHard) } }
    }

    init(_ id: ID<TalkRequest>, for identity: Identity, in tx: Transaction) throws {
        let (talk, hats) = try tx.deskTalk(id, for: identity)
        (self.talk, self.hats) = (talk, hats)
        title = try tx.talkTitle(talk)
        unit = try tx.organisation(talk.unitID)?.name ?? Wording("")
        expert = try talk.expertID.flatMap { try tx.speaker($0) }
        // Whoever has not accepted yet needs no telephone number.
        let isOnlyAsked = talk.state == .dispatched && !hats.isHost && !hats.isOffice
        contact = isOnlyAsked ? nil : try tx.contact(of: id)
        asked = hats.isHost || hats.isOffice ? try tx.asked(for: id) : []
        let events = TalkRequest.workflow.events(in: talk.state)
        candidates = hats.isOffice && events.contains(.dispatch) ? try tx.candidates(for: talk) : []
        sessions = hats.isHost && events.contains(.schedule) ? try tx.sessionsForTalk(talk) : []
        session = try talk.activityID.flatMap { activity in try talk.sessionID.flatMap { try tx.session(activity, $0) } }
        hasClaims = talk.state == .delivered ? try !tx.visitClaims(of: talk).isEmpty : false
        counted = try tx.countedVisits(of: talk)
    }

    var path: String { "/desk/talks/\(talk.id.text)" }

    /// When it is held: the session's times hold once there is one.
    private var when: (begin: Instant, end: Instant)? {
        if let session { return (session.begin, session.end) }
        return talk.begin.flatMap { begin in talk.end.map { (begin, $0) } }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(title.phrase, trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/talks", Phrase("报告点单", "Talks"))], status: problem == nil && reading?.isGood != false ? 200 : 422) {
            p {
                span(.class("badge"), .data("state", talk.state.rawValue)) { visit.say(talk.state.title) }
                " "
                visit.html(unit)
            }
            if let next { p(.class("meta")) { visit.say(next) } }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !talk.reason.isEmpty, [.declined, .cancelled, .dispatched].contains(talk.state), hats.isHost || hats.isOffice || talk.state == .cancelled {
                div(.class("notice", "notice-warning"), .role("status")) { p { visit.say(Phrase("原因：", "Why: ")) + talk.reason } }
            }
            TalkActions(page: self, visit: visit).html
            facts(visit)
            if !asked.isEmpty { history(visit) }
        }
    }

    /// Whose turn it is, and what for.
    private var next: Phrase? {
        switch talk.state {
        case .requested, .declined: Phrase("接下来由主管部门派单。", "Next the office asks an expert.")
        case .dispatched: Phrase("接下来由专家答复。", "Next the expert answers.")
        case .accepted: Phrase("接下来由单位排期。", "Next the unit schedules it.")
        case .scheduled: Phrase("报告结束后，由单位在本页确认并评价。", "Once it is over, the unit confirms and rates it on this page.")
        case .delivered: Phrase("接下来由单位确认并评价。", "Next the unit confirms and rates it.")
        case .confirmed: Phrase("接下来由主管部门归档，专家随后得到服务证明。", "Next the office records it, and the expert receives their certificate.")
        case .recorded, .cancelled: nil
        }
    }

    private func facts(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("点单内容", "What is asked for")) }
            dl(.class("facts")) {
                if let when { visit.fact(Phrase("时间", "Time"), Dates.session(when.begin, when.end, .china, visit.language)) } else {
                    dt { visit.say(Phrase("希望的时间", "Wished times")) }
                    dd { ul { for wish in talk.wishes { li { Dates.session(wish.begin, wish.end, .china, visit.language) } } } }
                }
                if let expert, talk.state != .requested { visit.fact(Phrase("专家", "Expert"), expert.name) }
                visit.fact(Phrase("听众", "Audience"), talk.audience)
                if let people = talk.people { visit.fact(Phrase("预计人数", "Expected"), Numerals.count(people, visit.language)) }
                visit.fact(Phrase("地点", "Place"), [visit.regionName(talk.region), talk.place].compactMap(\.self).joined(separator: " · "))
                if !talk.purpose.isEmpty { visit.fact(Phrase("用于什么", "What for"), talk.purpose) }
                if let resource = talk.resourceID {
                    dt { visit.say(Phrase("资源目录", "In the catalogue")) }
                    dd { a(.href("/resources/\(resource)")) { visit.html(title) } }
                }
                if let contact {
                    dt { visit.say(Phrase("联系人", "Contact")) }
                    dd {
                        contact.name + " "
                        if let address = Address(outside: "tel:" + contact.phone) { a(.href(address)) { contact.phone } } else { contact.phone }
                    }
                }
                if let activity = talk.activityID {
                    dt { visit.say(Phrase("活动", "Activity")) }
                    dd { activityLink(activity, visit) }
                }
                if let counted {
                    visit.fact(Phrase("到场人次", "Visits"), Numerals.count(counted.value, visit.language) + visit.say(Phrase("（\(counted.method.title.zh)）", " (\(counted.method.title.en))")))
                } else if [.confirmed, .recorded].contains(talk.state) {
                    visit.fact(Phrase("到场人次", "Visits"), visit.say(Phrase("已上报，待核验", "Reported, to be checked")))
                }
                if let rating = talk.rating {
                    visit.fact(Phrase("评价", "Rating"), visit.say(Phrase("\(rating) 分（满分 5 分）", "\(rating) of 5")) + (talk.remark.isEmpty ? "" : " · " + talk.remark))
                }
                if let code = talk.code {
                    dt { visit.say(ServiceCertificate.noun) }
                    dd { a(.href("/talks/certificates/\(code)")) { code } }
                }
            }
        }
    }

    @HTMLBuilder private func activityLink(_ activity: ID<Activity>, _ visit: Visit) -> HTML {
        if hats.isHost {
            a(.href("/desk/activities/\(activity)")) { visit.say(Phrase("打开活动，可提交到科普日等专题", "Open the activity; submit it to a campaign there")) }
        } else {
            visit.say(talk.isMade ? Phrase("已建立", "There is one") : Phrase("放入已有的场次", "In a session that was there"))
        }
    }

    private func history(_ visit: Visit) -> HTML {
        details {
            summary { visit.say(Phrase("派单经过", "Who was asked")) }
            ul {
                for one in asked {
                    li {
                        one.name + " · " + Dates.moment(one.askedAt, .china, visit.language) + " · "
                        switch one.answer {
                        case "accepted": visit.say(Phrase("接单", "accepted"))
                        case "declined": visit.say(Phrase("婉拒", "declined")) + (one.says.isEmpty ? "" : visit.say(Phrase("：", ": ")) + one.says)
                        case "lapsed": visit.say(Phrase("逾期未答", "did not answer in time"))
                        case "recalled": visit.say(Phrase("已收回", "taken back"))
                        default: visit.say(Phrase("待答复，截止 ", "to answer by ")) + Dates.moment(one.answerBy, .china, visit.language)
                        }
                    }
                }
            }
        }
    }
}

extension Transaction {
    fileprivate func asked(for id: ID<TalkRequest>) throws -> [TalkPage.Asked] {
        try rows(
            """
            SELECT d.asked_at, d.answer_by, d.answer, d.says, e.name FROM talks_dispatch d JOIN view_calls_expert e ON e.id = d.expert_id
            WHERE d.request_id = \(id) ORDER BY d.number
            """) { row in
            TalkPage.Asked(
                name: try row.text("name"), askedAt: try row.instant("asked_at"), answerBy: try row.instant("answer_by"), answer: try row.textOrNil("answer"),
                says: try row.text("says"))
        }
    }

    /// Whom the office may ask, who is free first: four statements, however many there are.
    fileprivate func candidates(for talk: TalkRequest) throws -> [TalkPage.Candidate] {
        let coming = talk.wishes.filter { $0.begin > now }
        guard let first = coming.first, let last = coming.last else { return [] }
        let wanted = try talk.resourceID.flatMap { try talkOffer($0) }?.expertID
        let speakers = try speakersToDispatch(on: now.day(in: .china), first: wanted)
        let ids = speakers.map(\.id)
        let engagements = Dictionary(grouping: try engagements(of: ids, from: first.begin, to: last.end), by: \.expert)
        let exceptions = try speakerExceptions(ids, from: first.begin.day(in: .china), to: last.begin.day(in: .china))
        let path = try regionPath(talk.region).map(\.code)
        let found = speakers.map { one in
            let finder = ConflictFinder(speaker: one, engagements: engagements[one.id] ?? [], exceptions: exceptions[one.id] ?? [:])
            return TalkPage.Candidate(speaker: one, conflicts: coming.map { finder.conflicts($0, region: talk.region, path: path, besides: talk.id) })
        }
        let named = found.filter { $0.speaker.id == wanted }, others = found.filter { $0.speaker.id != wanted }
        return named + others.filter(\.isFree) + others.filter { !$0.isFree && $0.isPossible } + others.filter { !$0.isPossible }
    }

    fileprivate func countedVisits(of talk: TalkRequest) throws -> (value: Int64, method: ClaimMethod)? {
        guard let activity = talk.activityID, let session = talk.sessionID, [.delivered, .confirmed, .recorded].contains(talk.state) else { return nil }
        return try row(
            "SELECT value, method FROM view_participation_counted WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = 'visits'"
        ) { (value: try $0.int64("value"), method: try $0.choice("method")) }
    }
}
