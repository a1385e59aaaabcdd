import Access
import Calls
import Campaigns
import Files
import Formats
import Kernel
import Language
import Packs
import Rooms
import Storage
import Venues

/// The demonstration's catalogue: invented resources in every state, with files that open, two of them vetted by experts of the pool.
enum DemoResources {
    static let part = DemoPart(order: 45, Phrase("示例资源：目录、文件和专家审核", "Demonstration: resources, their files and vetting")) { _, database in
        guard try await database.read({ tx in try tx.resource(key: DemoResource.all[0].key) }) == nil else { return }
        for one in DemoResource.all { try await load(one, database) }
        try await DemoPack.load(database, by: program)
    }

    /// Stands for whoever acts before there are accounts: units and offices.
    private static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    private static func load(_ one: DemoResource, _ database: Database) async throws {
        var handed: [(HandedIn, String)] = []
        for sheet in one.sheets {
            let bytes = try DemoPanel(title: one.zh, line: sheet).pdf()
            let file = try await database.shelf.keep(bytes, named: "\(sheet).pdf", of: [.pdf])
            handed.append((HandedIn(file: file, name: "\(one.zh)-\(sheet).pdf", upload: nil), sheet))
        }
        let files = handed
        try await database.write { tx in
            guard let owner = try tx.organisation(key: one.owner)?.id else { return }
            let identity = Self.program
            let action = one.isOfKit ? try tx.campaign(key: DemoAction.campaign)?.id : nil
            let id = try tx.addResource(key: one.key, kind: one.kind, owner: owner, campaign: action, one.content, by: 0)
            for (file, label) in files { try tx.addFile(file, label: label, to: id, by: identity) }
            if one.state == .draft { return }
            try tx.step(id, ResourceStep(event: .submit), by: identity)
            if one.state == .toCheck { return }
            try tx.step(id, ResourceStep(event: .list, isAlone: true), by: identity)
            for (expert, remarks) in zip(try tx.demoExperts(), one.vetted) {
                try tx.askToVet(id, version: 1, expert.id, by: identity)
                try tx.signVetting(
                    id, version: 1, remarks.isEmpty ? .sound : .soundWithRemarks, remarks: remarks, by: Identity(account: expert.account, grants: [Grant(.expert, over: .all)]))
            }
            if one.isWaiting, let expert = try tx.demoExperts().first { try tx.askToVet(id, version: 1, expert.id, by: identity) }
            for (unit, printed) in one.uses {
                guard let user = try tx.organisation(key: unit)?.id else { continue }
                let day = tx.now.day(in: .china).adding(days: -7)
                try tx.addUse(ResourceUse(organisationID: user, activityID: nil, usedOn: day, printed: printed, note: ""), of: id, by: identity)
            }
            if let reason = one.withdrawn { try tx.step(id, ResourceStep(event: .withdraw, remark: reason, isWrong: true), by: identity) }
        }
    }
}

/// One invented resource.
struct DemoResource: Sendable {
    var key: String
    var kind: ResourceKind
    var owner = DemoCallCast.host
    var zh: String
    var en: String
    var summary: (zh: String, en: String)
    var subjects: [Subject]
    var stages: [Stage] = []
    var ages: ClosedRange<Int>?
    var minutes: Int?
    var licence = "LicenseRef-kepu-free-print"
    var sheets: [String] = []
    /// One for each expert who signed that it is sound: their remarks, perhaps none.
    var vetted: [String] = []
    /// An expert is asked and has not signed yet.
    var isWaiting = false
    var uses: [(unit: String, printed: Int?)] = []
    var state = ResourceState.listed
    var withdrawn: String?

    /// What belongs to the kit of the joint action.
    private static let kit: Set<String> = ["demo-hands-video", "demo-eyes-panels", "demo-moon-panels", "demo-flight-model", "demo-silk-talk"]
    var isOfKit: Bool { Self.kit.contains(key) }

