import Access
import Calls
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What people are told of talks: units, offices, experts.
struct TalkLetter: Sendable {
    static let unit = MessageKind("talks.unit", "报告点单的进展", "What became of a request for a talk")
    static let office = MessageKind("talks.office", "等待办理的报告点单", "Requests for talks to deal with")
    static let speaker = MessageKind("talks.speaker", "请您作的报告", "Talks that one is asked for")
    static let vetting = MessageKind("talks.vetting", "报告审核即将到期", "Vetting for talks ends soon")

    static let kinds = [unit, office, speaker, vetting]

    let subject: Phrase
    let body: Phrase

    /// `title` is what the talk is called, `unit` who asked for it.
    typealias Words = @Sendable (_ title: Phrase, _ unit: Phrase, _ when: Phrase) -> TalkLetter

    static let asked: Words = { title, unit, _ in
        TalkLetter(
            subject: Phrase("待派单：\(title.zh)", "To dispatch: \(title.en)"),
            body: Phrase("\(unit.zh)点了报告“\(title.zh)”，请派单。", "\(unit.en) asks for the talk “\(title.en)”. Please dispatch it."))
    }
    static let declined: Words = { title, unit, _ in
        TalkLetter(
            subject: Phrase("请重新派单：\(title.zh)", "To dispatch again: \(title.en)"),
            body: Phrase("没有专家能接\(unit.zh)的“\(title.zh)”，请另派。", "No expert could take “\(title.en)” for \(unit.en). Please ask somebody else."))
    }
    static let confirmed: Words = { title, unit, _ in
        TalkLetter(
            subject: Phrase("待归档：\(title.zh)", "To record: \(title.en)"),
            body: Phrase("\(unit.zh)已确认“\(title.zh)”举行完毕，请归档。", "\(unit.en) has confirmed “\(title.en)”. Please record it."))
    }
    static let accepted: Words = { title, _, when in
        TalkLetter(
            subject: Phrase("专家已接单：\(title.zh)", "Accepted: \(title.en)"),
            body: Phrase("专家将于\(when.zh)来讲“\(title.zh)”。请排期：新建活动，或放入已有场次。", "An expert comes to talk about “\(title.en)” on \(when.en). Please schedule it: make an activity, or choose a session."))
    }
    static let toConfirm: Words = { title, _, when in
        TalkLetter(
            subject: Phrase("请确认：\(title.zh)", "To confirm: \(title.en)"),
            body: Phrase("“\(title.zh)”（\(when.zh)）的时间已过。请填写到场人数并评价；没有举行的，请取消并说明。", "The time of “\(title.en)” (\(when.en)) has passed. Say how many came and rate it; where it was not held, cancel it and say why."))
    }
    static let dispatched: Words = { title, unit, _ in
        TalkLetter(
            subject: Phrase("请您作报告：\(title.zh)", "You are asked for a talk: \(title.en)"),
            body: Phrase("\(unit.zh)希望请您讲“\(title.zh)”。请选择一个时间接单，或婉拒。", "\(unit.en) would like you to talk about “\(title.en)”. Choose one of its times, or decline."))
    }
    static let scheduled: Words = { title, unit, when in
        TalkLetter(
            subject: Phrase("已排期：\(title.zh)", "Scheduled: \(title.en)"),
            body: Phrase("\(unit.zh)已排好“\(title.zh)”：\(when.zh)。地点和联系人见页面。", "\(unit.en) has scheduled “\(title.en)” for \(when.en). Place and contact stand on the page."))
    }
    static let recorded: Words = { title, unit, _ in
        TalkLetter(
            subject: Phrase("服务证明：\(title.zh)", "Certificate of service: \(title.en)"),
            body: Phrase("您在\(unit.zh)所作的“\(title.zh)”已归档，可以下载服务证明。谢谢！", "Your talk “\(title.en)” at \(unit.en) is on record, and your certificate of service is ready. Thank you!"))
    }
    static let cancelled: Words = { title, unit, _ in
        TalkLetter(
            subject: Phrase("已取消：\(title.zh)", "Called off: \(title.en)"), body: Phrase("\(unit.zh)的报告“\(title.zh)”不再举行。", "The talk “\(title.en)” at \(unit.en) is called off."))
    }
    static let backedOut: Words = { title, _, _ in
        TalkLetter(
            subject: Phrase("专家不能来：\(title.zh)", "The expert cannot come: \(title.en)"),
            body: Phrase("接单的专家临时不能来讲“\(title.zh)”，已交回重新派单。", "The expert who had accepted “\(title.en)” cannot come; somebody else is being sought."))
    }

