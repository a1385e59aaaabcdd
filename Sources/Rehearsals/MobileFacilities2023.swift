import Access
import App
import Declaration
import Kernel
import Regions
import Rehearsal
import Storage

/// The joint action of mobile facilities in 2023, from the call to some two hundred facilities (domain.md M24 to M28, M31;
/// `campaigns/mobile-facilities-2023.yaml`).
///
/// The action, its four ways and its launch in Heihe with 13 prefectures, a provincial museum and a provincial centre are the sources'; the
/// facilities, the round, the loan, the activities and everybody who acts are invented and say so.
struct MobileFacilities2023 {
    static let play = RehearsalPlay(
        name: "mobile-facilities-2023", title: Phrase("2023年全国流动科普设施联合行动：从申报到总结", "The joint action of mobile facilities 2023: from the call to the report"),
        begin: Instant(iso: "2023-08-18T09:00:00+08:00") ?? Instant(microseconds: 0)
    ) { stage, file in try await MobileFacilities2023(stage, MobileCast(try await stage.kepu.database.read { try $0.regions() })).play(file) }

    let stage: Stage
    let cast: MobileCast

    init(_ stage: Stage, _ cast: MobileCast) { (self.stage, self.cast) = (stage, cast) }

    func play(_ file: [UInt8]) async throws {
        try await prepare(file)
        try await join()
        try await declare()
        let awarded = try await allocate()
        let loan = try await handOver(to: awarded[0])
        try await download()
        try await launch()
        try await useAndReport(loan, awarded[0])
        try await look(awarded.count)
    }

    // MARK: August: the call

    private func prepare(_ file: [UInt8]) async throws {
        try await stage.at("2023-08-18T09:00", Phrase("中国科技馆载入联合行动，公布四种参与方式和配发标准", "The action is applied: four ways to take part, and the rule by which sets are shared out"))
        _ = try await stage.kepu.declarations.apply(
            [(name: "mobile-facilities-2023.yaml", bytes: file), (name: "rehearsal.yaml", bytes: Array(cast.file.utf8))], to: stage.kepu.database)
        try await stage.enrol("centre", .organiser, over: MobileCast.centre)
        try await stage.enrol("keeper", .host, over: MobileCast.centre)
        try await stage.enrol("action", .organiser, within: .campaign(MobileCast.action))
        try await stage.enrol("moderator", .moderator)
        try await stage.enrol("office", .office)
        for province in cast.provinces { try await stage.enrol(MobileCast.login(province), .host, within: .region([province])) }
        try stage.require(try await stage.visitor().go("/rounds/\(MobileCast.round)"), says: "Never received any", "Pupils")
    }

    private func join() async throws {
        try await stage.at("2023-08-21T09:00", Phrase("各地流动科普设施一键参加，选择参与方式", "Facilities join with one click and choose their ways"))
        let path = "/desk/campaigns/\(MobileCast.action)/taking-part"
        for province in cast.provinces {
            let host = try await stage.actor(MobileCast.login(province))
            for (place, unit) in cast.units(of: province).enumerated() {
                let page = try await host.go(path)
                let ways = ["digital"] + (place < 2 ? ["physical"] : []) + (place % 2 == 0 ? ["own"] : []) + (place == 3 ? ["pack"] : [])
                let fields = [("csrf", page.token), ("unit", try await stage.organisationID(unit.key))] + ways.map { ("ways", $0) }
                try stage.require(try await host.post(path, fields), says: "Joined; the ways are noted.")
            }
        }
        let page = try stage.require(try await stage.visitor().go("/campaigns/\(MobileCast.action)"), says: "\(cast.units.count) units take part.")
        try stage.expect(Phrase("参加的流动科普设施", "Facilities that take part"), cast.units.count, is: MobileCast.mostProvinces * MobileCast.perProvince)
        try stage.require(page, says: "Digital resources: \(cast.units.count)")
    }