    var content: ResourceContent {
        var content = ResourceContent(name: Wording(zh, en), summary: Wording(summary.zh, summary.en))
        if kind == .panels {
            content.text = Wording("示例资源，内容为演示而编写。\n印刷尺寸 80 × 200 厘米；布置时每块间隔一米。", "A sample resource, written for the demonstration.\nPrint at 80 × 200 cm; leave a metre between panels.")
        }
        (content.subjects, content.stages, content.ages, content.minutes) = (subjects, stages, ages, minutes)
        (content.licence, content.credit) = (Licence.known(licence) ?? .reserved, "示例提供单位")
        return content
    }

    static let all: [DemoResource] = [
        DemoResource(
            key: "demo-moon-panels", kind: .panels, zh: "月相变化展板（8块）", en: "Phases of the moon (8 panels)",
            summary: ("从新月到满月，八块展板讲清月相怎样变化，附观察记录表。", "From new moon to full moon: eight panels on why the moon changes, with a sheet for observations."), subjects: [.astronomy],
            stages: [.primaryUpper, .junior], ages: 9...15, minutes: 45, sheets: ["第1块 新月", "第2块 上弦月", "第3块 满月", "观察记录表"], vetted: ["", "第3块可以加一张地球与月球的比例图。"],
            uses: [("demo-unit-6", 8), ("demo-unit-3", nil), ("demo-unit-8", 16)]),
        DemoResource(
            key: "demo-hands-video", kind: .handout, owner: "demo-unit-7", zh: "七步洗手折页", en: "Washing hands in seven steps",
            summary: ("给幼儿园和小学低年级的折页，图多字少，可直接打印。", "A leaflet for kindergartens and first grades: many pictures, few words, ready to print."), subjects: [.health],
            stages: [.preschool, .primaryLower], ages: 3...8, minutes: 10, licence: "CC0-1.0", sheets: ["折页"], vetted: ["", ""], uses: [("demo-610113-0", 300)]),
        DemoResource(
            key: "demo-eyes-panels", kind: .panels, owner: "demo-unit-7", zh: "护眼展板（4块）", en: "Caring for your eyes (4 panels)",
            summary: ("坐姿、光线、远近和户外：四块展板讲清怎样预防近视。", "Posture, light, distance and time outdoors: four panels on how short sight is prevented."), subjects: [.health],
            stages: [.primaryLower, .primaryUpper], ages: 6...12, minutes: 20, licence: "CC-BY-4.0", sheets: ["第1块 坐姿", "第2块 光线", "第3块 远近", "第4块 户外"]),
        DemoResource(
            key: "demo-weather-lesson", kind: .lesson, owner: "demo-unit-3", zh: "自制雨量器：一堂户外课", en: "Build a rain gauge: a lesson outdoors",
            summary: ("用塑料瓶做雨量器，连续记录一周，学会画折线图。", "A gauge from a bottle, a week of readings, and a graph."), subjects: [.earth, .environment], stages: [.primaryUpper], ages: 9...12, minutes: 80,
            licence: "CC-BY-4.0", sheets: ["教案", "学生记录表"], isWaiting: true),
        DemoResource(
            key: "demo-flight-model", kind: .exhibit, owner: "demo-unit-8", zh: "机翼升力演示台", en: "Wing lift demonstrator",
            summary: ("转动手柄产生气流，观察不同机翼的升力。电源 220 伏 200 瓦，占地 1.2 × 0.8 米。", "Turn the handle and see how wings of different shapes lift. 220 V, 200 W; 1.2 × 0.8 m."), subjects: [.physics, .engineering], stages: [.junior, .senior],
            minutes: 10, licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-optics-set", kind: .exhibitSet, owner: "demo-unit-8", zh: "走进光的世界（成套展品）", en: "Into the world of light (a set)",
            summary: ("三件互动展品：镜面迷宫、三棱镜和小孔成像，适合 120 平方米的展厅。", "Three interactive exhibits: a mirror maze, a prism and a pinhole, for a hall of 120 m²."), subjects: [.physics],
            stages: [.primaryUpper, .junior], minutes: 40, licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-star-projector", kind: .exhibit, zh: "便携式星空投影仪", en: "Portable star projector",
            summary: ("在教室里看四季星空，配充气球幕。", "The stars of four seasons in a classroom, with an inflatable dome."), subjects: [.astronomy], stages: [.primaryUpper, .junior],
            minutes: 30, licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-mirror-maze", kind: .exhibit, owner: "demo-unit-8", zh: "镜面迷宫", en: "Mirror maze", summary: ("走进去，数一数有几个自己。", "Step in and count yourself."),
            subjects: [.physics], minutes: 5, licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-prism", kind: .exhibit, owner: "demo-unit-8", zh: "三棱镜", en: "Prism", summary: ("转动棱镜，把白光分成七色。", "Turn the prism and take white light apart."), subjects: [.physics],
            minutes: 5, licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-pinhole", kind: .exhibit, owner: "demo-unit-8", zh: "小孔成像", en: "Pinhole camera", summary: ("一个小孔，一个倒立的像。", "A small hole, and the world upside down."), subjects: [.physics],
            minutes: 5, licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-silk-talk", kind: .talk, owner: "demo-unit-10", zh: "报告：壁画是怎样修复的", en: "Talk: how a mural is restored",
            summary: ("修复师带着样品到校讲解，一小时，可以动手。", "A conservator comes with samples: an hour, hands on."), subjects: [.chemistry, .history], stages: [.senior, .adults], minutes: 60,
            licence: "LicenseRef-kepu-all-rights-reserved"),
        DemoResource(
            key: "demo-chip-draft", kind: .script, owner: DemoCallCast.host, zh: "芯片里的沙子：讲解词", en: "Sand in a chip: a script", summary: ("十分钟讲解词。", "A script of ten minutes."),
            subjects: [.computing], minutes: 10, state: .draft),
        DemoResource(
            key: "demo-fire-panels", kind: .panels, owner: "demo-unit-7", zh: "家庭防火展板", en: "Fire safety at home",
            summary: ("六块展板，讲厨房、用电和逃生。", "Six panels on kitchens, electricity and ways out."), subjects: [.safety], stages: [.adults], minutes: 20, sheets: ["第1块 厨房"], state: .toCheck),
        DemoResource(
            key: "demo-wrong-panels", kind: .panels, owner: "demo-unit-6", zh: "日食观察展板", en: "Watching an eclipse", summary: ("三块展板。", "Three panels."), subjects: [.astronomy],
            minutes: 15, sheets: ["第1块"], uses: [("demo-610113-0", 3)], withdrawn: "第1块说可以用墨镜看太阳，这是错误的，会伤眼睛。"),
    ]
}

