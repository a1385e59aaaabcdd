import Access
import App
import Declaration
import Kernel
import Rehearsal
import Storage

/// Xi'an's first demonstration bases, from the call to the recognition of 24 units (domain.md M01, M02; `campaigns/xian-demonstration-bases-2022.yaml`).
///
/// The notice of 26 to 30 December 2022 and the 24 units are the sources'; the days of the call, the units' names and everybody who acts are
/// invented and say so.
struct XianBases2022 {
    static let play = RehearsalPlay(
        name: "xian-demonstration-bases-2022", title: Phrase("西安市首批科普示范基地：从申报到认定", "Xi'an's first demonstration bases: from the call to the title"),
        begin: Instant(iso: "2022-11-07T09:00:00+08:00") ?? Instant(microseconds: 0)
    ) { stage, file in try await XianBases2022(stage).play(file) }

    static let call = "xian-demonstration-base-2022"
    static let bureau = "xian-science-and-technology-bureau"

    let stage: Stage
    init(_ stage: Stage) { self.stage = stage }

    func play(_ file: [UInt8]) async throws {
        try await prepare(file)
        var units = try await apply()
        units = try await recommend(units)
        units = try await checkFormally(units)
        try await review(units)
        try await inspect(units)
        let proposed = try await decide(units)
        let notice = try await publish(proposed)
        try await object(to: notice, about: proposed[4])
        try await recognise(proposed)
        try await look(proposed, notice)
    }

    // MARK: 7 and 8 November

    private func prepare(_ file: [UInt8]) async throws {
        try await stage.at("2022-11-07T09:00", Phrase("市科技局载入活动项目文件，定下申报时间", "The bureau applies its campaign file and sets the days of the call"))
        _ = try await stage.kepu.declarations.apply(
            [(name: "xian-demonstration-bases-2022.yaml", bytes: file), (name: "rehearsal.yaml", bytes: Array(XianCast.file.utf8))], to: stage.kepu.database)
        try await stage.enrol("office", .organiser, over: Self.bureau)
        try await stage.enrol("supervisor", .supervisor, over: Self.bureau)
        for one in XianCast.recommenders { try await stage.enrol(one.key, .recommender, over: one.key) }
        for number in 1...XianCast.units { try await stage.enrol("host-\(number)", .host, over: XianCast.key(number)) }
        for one in XianCast.experts { try await stage.enrol(one.login, .expert) }
        let office = try await stage.actor("office"), path = "/desk/calls/\(Self.call)"
        try stage.require(try await office.go(path + "/days"))
        let wrong = try await office.submit(path + "/days", ["opens": "2022-11-30T09:00", "closes": "2022-11-08T18:00"])
        try stage.require(wrong, 422, says: "The close must be later than the opening.")
        let set = try await office.submit(path + "/days", ["opens": "2022-11-08T09:00", "closes": "2022-11-30T18:00"])
        try stage.require(set, says: "The days are set")
        try stage.require(try await stage.visitor().go("/calls/\(Self.call)"), says: "Opens soon")
        let agreement = try await stage.visitor().go("/networks/xian-1-plus-n")
        try stage.require(agreement, says: "Framework agreement")
        stage.note(Phrase("“1+N”网络的页面载有与文化和旅游部门的框架协议", "The network's page shows the framework agreement with culture and tourism"))
    }

    // MARK: November: applications and recommendations

    /// An application on its way: whose, and its address at the unit's desk.
    struct Applied: Sendable {
        let number: Int
        let id: String
    }