    private func declare() async throws {
        try await stage.at("2023-08-24T09:00", Phrase("\(cast.declaring.count) 家申报实体资源", "\(cast.declaring.count) units declare for a set"))
        let start = "/desk/rounds/\(MobileCast.round)/declare", late = cast.declaring[cast.declaring.count - 1]
        for unit in cast.declaring {
            let host = try await stage.actor(MobileCast.login(unit.province))
            try await host.go(start)
            try stage.require(try await host.submit(start, ["unit": try await stage.organisationID(unit.key)]), says: "A draft is ready")
            let own = host.page.path
            try stage.require(try await host.submit(own, ["w-health": "1", "f-pupils": String(unit.pupils), "act": "preview"]))
            if unit.key != late.key { try stage.require(try await host.submit(own + "/steps", ["event": "submit"]), says: "It is handed in.") }
        }
        try await stage.at("2023-08-30T18:00", Phrase("截止：晚一秒也是迟到，以服务器时间为准", "The close: a second late is late, by the server's clock"))
        let host = try await stage.actor(MobileCast.login(late.province))
        let list = try await host.go("/desk/declarations")
        guard let draft = list.links.last(where: { $0.hasPrefix("/desk/declarations/") }) else { throw RehearsalProblem("no draft: \(list.text.prefix(500))") }
        try await host.go(draft + "/preview")
        if host.page.form(to: draft + "/steps") != nil {
            let refused = try await host.submit(draft + "/steps", ["event": "submit"])
            guard !refused.text.contains("It is handed in.") else { throw RehearsalProblem("a late declaration was taken") }
        }
    }

    // MARK: September: allocation, handing over, launch

    private func allocate() async throws -> [MobileCast.Unit] {
        try await stage.at("2023-09-01T09:00", Phrase("受理：退回 1 份核对，其余批量受理", "The office returns one to be checked and accepts the others in one go"))
        let office = try await stage.actor("centre"), path = "/desk/rounds/\(MobileCast.round)"
        let list = try await office.go(path + "?state=submitted")
        guard let one = list.links.first(where: { $0.hasPrefix(path + "/declarations/") }) else { throw RehearsalProblem("nothing waits: \(list.text.prefix(500))") }
        let seen = try await office.go(one).text
        guard let returned = cast.declaring.first(where: { seen.contains($0.en) }) else { throw RehearsalProblem("whose is \(one)? \(seen.prefix(500))") }
        try stage.require(try await office.submit(one, ["event": "return", "says": "请核对学生数"]), says: "Done.")
        try await acceptAll(office, path)
        let id = String(one.split(separator: "/").last ?? "")
        let host = try await stage.actor(MobileCast.login(returned.province)), own = "/desk/declarations/\(id)"
        try stage.require(try await host.go(own), says: "请核对学生数")
        try stage.require(try await host.submit(own, ["f-pupils": String(returned.pupils), "act": "preview"]))
        try stage.require(try await host.submit(own + "/steps", ["event": "submit"]), says: "It is handed in.")
        try await acceptAll(office, path)
        try await stage.at("2023-09-04T10:00", Phrase("按公布的标准试算并公布：得分、名次、理由人人可查", "Allocated by the published rule: score, place and reason for everybody to see"))
        let later = try await stage.actor("centre")
        try stage.require(try await later.go(path + "/trial"), says: "\(cast.declaring.count - 1) units asked for \(cast.declaring.count - 1) sets; \(MobileCast.sets) received \(MobileCast.sets) sets.")
        try stage.require(try await later.submit(path + "/publication"), says: "The result is public")
        try await stage.at("2023-09-13T10:00", Phrase("申诉期满，配发生效", "The days for appeals are over: the allocation holds"))
        let settling = try await stage.actor("centre")
        try await settling.go(path)
        try stage.require(try await settling.submit(path + "/settlement"))
        let keys = try await stage.kepu.database.read { tx in
            try tx.rows("SELECT o.key FROM view_rounds_award a JOIN view_venues_organisation o ON o.id = a.organisation_id WHERE a.round_key = \(MobileCast.round) ORDER BY o.key") {
                try $0.text("key")
            }
        }
        let awarded = cast.units.filter { keys.contains($0.key) }
        try stage.expect(Phrase("获配的单位", "Units that received a set"), awarded.count, is: MobileCast.sets)
        try stage.expect(Phrase("来自不同省份", "Provinces among them"), Set(awarded.map(\.province)).count, is: MobileCast.sets)
        return awarded
    }

    private func acceptAll(_ office: Browser, _ path: String) async throws {
        for _ in 0..<10 {
            let page = try await office.go(path + "?state=submitted")
            let waiting = Set(page.links.filter { $0.hasPrefix(path + "/declarations/") }.compactMap { $0.split(separator: "/").last.map(String.init) })
            if waiting.isEmpty { return }
            let fields = [("csrf", page.token), ("event", "accept")] + waiting.sorted().map { ("declaration", $0) }
            try stage.require(try await office.post(path + "/decisions", fields), says: "decided.")
        }
    }

