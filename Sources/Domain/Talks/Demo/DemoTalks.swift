import Access
import Activities
import Calls
import Kernel
import Language
import Resources
import Rooms
import Storage
import Venues

/// The demonstration's talks: speakers of the pool with their weeks, one talk of the menu, requests in most of their states.
enum DemoTalks {
    static let part = DemoPart(order: 46, Phrase("示例报告：讲者、点单、派单和归档", "Demonstration: speakers and requests for talks")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM talks_speaker") == 0, let host = try tx.organisation(key: DemoCallCast.host)?.id else { return }
            let speakers = try tx.demoSpeakers()
            guard speakers.count >= 3 else { return }
            try keepSpeakers(speakers.map(\.id), tx)
            let talk = try tx.row("SELECT id FROM view_resources_resource WHERE kind = 'talk' AND is_listed = 1 ORDER BY id LIMIT 1") { try $0.id("id", Resource.self) }
            if let talk { try tx.offer(talk, by: speakers[0].id, as: program) }
            try requests(of: host, talk, speakers, tx)
        }
    }

    /// Stands for units and offices, before there are accounts.
    private static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    private static func keepSpeakers(_ ids: [ID<Expert>], _ tx: Transaction) throws {
        let today = tx.now.day(in: .china)
        let abouts = [
            Wording("研究壁画和彩塑的保护，给中小学讲过百余场。（示例）", "Looks after murals; has told schools about them a hundred times. (Sample)"),
            Wording("材料学教授，擅长带着实验讲。（示例）", "Professor of materials, with experiments at hand. (Sample)"), Wording("急诊医生，讲急救和健康。（示例）", "An emergency doctor: first aid and health. (Sample)"),
        ]
        for (index, id) in ids.prefix(3).enumerated() {
            guard var speaker = try tx.speaker(id) else { continue }
            speaker.about = abouts[index]
            speaker.regions = index == 1 ? ["610000"] : []
            speaker.pattern = WeekPattern(weekdays: index == 2 ? [6, 7] : [2, 3, 4, 5], begin: 9 * 60, end: 18 * 60)
            speaker.isPublic = true
            // The last one's vetting ends soon.
            speaker.vettedUntil = today.adding(days: index == 2 ? 20 : 300)
            try tx.keepSpeaker(speaker, by: 0)
        }
        try tx.keepException(of: ids[0], on: today.adding(days: 9), isFree: false)
    }

    private static func requests(of host: ID<Organisation>, _ talk: ID<Resource>?, _ speakers: [(id: ID<Expert>, account: Account)], _ tx: Transaction) throws {
        let region = try tx.organisation(host)?.region ?? "610113"
        func ask(_ topic: String, in days: Int, resource: ID<Resource>? = nil) throws -> ID<TalkRequest> {
            let begins = [days, days + 1, days + 2].map { tx.now.day(in: .china).adding(days: $0) }.compactMap { LocalTime(day: $0, hour: 14, minute: 0)?.instant(in: .china) }
            return try tx.askForTalk(
                TalkDraft(
                    unit: host, resource: resource, topic: resource == nil ? topic : "", purpose: "", audience: "初二年级学生（示例）", people: 180, region: region, place: "报告厅", begins: begins,
                    minutes: 60, contact: TalkContact(name: "示例老师", phone: "13800000000")), by: program)
        }
        func identity(_ index: Int) -> Identity { Identity(account: speakers[index].account, grants: [Grant(.expert, over: .all)]) }
        _ = try ask("月球上有什么", in: 12)
        let asked = try ask("", in: 14, resource: talk)
        try tx.dispatchTalk(asked, DispatchDraft(expert: speakers[0].id, fallback: speakers[1].id, days: 3, isConfirmed: true), by: program)
        let accepted = try ask("身边的材料", in: 20)
        try tx.dispatchTalk(accepted, DispatchDraft(expert: speakers[1].id, fallback: nil, days: 3, isConfirmed: true), by: program)
        if let wish = try tx.requireTalk(accepted).wishes.first { try tx.acceptTalk(accepted, at: wish.begin, by: identity(1)) }
        let scheduled = try ask("流星雨怎样看", in: 26)
        try tx.dispatchTalk(scheduled, DispatchDraft(expert: speakers[0].id, fallback: nil, days: 3, isConfirmed: true), by: program)
        if let wish = try tx.requireTalk(scheduled).wishes.last { try tx.acceptTalk(scheduled, at: wish.begin, by: identity(0)) }
        try tx.scheduleTalk(scheduled, in: nil, by: program)
        let cancelled = try ask("火山", in: 30)
        try tx.cancelTalk(cancelled, says: "与期中考试冲突（示例）", by: program)
    }
}

extension Transaction {
    /// The demonstration's experts, in their order.
    fileprivate func demoSpeakers() throws -> [(id: ID<Expert>, account: Account)] {
        let found = try rows("SELECT id, account_id FROM view_calls_expert WHERE account_id IS NOT NULL AND is_active = 1 ORDER BY id LIMIT 3") {
            (id: try $0.id("id", Expert.self), account: try $0.id("account_id", Account.self))
        }
        return try found.compactMap { one in try account(one.account).map { (one.id, $0) } }
    }
}