    private func apply() async throws -> [Applied] {
        try await stage.at("2022-11-14T10:00", Phrase("\(XianCast.units) 家单位填写申报书，经归口单位转报", "\(XianCast.units) units fill in their applications"))
        var applied: [Applied] = []
        for number in 1...XianCast.units {
            let host = try await stage.actor("host-\(number)")
            try await host.go("/desk/calls/\(Self.call)/apply")
            let begun = try stage.require(try await host.submit("/desk/calls/\(Self.call)/apply"), says: "A draft is ready")
            let one = Applied(number: number, id: String(begun.path.split(separator: "/").last ?? ""))
            let answers = [
                "f-introduction": XianCast.introduction(number), "f-site": String(800 + 150 * number), "f-open-days": String(240 + number * 4),
                "f-activities": String(6 + number), "f-plan": "演练：全年举办科普讲座、展览和研学活动，年底总结。",
            ]
            if number == 1 {
                let nobody = try await host.submit(begun.path, answers.merging(["act": "submit", "recommender": ""]) { first, _ in first })
                try stage.require(nobody, 422, says: "Choose the body that recommends you")
            }
            // The last two come later: one is still writing when the call closes.
            if number < XianCast.units { try await submit(one, answers, host) } else { try await host.submit(begun.path, answers.merging(["act": "save"]) { first, _ in first }) }
            applied.append(one)
        }
        return applied
    }

    private func submit(_ one: Applied, _ answers: [String: String], _ host: Browser) async throws {
        let offered = host.page.form(to: host.page.path)?.offers["recommender"] ?? []
        let recommender = try await recommenderID(of: one.number)
        guard offered.contains(recommender) else { throw RehearsalProblem("unit \(one.number) is not offered its recommender") }
        let sent = try await host.submit(host.page.path, answers.merging(["act": "submit", "recommender": recommender]) { first, _ in first })
        try stage.require(sent, says: "It is submitted.")
    }

    private func recommenderID(of number: Int) async throws -> String { try await stage.organisationID(XianCast.recommender(of: number).key) }

    private func recommend(_ applied: [Applied]) async throws -> [Applied] {
        try await stage.at("2022-11-24T09:30", Phrase("归口单位审核：退回 1 家补正，不予推荐 1 家，其余推荐", "The recommenders check: one is returned, one is not recommended, the rest go on"))
        let late = applied[applied.count - 1], declined = applied[applied.count - 2]
        for one in applied.dropLast() {
            let body = try await stage.actor(XianCast.recommender(of: one.number).key), path = "/desk/recommendations/\(one.id)"
            try stage.require(try await body.go(path), says: "The unit in brief")
            if one.number == 3 {
                try stage.require(try await body.submit(path, ["event": "return", "r-introduction": "请补充建馆时间"]), says: "It is returned")
                let host = try await stage.actor("host-3"), own = "/desk/applications/\(one.id)"
                try stage.require(try await host.go(own), says: "请补充建馆时间")
                try stage.require(try await host.submit(own, ["f-introduction": XianCast.introduction(3) + "建于1985年。", "act": "submit"]), says: "It is submitted.")
                try await body.go(path)
            }
            if one.id == declined.id {
                try stage.require(try await body.submit(path, ["event": "decline", "says": "不在本辖区开放"]), says: "not recommended")
            } else {
                try stage.require(try await body.submit(path, ["event": "recommend", "says": "情况属实，同意推荐"]), says: "It is recommended.")
            }
        }
        try await stage.at("2022-11-30T18:00", Phrase("截止：晚一秒也是迟到，以服务器时间为准", "The close: a second late is late, by the server's clock"))
        let host = try await stage.actor("host-\(late.number)"), own = "/desk/applications/\(late.id)"
        try await host.go(own)
        let refused = try await host.submit(own, ["act": "submit", "recommender": try await recommenderID(of: late.number)])
        try stage.require(refused, 422, says: "closed at its deadline, by the server's clock")
        return Array(applied.dropLast(2))
    }

    // MARK: December: formal review, experts, meeting

    private func checkFormally(_ applied: [Applied]) async throws -> [Applied] {
        try await stage.at("2022-12-05T09:00", Phrase("形式审查：不通过 1 家", "Formal review: one does not pass"))
        let office = try await stage.actor("office"), failing = applied[applied.count - 1]
        for one in applied {
            let path = "/desk/calls/\(Self.call)/applications/\(one.id)"
            try stage.require(try await office.go(path))
            if one.id == failing.id {
                try stage.require(try await office.submit(path, ["event": "fail", "says": "法人证书已过期"]), says: "failed")
            } else {
                try stage.require(try await office.submit(path, ["event": "pass"]), says: "It has passed")
            }
        }
        return Array(applied.dropLast())
    }