    /// A set goes to the first unit that received one: reserved, packed, sent.
    private func handOver(to unit: MobileCast.Unit) async throws -> String {
        try await stage.at("2023-09-14T09:00", Phrase("展品套登记入库，获配单位预约，装箱发运", "A set is entered, reserved by a unit that received one, packed and sent"))
        let keeper = try await stage.actor("keeper"), set = try await stage.resourceID(MobileCast.set)
        try await keeper.go("/desk/exhibits/\(set)")
        try stage.require(try await keeper.submit("/desk/exhibits/\(set)/pieces", ["number": "JK-01", "place": "中心库房"]), says: "It is entered.")
        let host = try await stage.actor(MobileCast.login(unit.province))
        try await host.go("/desk/loans/new?resource=\(set)")
        let wish = [
            "borrower": try await stage.organisationID(unit.key), "from": "2023-09-27", "to": "2024-03-20", "wanted": "1", "purpose": "联合行动巡展", "place": "县体育馆",
            "site_area": "600", "site_door_width": "2400", "site_door_height": "2600", "site_power": "8000", "site_indoor": "1",
        ]
        try stage.require(try await host.submit("/desk/loans", wish), says: "It is asked for")
        let loan = host.page.path
        try await keeper.go(loan)
        guard let piece = keeper.page.form(to: "\(loan)/reservation")?.offers["pieces"]?.first else { throw RehearsalProblem("nothing to reserve: \(keeper.page.text.prefix(500))") }
        try stage.require(try await keeper.submit("\(loan)/reservation", ["pieces": piece]), says: "Reserved Next its owner packs it.")
        try await keeper.submit("\(loan)/packing", ["code": "JK-01"])
        try stage.require(try await keeper.submit("\(loan)/crates", ["close": "1"]), says: "It is packed.")
        try stage.require(try await keeper.submit("\(loan)/lending", ["event": "send"]), says: "Under way")
        return loan
    }

    private func download() async throws {
        try await stage.at("2023-09-19T09:00", Phrase("数字资源核对上架，各地下载", "A digital resource is checked and listed; units fetch it"))
        let keeper = try await stage.actor("keeper")
        try await keeper.go("/desk/resources/new")
        let form = [
            "owner": try await stage.organisationID(MobileCast.centre), "kind": "panels", "name_zh": "健康生活展板（示例）", "name_en": "Demo: panels on healthy living",
            "summary_zh": "四块展板。", "summary_en": "Four panels.", "subjects": "health", "languages": "zh", "licence": "CC0-1.0",
            "campaign": try await stage.campaignID(MobileCast.action),
        ]
        try stage.require(try await keeper.submit("/desk/resources", form), says: "The draft is saved.")
        let desk = keeper.page.path, id = String(desk.split(separator: "/").last ?? "")
        try stage.require(try await keeper.submit(desk + "/files", ["label": "说明"], files: [("file", "panels.txt", "健康生活展板的说明。\n")]), says: "The file is in it.")
        try await keeper.submit(desk + "/steps", ["event": "submit"])
        let office = try await stage.actor("centre")
        try await office.go(desk)
        try stage.require(try await office.submit(desk + "/decision", ["decision": "list"]), says: "It is in the catalogue.")
        var fetched = 0
        for province in cast.provinces {
            let host = try await stage.actor(MobileCast.login(province))
            let page = try stage.require(try await host.go("/resources/\(id)"), says: "Demo: panels on healthy living")
            guard let file = page.links.first(where: { $0.hasPrefix("/resources/\(id)/files/") }) else { throw RehearsalProblem("no file to fetch: \(page.text.prefix(500))") }
            if try await host.go(file).status == 200 { fetched += 1 }
        }
        try stage.require(try await stage.visitor().go("/resources/\(id)"), says: "fetched \(fetched) times", "A download is no visit.")
        stage.note(Phrase("下载 \(fetched) 次，不计入参与人次", "Fetched \(fetched) times; none of them is a visit"))
    }

    private func launch() async throws {
        try await stage.at("2023-09-26T14:00", Phrase("黑河启动仪式：13 个地市级设施和省馆、省中心接受授旗", "The launch in Heihe: 13 prefectures, the provincial museum and centre receive their flags"))
        let action = try await stage.actor("action"), path = "/desk/campaigns/\(MobileCast.action)/flags"
        let page = try await action.go(path)
        guard let launch = page.form(to: path)?.offers["activity"]?.first(where: { !$0.isEmpty }) else { throw RehearsalProblem("no ceremony: \(page.text.prefix(500))") }
        var fields = [("csrf", page.token), ("activity", launch), ("day", "2023-09-26")]
        for unit in cast.units.prefix(15) { fields.append(("units", try await stage.organisationID(unit.key))) }
        try stage.require(try await action.post(path, fields), says: "15 flags are noted.")
        try stage.require(try await stage.visitor().go("/activities/\(launch)"), says: "15 units.")
    }
}
