import Access
import Kernel
import Language
import Storage
import Venues

/// The chain of a call, taken by the room's own verbs; whatever has been done already is left as it is, so that loading goes on where it was
/// cut off.
struct DemoChain: Sendable {
    let call: DemoCall
    let days: DemoCallDays
    let database: Database

    private static let somebody = DemoCallCast.everybody

    private func on(_ day: Day, _ hour: Int = 10, _ work: @escaping @Sendable (Transaction, Call) throws -> Void) async throws {
        let key = call.rawValue
        try await database.at(DemoCallDays.moment(day, hour)).writeAlone { tx in try work(tx, try tx.requireCall(key)) }
    }

    /// The applications of these units, in the order of their numbers, as far as they are in that state.
    private static func those(_ units: [Int], in state: ApplicationState, of call: Call, _ tx: Transaction) throws -> [(unit: Int, application: Application)] {
        try units.flatMap { number in
            try tx.rows(
                """
                SELECT * FROM calls_application WHERE call_id = \(call.id) AND organisation_id = \(DemoCallCast.unit(number, tx)) AND state = \(state) ORDER BY id
                """, Application.init
            ).map { (number, $0) }
        }
    }

    /// Each writes its application and hands it in; the host's unit applies for its venue.
    func apply(_ units: [Int], on day: Day, categories: Bool = false) async throws {
        try await on(day) { tx, call in
            let recommender = try DemoCallCast.organisation(DemoCallCast.association, tx)
            for number in units {
                let id = try Self.start(number, call, category: categories ? (number % 3 == 1 ? "research" : "venues") : nil, tx)
                guard try tx.requireApplication(id).state == .draft else { continue }
                try tx.saveApplication(id, DemoAnswers.body(number), seen: 1, by: Self.somebody)
                try tx.step(id, ApplicationStep(.submit, recommender: recommender), by: Self.somebody)
            }
        }
    }

    private static func start(_ number: Int, _ call: Call, category: String?, _ tx: Transaction) throws -> ID<Application> {
        let venue = number == 0 ? try tx.venue(key: DemoCallCast.host)?.id : nil
        return try tx.startApplication(to: call, organisation: DemoCallCast.unit(number, tx), venue: venue, category: category, by: somebody)
    }

    /// The host's own: one for its venue is still a draft, one for the unit itself has come back with remarks.
    func keepHostBusy() async throws {
        try await on(days.ago(6)) { tx, call in
            let unit = try DemoCallCast.unit(0, tx), recommender = try DemoCallCast.organisation(DemoCallCast.association, tx)
            let id = try tx.startApplication(to: call, organisation: unit, venue: nil, category: nil, by: Self.somebody)
            guard try tx.requireApplication(id).state == .draft else { return }
            try tx.saveApplication(id, DemoAnswers.body(0), seen: 1, by: Self.somebody)
            try tx.step(id, ApplicationStep(.submit, recommender: recommender), by: Self.somebody)
        }
        try await on(days.ago(3)) { tx, call in
            for (_, one) in try Self.those([0], in: .submitted, of: call, tx) where one.venueID == nil {
                let remarks = ["plan": "请写明每年接待的研学班次和安全责任人。", "activities": "与平台记录的活动数不一致，请核对。"]
                try tx.step(one.id, ApplicationStep(.giveBack, says: "材料基本齐全，请按所附意见补正后重新提交。", remarks: remarks), by: Self.somebody)
            }
        }
        try await on(days.ago(2)) { tx, call in
            let id = try Self.start(0, call, category: nil, tx)
            let draft = try tx.requireApplication(id)
            guard draft.state == .draft else { return }
            var answers = try tx.body(of: draft).answers
            answers["intro"] = DemoAnswers.body(0)["intro"]
            try tx.saveApplication(id, ApplicationBody(answers), seen: draft.version, by: Self.somebody)
        }
    }

    func recommend(_ units: [Int], on day: Day) async throws {
        try await on(day) { tx, call in
            for (_, one) in try Self.those(units, in: .submitted, of: call, tx) {
                try tx.step(one.id, ApplicationStep(.recommend, says: "情况属实，同意推荐。"), by: Self.somebody)
            }
        }
    }

    func decline(_ units: [Int], on day: Day) async throws {
        try await on(day) { tx, call in
            for (_, one) in try Self.those(units, in: .submitted, of: call, tx) {
                try tx.step(one.id, ApplicationStep(.decline, says: "开放时间不足一年，暂不推荐。"), by: Self.somebody)
            }
        }
    }

    func pass(_ units: [Int], on day: Day) async throws {
        try await on(day) { tx, call in
            for (_, one) in try Self.those(units, in: .recommended, of: call, tx) { try tx.step(one.id, ApplicationStep(.pass), by: Self.somebody) }
        }
    }

    /// Experts are chosen by the room's rule; the one who signs in at the demonstration leaves all but one for its user.
    func review(chosen: Day, signed: Day, leaving: Bool = false) async throws {
        try await on(chosen) { tx, call in
            _ = try DemoCallCast.judges(tx)
            _ = try tx.assignExperts(in: call, by: Self.somebody)
        }
        try await on(signed) { tx, call in
            for (seat, judge) in try DemoCallCast.judges(tx).enumerated() {
                let sheets = try tx.rows(
                    """
                    SELECT h.application_id FROM calls_sheet h JOIN calls_expert e ON e.id = h.expert_id JOIN calls_application a ON a.id = h.application_id
                    WHERE h.call_id = \(call.id) AND e.account_id = \(judge.account.id) AND h.state = 'assigned' ORDER BY a.number
                    """) { try $0.id("application_id", Application.self) }
                let signed = try tx.number(
                    """
                    SELECT COUNT(*) FROM calls_sheet h JOIN calls_expert e ON e.id = h.expert_id
                    WHERE h.call_id = \(call.id) AND e.account_id = \(judge.account.id) AND h.state = 'signed'
                    """) ?? 0
                for (place, id) in sheets.enumerated() {
                    if leaving, seat == 0, place > 0 || signed > 0 { continue }
                    try tx.score(id, try Self.scores(id, seat, call, tx), comment: DemoAnswers.comments[(seat + place) % DemoAnswers.comments.count], signs: true, by: judge)
                }
            }
        }
    }