/// A panel of the demonstration: a title and a line, on one page.
struct DemoPanel {
    let title: String
    let line: String

    func pdf() throws -> [UInt8] {
        let sheet = try PDFSheet(title: title, language: .zh, created: Instant(microseconds: 1_577_836_800_000_000))
        sheet.frame(inset: 30, line: 2, ink: .grey(0.6))
        _ = sheet.text(title, PDFFace(.sans, 34, isBold: true), x: 60, y: 90, width: 720, .centre)
        _ = sheet.text(line, PDFFace(.sans, 22), x: 60, y: 220, width: 720, .centre)
        _ = sheet.text("示例资源 · Sample resource", PDFFace(.sans, 14, grey: 0.4), x: 60, y: 500, width: 720, .centre)
        return try sheet.finish()
    }
}

extension Transaction {
    /// The demonstration's experts who have accounts, in their order.
    fileprivate func demoExperts() throws -> [(id: ID<Expert>, account: Account)] {
        let found = try rows("SELECT id, account_id FROM view_calls_expert WHERE account_id IS NOT NULL AND is_active = 1 ORDER BY id LIMIT 3") {
            (id: try $0.id("id", Expert.self), account: try $0.id("account_id", Account.self))
        }
        return try found.compactMap { one in try account(one.account).map { (one.id, $0) } }
    }
}