    static func why(_ says: String) -> Phrase { says.isEmpty ? Phrase(same: "") : Phrase("\n\n原因：\(says)", "\n\nWhy: \(says)") }
}

extension Transaction {
    private func tell(_ talk: TalkRequest, _ kind: MessageKind, _ words: TalkLetter.Words, says: String = "", to accounts: [ID<Account>]) throws {
        guard !accounts.isEmpty else { return }
        let when = talk.begin.flatMap { begin in talk.end.map { Phrase(Dates.session(begin, $0, .china, .zh), Dates.session(begin, $0, .china, .en)) } } ?? Phrase(same: "")
        let letter = words(try talkTitle(talk).phrase, try organisation(talk.unitID)?.name.phrase ?? Phrase(same: ""), when)
        for account in Set(accounts).sorted(by: { $0.number < $1.number }) {
            try tell(Message(kind, to: .account(account), subject: letter.subject, body: letter.body + TalkLetter.why(says), path: "/desk/talks/\(talk.id.text)"))
        }
    }

    /// The people of the unit: whoever asked, and those who hold the unit's role.
    func tellHost(of talk: TalkRequest, _ words: TalkLetter.Words, says: String = "", by actor: ID<Account>?) throws {
        let people = try holders(of: .host, exactlyOver: .organisation(talk.unitID.number)) + (talk.madeBy.number == 0 ? [] : [talk.madeBy])
        try tell(talk, TalkLetter.unit, words, says: says, to: people.filter { $0 != actor })
    }

    /// The offices nearest above the unit: of its county, else its prefecture, else its province.
    func tellOffice(of talk: TalkRequest, _ words: TalkLetter.Words, says: String = "", by actor: ID<Account>?) throws {
        for scope in try regionScopes(try organisation(talk.unitID)?.region).flatMap(\.andAbove) {
            let people = try holders(of: .moderator, exactlyOver: scope) + holders(of: .organiser, exactlyOver: scope)
            if !people.isEmpty { return try tell(talk, TalkLetter.office, words, says: says, to: people.filter { $0 != actor }) }
        }
    }

    private func speakerAccount(_ expert: ID<Expert>?) throws -> ID<Account>? {
        try expert.flatMap { expert in try row("SELECT account_id FROM view_calls_expert WHERE id = \(expert)") { try $0.idOrNil("account_id", Account.self) } ?? nil }
    }

    func tellSpeaker(of talk: TalkRequest) throws { try tellSpeakerOfStep(talk, TalkLetter.dispatched) }

    func tellSpeakerOfStep(_ talk: TalkRequest, _ words: TalkLetter.Words, says: String = "") throws {
        guard let account = try speakerAccount(talk.expertID) else { return }
        try tell(talk, TalkLetter.speaker, words, says: says, to: [account])
    }

    /// Called off, or given back by the expert: each side but the one who did it.
    func tellCancelled(_ talk: TalkRequest, was old: TalkRequest, says: String, by actor: ID<Account>) throws {
        if talk.state == .declined {
            try tellHost(of: old, TalkLetter.backedOut, says: says, by: actor)
            return try tellOffice(of: talk, TalkLetter.declined, says: says, by: actor)
        }
        try tellHost(of: old, TalkLetter.cancelled, says: says, by: actor)
        let isAsked: Set<TalkState> = [.dispatched, .accepted, .scheduled, .delivered]
        if isAsked.contains(old.state), let account = try speakerAccount(old.expertID), account != actor { try tell(old, TalkLetter.speaker, TalkLetter.cancelled, says: says, to: [account]) }
        if isAsked.contains(old.state) { try tellOffice(of: old, TalkLetter.cancelled, says: says, by: actor) }
    }
}

extension Scope {
    /// Of `/region/61/6101/610113`: itself, then what lies above it, the nearest first.
    fileprivate var andAbove: [Scope] {
        let codes = Array(segments.dropFirst())
        return (1...max(1, codes.count)).reversed().map { Scope.region(Array(codes.prefix($0))) }
    }
}
