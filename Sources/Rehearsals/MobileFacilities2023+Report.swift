import App
import Kernel
import Rehearsal
import Rooms
import Storage

/// Autumn to spring: the set is used, activities are held with the kit, and the action is accounted for.
extension MobileFacilities2023 {
    /// Activities that units develop of themselves, and the visits of each.
    private static let visits = [320, 180, 95]

    func useAndReport(_ loan: String, _ unit: MobileCast.Unit) async throws {
        try await stage.at("2023-09-27T10:00", Phrase("展品套到达，现场验收，投入使用", "The set arrives, is accepted on the spot, and opens"))
        let host = try await stage.actor(MobileCast.login(unit.province))
        try await host.go(loan)
        try stage.require(try await host.submit("\(loan)/acceptance", ["site_checked": "1"]), says: "It is accepted")
        try await host.submit("\(loan)/borrowing", ["event": "open"])
        try await hold()
        try await stage.at("2024-03-20T16:00", Phrase("展品套归还，验收无损", "The set goes back and is found whole"))
        let again = try await stage.actor(MobileCast.login(unit.province))
        try await again.go(loan)
        try await again.submit("\(loan)/borrowing", ["event": "give-back"])
        try await stage.at("2024-03-23T10:00", Phrase("入库检查", "Inspected in the store"))
        let keeper = try await stage.actor("keeper")
        try await keeper.go(loan)
        try stage.require(try await keeper.submit("\(loan)/inspection"), says: "the loan is over")
    }

    /// Activities begun from the kit, published, held, reported and checked.
    private func hold() async throws {
        try await stage.at("2023-10-09T09:00", Phrase("用行动的资源自行开发活动，送审发布", "Activities are begun from the kit, submitted and published"))
        let lesson = try await stage.resourceID(MobileCast.lesson), page = "/desk/campaigns/\(MobileCast.action)/taking-part"
        var held: [(province: String, activity: String)] = []
        for province in cast.provinces.prefix(Self.visits.count) {
            let host = try await stage.actor(MobileCast.login(province)), unit = cast.units(of: province)[0]
            let kit = "/desk/campaigns/\(MobileCast.action)/kit/\(lesson)/activity"
            let shown = try stage.require(try await host.go(page), says: "Begin an activity with it")
            try stage.require(try await host.post(kit, [("csrf", shown.token), ("unit", try await stage.organisationID(unit.key))]), says: "An activity is drafted.")
            let desk = host.page.path, activity = String(desk.split(separator: "/").last ?? "")
            try stage.require(try await host.submit("\(desk)/sessions", ["begin": "2023-10-14T09:00", "end": "2023-10-14T11:00"]))
            try await host.go(desk)
            try stage.require(try await host.submit("\(desk)/placements", ["campaign": MobileCast.action, "block": "self-developed"]), says: "Submitted to the moderators.")
            let moderator = try await stage.actor("moderator"), item = "/desk/moderation/\(activity)/\(MobileCast.action)"
            try await moderator.go(item)
            try stage.require(try await moderator.submit(item, ["decision": "publish"]))
            held.append((province, activity))
        }
        try await stage.at("2023-10-16T09:00", Phrase("活动结束，上报人次，核验", "They are over: visits are reported and checked"))
        for (one, visits) in zip(held, Self.visits) {
            let host = try await stage.actor(MobileCast.login(one.province))
            guard let activity = ID<Stage>(one.activity)?.number else { throw RehearsalProblem("no activity \(one.activity)") }
            let session = try await stage.kepu.database.read { tx in
                try tx.row("SELECT session_id FROM view_activities_session WHERE activity_id = \(activity)") { Crockford.text(try $0.int64("session_id")) } ?? ""
            }
            let claims = "/desk/activities/\(one.activity)/sessions/\(session)/claims"
            try await host.go(claims)
            try stage.require(try await host.submit(claims, ["indicator": "visits", "value": String(visits), "method": "reported", "reason": "现场清点"]))
            let office = try await stage.actor("office"), queue = try await office.go("/desk/claims")
            guard let form = queue.forms.first(where: { $0.action.hasPrefix("/desk/claims/\(one.activity)/") }) else { throw RehearsalProblem("no claim waits: \(queue.text.prefix(500))") }
            try stage.require(try await office.submit(form.action, ["decision": "accept", "reason": "清点记录属实"]))
        }
    }

    /// What the public finds in the end, beside what the sources announced.
    func look(_ sets: Int) async throws {
        let visitor = stage.visitor(), total = Self.visits.reduce(0, +)
        let page = try stage.require(try await visitor.go("/campaigns/\(MobileCast.action)"), says: "\(cast.units.count) units take part.", String(total))
        try stage.expect(Phrase("到场人次", "Visits"), page.text.contains(String(total)), is: true)
        try stage.require(try await visitor.go("/campaigns/\(MobileCast.action)/participants?flag=1"), says: "15 units take part.")
        let lesson = try await stage.resourceID(MobileCast.lesson)
        try stage.require(try await visitor.go("/resources/\(lesson)"), says: "Activities begun with it")
        try stage.require(try await visitor.go("/rounds/\(MobileCast.round)"), says: "How fair it is")
        stage.note(Phrase("来源公布“200余家”，演练中为 \(cast.units.count) 家", "The source announces 200-odd facilities; here they are \(cast.units.count)"))
        let faults = try await stage.kepu.database.read { [checks = stage.kepu.house.checks] tx in try checks.flatMap { try $0.run(tx) } }
        try stage.expect(Phrase("核对全部记录，不符之处", "Faults found in all records"), faults.count, is: 0)
    }
}