    private func review(_ applied: [Applied]) async throws {
        try await stage.at("2022-12-08T09:00", Phrase("选取专家：每份申报 3 位，与单位有关系的自动回避", "Experts are chosen, three for each; who belongs to a unit is kept from it"))
        let office = try await stage.actor("office"), path = "/desk/calls/\(Self.call)"
        for one in XianCast.experts {
            try await office.go("/desk/experts")
            var values = ["name": one.name, "login": Stage.login(one.login), "region": one.region]
            if let unit = one.unit { values["organisation"] = try await stage.organisationID(XianCast.key(unit)) }
            try stage.require(try await office.submit("/desk/experts", values), says: "The expert is in the pool.")
        }
        try await office.go(path)
        try stage.require(try await office.submit(path + "/experts"), says: "\(applied.count * 3) seats were given.")
        try await stepAside()
        try await office.go(path)
        try stage.require(try await office.submit(path + "/experts"), says: "1 seats were given.")
        try await stage.at("2022-12-12T14:00", Phrase("专家逐份打分并签字", "The experts score and sign every sheet"))
        var signed = 0
        for one in XianCast.experts { signed += try await score(one, applied) }
        try stage.expect(Phrase("已签字的评分表", "Sheets signed"), signed, is: applied.count * 3)
        let again = try await stage.actor("office")
        try await again.go(path)
        try stage.require(try await again.submit(path + "/scores"), says: "The scores are combined.")
    }

    /// One expert knows the applicant after all and says so: another is chosen.
    private func stepAside() async throws {
        let expert = try await stage.actor(XianCast.experts[0].login)
        let list = try await expert.go("/desk/reviews")
        guard let first = list.links.first(where: { $0.hasPrefix("/desk/reviews/") }) else { throw RehearsalProblem("the first expert was given nothing") }
        try await expert.go(first)
        try stage.require(try await expert.submit(first + "/conflict", ["says": "曾为该单位做过顾问"]), says: "Another expert will be chosen.")
    }

    private func score(_ expert: XianCast.Expert, _ applied: [Applied]) async throws -> Int {
        let browser = try await stage.actor(expert.login)
        let mine = try await browser.go("/desk/reviews").links.filter { $0.hasPrefix("/desk/reviews/") }
        let own = expert.unit.flatMap { unit in applied.first { $0.number == unit } }
        if let own, mine.contains("/desk/reviews/\(own.id)") { throw RehearsalProblem("\(expert.name) was given the own unit's application") }
        for path in mine {
            let number = applied.first { path.hasSuffix("/\($0.id)") }?.number ?? 0
            try await browser.go(path)
            // The last of those who passed scores lowest, so that 24 are left.
            let points = number == applied[applied.count - 1].number ? 58 : 70 + (number * 7 + expert.strictness) % 28
            try stage.require(try await browser.submit(path, ["s-overall": String(points), "act": "sign"]), says: "Signed.")
        }
        return mine.count
    }

    private func decide(_ applied: [Applied]) async throws -> [Applied] {
        try await stage.at("2022-12-20T15:00", Phrase("局务会审定：拟认定 24 家，1 家不列入", "The meeting decides: 24 are proposed, one is set aside"))
        let office = try await stage.actor("office"), path = "/desk/calls/\(Self.call)/meetings"
        let aside = applied[applied.count - 1]
        try stage.require(try await office.go(path + "?first=24"))
        let values = [
            "held": "2022-12-20", "present": "王局长\n李副局长\n赵处长\n陈处长\n刘主任", "minutes": "演练：会议听取评审汇报，逐项审定。", "o-\(aside.id)": "set-aside",
            "s-\(aside.id)": "得分未达到拟认定要求", "r-\(applied[0].id)": "赵处长",
        ]
        try stage.require(try await office.submit(path, values), says: "24 proposed, 1 set aside")
        return Array(applied.dropLast())
    }
}