    /// Between six and nine tenths of the points, the same for the same seat and number.
    private static func scores(_ id: ID<Application>, _ seat: Int, _ call: Call, _ tx: Transaction) throws -> [String: Int] {
        let number = Int(try tx.requireApplication(id).number ?? "") ?? 0
        let criteria = try tx.scheme(of: call).scheme.review.criteria
        let found = criteria.enumerated().map { place, one in (one.key, one.most * (68 + (number * 7 + seat * 3 + place * 5) % 25) / 100) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    func inspect(on day: Day) async throws {
        try await on(day, 17) { tx, call in
            let passed = try tx.rows(
                """
                SELECT * FROM calls_application a WHERE a.call_id = \(call.id) AND a.state = \(ApplicationState.passed)
                    AND NOT EXISTS (SELECT 1 FROM calls_inspection i WHERE i.application_id = a.id) ORDER BY a.number
                """, Application.init)
            for (place, one) in passed.enumerated() {
                var draft = InspectionDraft(heldOn: day, inspectors: "孙工、周工（示例）")
                draft.findings = ["open": .init(verdict: .met), "exhibits": .init(verdict: place % 3 == 2 ? .unmet : .met, says: place % 3 == 2 ? "两件互动展品在维修，已约定两周内修复。" : ""), "staff": .init(verdict: .met)]
                draft.says = "现场与申报材料相符。（示例）"
                try tx.keepInspection(draft, of: one.id, seen: nil, by: Self.somebody)
            }
        }
    }

    /// The meeting proposes the first so many by their scores and sets the rest aside; their list is published on the day of the notice.
    func propose(_ most: Int, meeting: Day, notice: Day) async throws {
        try await on(meeting, 15) { tx, call in
            let open = try tx.undecided(in: call.id, limit: 100)
            guard !open.isEmpty else { return }
            try tx.combineScores(in: call, by: Self.somebody)
            let items = try tx.undecided(in: call.id, limit: 100).enumerated().map { place, one in
                let isIn = place < most
                return Meeting.Item(
                    applicationID: one.id, outcome: isIn ? .propose : .setAside, recused: place == 1 ? ["韩处长（示例）"] : [], says: isIn ? "" : "名额所限，建议来年再报。")
            }
            let draft = MeetingDraft(
                heldOn: meeting, present: ["韩处长（示例）", "汪副局长（示例）", "纪检组 梁某（示例）"],
                minutes: "会议听取评审和考察情况，按得分逐项审议，形成拟认定名单。（示例）", items: items)
            _ = try tx.hold(draft, in: call, by: Self.somebody)
        }
        try await on(notice, 9) { [days] tx, call in
            let proposed = try tx.rows(
                "SELECT id FROM calls_application WHERE call_id = \(call.id) AND state = \(ApplicationState.proposed) ORDER BY place NULLS LAST, id"
            ) { try $0.id("id", Application.self) }
            guard !proposed.isEmpty, try tx.notices(of: call.id).isEmpty else { return }
            let scheme = try tx.scheme(of: call).scheme
            var draft = NoticeDraft(
                title: scheme.title + (zh: "拟认定名单公示（\(notice.year)年）", en: "Proposed in \(notice.year): "), contact: "029-0000 0001（示例）", supervision: "029-0000 0002（示例）", begin: notice)
            draft.text = "经单位申报、推荐、形式审查、专家评审、现场考察和会议审定，现将拟认定名单予以公示。（示例）"
            draft.items = proposed.map { NoticeDraft.Item(applicationID: $0) }
            _ = try tx.schedule(draft, of: call, calendar: days.calendar(for: notice), by: Self.somebody)
            try tx.turnNotices()
        }
    }

    /// A citizen objects to the item at that position.
    func object(to position: Int, on day: Day, facts: String) async throws {
        try await on(day, 16) { tx, call in
            guard let notice = try tx.notices(of: call.id).last, try tx.objections(to: notice.id).isEmpty else { return }
            let draft = ObjectionDraft(position: position, name: "示例市民", contact: "00000000000", facts: facts)
            _ = try tx.object(draft, to: notice.id)
        }
    }

    /// What was objected to is looked into and dismissed.
    func dismiss(on day: Day) async throws {
        try await on(day, 11) { tx, call in
            guard let notice = try tx.notices(of: call.id).last else { return }
            for one in try tx.objections(to: notice.id) where one.state == .received {
                let steps: [(ObjectionEvent, String)] = [
                    (.admit, ""), (.investigate, ""), (.dismiss, "查阅开放记录，闭馆为设备检修并已提前公告。"), (.answer, "经查，闭馆系设备检修并已公告，异议不成立。感谢监督。"),
                ]
                for (event, says) in steps { try tx.step(one.id, event, says: says, by: Self.somebody) }
            }
        }
    }

    /// The notice has run out: it closes by itself, and its list is carried out.
    func recognise(on day: Day) async throws {
        try await on(day) { tx, call in
            try tx.turnNotices()
            _ = try tx.carryOutNotices(of: call.id, by: Self.somebody)
        }
    }
}

extension Wording {
    fileprivate static func + (name: Wording, around: (zh: String, en: String)) -> Wording {
        Wording(name.zh + around.zh, name.en.map { around.en + $0 })
    }
}
