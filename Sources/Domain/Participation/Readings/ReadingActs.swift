import API
import Access
import Activities
import Formats
import Kernel
import Storage
import Web

/// Readings of counters, players and platforms, delivered by programs.
enum ReadingActs {
    static let operations = [deliver]

    /// The most that one request takes.
    static let most = 1_000

    private static let form = APIForm(ReadingForm.form, ids: ["session"])

    private struct Outcome: Sendable {
        let taken: Int
        let same: Int
        let wrong: [(row: Int, says: Phrase)]
        /// Sources of which nothing of this organiser had come before.
        let newSources: [String]
        let language: Tongue
    }

    private static let wrong = APIObject<(row: Int, says: String)>("ReadingRefused") {
        APIField("row", .integer, "第几条，从 0 起", "Which of the readings, from 0") { $0.row }
        APIField("detail", .text, "有什么问题", "What is wrong with it") { $0.says }
    }

    private static let outcome = APIObject<Outcome>("ReadingsTaken") {
        APIField("taken", .integer, "新计入的条数", "How many are new and were taken") { $0.taken }
        APIField("same", .integer, "以前已送交的条数", "How many had been delivered before") { $0.same }
        APIField("refused", .list(.object(wrong)), "没有计入的，各附原因", "Those that were not taken, each with the reason") { one in
            one.wrong.map { (row: $0.row, says: $0.says(one.language)) }
        }
        APIField("new_sources", .list(.text), "该单位第一次送交的来源，请核对名称；同一场次有几个来源时计入较新的", "Sources that this unit has never delivered from: check their names; where a session has several, the newest counts") { $0.newSources }
    }

    private static let deliver = APIOperation.many(
        APIAct(
            "/activities/{id}/readings", name: "deliverReadings", Phrase("送交一批读数", "Deliver a batch of readings"),
            says: Phrase(
                "计数器、播放器或直播平台的读数，一次最多 \(most) 条。同一来源的同一序号只计一次。增量由系统相加，累计以序号最大的一条为准。有几条不对，其余照常计入，不对的逐条说明原因；partial 为 false 时整批同进退。第一次见到的来源会提示。平台的数据始终是该平台的说法，不与参观人次相加。",
                "Readings of counters, players or streaming platforms, at most \(most) at once. The same sequence of the same source counts once. Increments are added by the program; of totals the one with the highest sequence counts. Where some are wrong the others are taken, and each wrong one is told with its reason; with “partial” false it is all or none. A source that was never heard of is told. A platform's numbers stay claims of that platform and are never added to visits."
            ),
            [Participation.deliver], [APIParameter.path("id", "活动的标识", "The activity's identity")],
            examples: [
                APIActExample(Phrase("计数器的两个增量", "Two increments of a gate counter")) { tx in
                    let found = try tx.row(
                        "SELECT activity_id, session_id, begin_at FROM view_activities_session WHERE status <> 'cancelled' AND end_at <= \(tx.now) ORDER BY end_at DESC, session_id LIMIT 1"
                    ) { row in
                        (activity: try row.id("activity_id", Activity.self), session: try row.id("session_id", ActivitySession.self), begin: try row.instant("begin_at"))
                    }
                    guard let found else { return nil }
                    let readings = (1...2).map { number in
                        JSONText.object([
                            ("session", JSONText.quote(found.session.text)), ("indicator", JSONText.quote("visits")), ("source", JSONText.quote("east-gate")),
                            ("sequence", String(number)), ("at", JSONText.quote(found.begin.adding(minutes: Int64(number) * 5).iso)), ("quantity", String(number * 3)),
                            ("basis", JSONText.quote("increment")),
                        ])
                    }
                    return ([("id", found.activity.text)], JSONText.object([("readings", JSONText.list(readings))]))
                }
            ]),
        APIBodySchema(
            .named(
                "NewReadings",
                .closed([
                    .init("readings", Phrase("读数，最多 \(most) 条", "The readings: at most \(most)"), .list(form.schema("NewCounterReading", isNew: true))),
                    .init("partial", Phrase("有错时是否计入其余的，默认是", "Whether the good ones are taken where others are wrong; they are unless this is false"), .boolean, isRequired: false),
                ]))), of: outcome
    ) { request, tx in
        let activity: ID<Activity> = try request.id("id", of: Activity.noun)
        _ = try tx.requireActivity(activity)
        try request.identity.require(Participation.deliver, within: tx.activityScopes(activity))
        let (readings, places, flaws, isPartial) = try read(request.body)
        guard flaws.isEmpty || isPartial else { throw APIRefusal.body(flaws.flatMap(\.flaws)) }
        let unheard = try tx.unheardSources(Set(readings.map(\.source)), of: activity)
        let outcomes = try tx.takeReadings(readings, of: activity, goodOnly: isPartial, by: request.actor)
        var wrong = flaws.map { flaw in (row: flaw.row, says: flaw.flaws.map(\.says).first ?? Phrase(same: "")) }
        for (place, outcome) in zip(places, outcomes) { if case .wrong(let says) = outcome { wrong.append((row: place, says: says)) } }
        guard wrong.isEmpty || isPartial else { throw APIRefusal.body(wrong.map { APIFlaw("/readings/\($0.row)", $0.says) }) }
        return Outcome(
            taken: outcomes.count { $0 == .taken }, same: outcomes.count { $0 == .same }, wrong: wrong.sorted { $0.row < $1.row },
            newSources: unheard.filter { source in zip(readings, outcomes).contains { $0.source == source && $1 == .taken } },
            language: request.visit.language)
    }

    private static func read(_ body: Datum) throws -> (readings: [Reading], places: [Int], flaws: [(row: Int, flaws: [APIFlaw])], isPartial: Bool) {
        guard case .object(let members) = body else { throw APIRefusal.body([.kind("", Phrase("对象", "an object"), body)]) }
        if let stranger = members.first(where: { $0.key != "readings" && $0.key != "partial" }) { throw APIRefusal.body([.unknown(APIFlaw.step(stranger.key))]) }
        var isPartial = true
        switch body["partial"] ?? .null {
        case .null: break
        case .bool(let wanted): isPartial = wanted
        case let other: throw APIRefusal.body([.kind("/partial", Phrase("true 或 false", "true or false"), other)])
        }
        guard case .list(let items) = body["readings"], (1...most).contains(items.count) else {
            throw APIRefusal.body([APIFlaw("/readings", "请列出 1 至 \(most) 条读数。", "List 1 to \(most) readings.")])
        }
        var readings: [Reading] = [], places: [Int] = [], flaws: [(row: Int, flaws: [APIFlaw])] = []
        for (row, item) in items.enumerated() {
            let place = "/readings/\(row)"
            do {
                let reading = try form.naming(in: place) { try ReadingForm.reading(form.reading(item, in: place)) }
                readings.append(reading)
                places.append(row)
            } catch let refusal as APIRefusal { flaws.append((row: row, flaws: refusal.flaws)) }
        }
        return (readings, places, flaws, isPartial)
    }
}
