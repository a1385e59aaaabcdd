import App
import Kernel
import Rehearsal
import Rooms
import Storage

/// From the public notice to the register.
extension XianBases2022 {
    func publish(_ proposed: [Applied]) async throws -> String {
        try await stage.at("2022-12-26T09:00", Phrase("拟认定名单公示：五个工作日，含首日", "The proposed list is made public for five working days, the first day included"))
        let office = try await stage.actor("office"), path = "/desk/calls/\(Self.call)"
        try await office.go(path)
        let early = try await office.submit(path + "/grants")
        try stage.require(early, says: "0 are recognised; 24 wait")
        let notice = try await office.submit(
            path + "/notices", ["begin": "2022-12-26", "contact": "029-0000 0001（示例）", "supervision": "029-0000 0002（示例）", "title_en": "Proposed first demonstration bases"])
        try stage.require(notice, says: "The notice is scheduled")
        let list = try await stage.visitor().go("/notices")
        guard let address = list.links.first(where: { $0.hasPrefix("/notices/") && $0.dropFirst(9).allSatisfy { $0.isNumber || $0.isLetter } }) else {
            throw RehearsalProblem("the notice is not in the list: \(list.text.prefix(600))")
        }
        let page = try stage.require(try await stage.visitor().go(address), says: "26–30 December 2022, 5 working days")
        stage.note(Phrase("公示期自动算出：2022-12-26 至 2022-12-30", "The last day is computed: 26 to 30 December 2022"))
        try stage.expect(Phrase("名单上的单位", "Units on the list"), XianCast.count(in: page.text), is: 24)
        return address
    }

    /// Somebody objects in their real name; only the supervision office sees who.
    func object(to notice: String, about one: Applied) async throws {
        try await stage.at("2022-12-28T20:00", Phrase("一位市民对其中一家实名提出异议", "A citizen objects to one of them, in their real name"))
        let citizen = stage.visitor()
        let form = try await citizen.go(notice).form(to: notice + "/objections")
        guard let position = form?.value(of: "position", titled: XianCast.english(one.number)) else { throw RehearsalProblem("unit \(one.number) is not on the list") }
        let sent = try await citizen.submit(
            notice + "/objections", ["position": position, "kind": "person", "name": "演练市民", "contact": "13900000000", "facts": "该馆去年有三个月没有开放。"])
        try stage.require(sent, says: "Your objection has been received")
        let own = sent.path
        let office = try await stage.actor("office")
        for path in ["/desk/calls/\(Self.call)", "/desk/calls/\(Self.call)/applications/\(one.id)", "/desk/objections"] {
            let seen = try await office.go(path)
            if seen.html.contains("演练市民") || seen.html.contains("13900000000") { throw RehearsalProblem("the office reads who objects at \(path)") }
        }
        try await stage.at("2022-12-29T09:00", Phrase("监督部门受理并开展调查；办理认定的部门看不到是谁", "Supervision admits it and looks into it; the office does not learn who it was"))
        let supervisor = try await stage.actor("supervisor")
        let desk = try await objection(supervisor)
        try stage.require(try await supervisor.go(desk), says: "演练市民")
        for event in ["admit", "investigate"] {
            try await supervisor.go(desk)
            try stage.require(try await supervisor.submit(desk, ["event": event]), says: "Done.")
        }
        try await stage.at("2022-12-30T23:59", Phrase("公示最后一天，谁也不能提前结束", "The last day of the notice: nobody can close it early"))
        let still = try await stage.actor("office")
        try await still.go("/desk/calls/\(Self.call)")
        try stage.require(try await still.submit("/desk/calls/\(Self.call)/grants"), says: "0 are recognised; 24 wait")
        try await stage.at("2022-12-31T09:00", Phrase("期满：无异议的 23 家先行认定，有异议的一家等待", "It has run out: 23 are recognised, the one objected to waits"))
        let next = try await stage.actor("office")
        try await next.go("/desk/calls/\(Self.call)")
        try stage.require(try await next.submit("/desk/calls/\(Self.call)/grants"), says: "23 are recognised; 1 wait")
        try await stage.at("2023-01-04T10:00", Phrase("调查结论：异议不成立，答复异议人", "The finding: it is dismissed, and its author gets an answer"))
        let again = try await stage.actor("supervisor")
        for (event, says) in [("dismiss", "查阅开放记录，闭馆为设备检修，已提前公告"), ("answer", "经查，闭馆系设备检修并已公告，异议不成立。")] {
            try await again.go(desk)
            try stage.require(try await again.submit(desk, ["event": event, "says": says]), says: "Done.")
        }
        try stage.require(try await citizen.go(own), says: "异议不成立")
    }

    private func objection(_ supervisor: Browser) async throws -> String {
        let list = try await supervisor.go("/desk/objections")
        guard let path = list.links.first(where: { $0.hasPrefix("/desk/objections/") }) else { throw RehearsalProblem("supervision sees no objection: \(list.text.prefix(600))") }
        return path
    }

    // MARK: January: titles

    func recognise(_ proposed: [Applied]) async throws {
        try await stage.at("2023-01-05T10:00", Phrase("最后一家认定；24 家全部获得称号", "The last is recognised: all 24 hold the title"))
        let office = try await stage.actor("office")
        try await office.go("/desk/calls/\(Self.call)")
        try stage.require(try await office.submit("/desk/calls/\(Self.call)/grants"), says: "1 are recognised.")
    }

    /// What the public finds in the end, beside what the sources announced.
    func look(_ proposed: [Applied], _ notice: String) async throws {
        let visitor = stage.visitor()
        let register = try stage.require(try await visitor.go("/register?scheme=xian-demonstration-base"), says: "24 titles")
        try stage.expect(Phrase("名册上的称号", "Titles in the register"), XianCast.count(in: register.text), is: 24)
        try stage.require(try await visitor.go("/campaigns/xian-demonstration-bases-2022"), says: "Units recognised", "24")
        stage.note(Phrase("与来源公布的认定数一致", "As many as the source announces"))
        guard let certificate = register.links.first(where: { $0.hasPrefix("/verify/") }) else { throw RehearsalProblem("the register leads to no certificate") }
        try stage.require(try await visitor.go(certificate), says: "in force today")
        try stage.require(try await visitor.go(notice), says: "Resolved")
        try stage.require(try await visitor.go("/calls/\(Self.call)"), says: "24")
        let faults = try await stage.kepu.database.read { [checks = stage.kepu.house.checks] tx in try checks.flatMap { try $0.run(tx) } }
        try stage.expect(Phrase("核对全部记录，不符之处", "Faults found in all records"), faults.count, is: 0)
    }
}
