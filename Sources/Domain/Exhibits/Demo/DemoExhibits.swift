import Access
import Kernel
import Language
import Resources
import Rooms
import Storage
import Venues

/// The demonstration's exhibits: a museum that lends, a county museum that borrows, one loan in each interesting state.
enum DemoExhibits {
    static let part = DemoPart(order: 46, Phrase("示例展品：实物、借展和报修", "Demonstration: exhibits, loans and repairs")) { _, database in
        try await database.write { tx in
            guard let set = try tx.exhibit(key: "demo-optics-set"), let wing = try tx.exhibit(key: "demo-flight-model"),
                try tx.pieces(of: set.id).isEmpty
            else { return }
            try tx.loadDemo(set: set, wing: wing)
        }
    }

    fileprivate static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
    fileprivate static let parts = ["demo-mirror-maze", "demo-prism", "demo-pinhole"]
    fileprivate static let hall = SiteFacts(area: 420, doorWidth: 1800, doorHeight: 2200, floor: 500, power: 6000, indoor: true, network: true)
}

extension Transaction {
    /// What the demonstration's host lends itself: one asked for, one to be packed, one broken.
    private func loadDemoOfHost(today: Day) throws {
        guard let stars = try exhibit(key: "demo-star-projector"), let school = try organisation(key: "demo-unit-3")?.id, school != stars.ownerID
        else { return }
        let by = DemoExhibits.program
        var sheet = ExhibitSheet()
        sheet.principle = Wording("透镜成像与天球坐标", "Images by lenses, and the celestial sphere")
        (sheet.length, sheet.width, sheet.height, sheet.mass, sheet.power, sheet.voltage) = (600, 600, 500, 18_000, 300, 220)
        sheet.operation = Wording("关灯，先投四季星空，再找北斗。", "Lights off; the four seasons first, then the Big Dipper.")
        (sheet.structure, sheet.price, sheet.vehicles, sheet.need) = (
            .inflatable, 3_600_000, VehicleType.allCases, SiteNeed(area: 60, power: 500, indoor: true)
        )
        try put(sheet, members: [], of: stars, by: 0)
        let things = try (1...3).map { try addPiece(of: stars, number: "XK-\($0)", place: "库房", by: 0) }
        func draft(_ from: Int, _ days: Int, _ purpose: String) -> LoanDraft {
            LoanDraft(
                borrower: school, from: today.adding(days: from), to: today.adding(days: from + days - 1), purpose: purpose, place: "多功能厅",
                site: DemoExhibits.hall)
        }
        _ = try ask(draft(20, 5, "天文社团开放日"), for: stars.id, by: by)
        let packing = try ask(draft(6, 4, "科技节"), for: stars.id, by: by)
        try reserve(packing, ReservationDraft(pieces: [things[0]], daysBefore: 2, daysAfter: 2), by: by)
        _ = try addFault(FaultDraft(piece: things[2], source: .inspection, says: "投影灯不亮"), by: nil)
        _ = try addFault(FaultDraft(piece: things[1], source: .visitor, says: "遥控器没反应"), by: nil)
    }

    fileprivate func loadDemo(set: Exhibit, wing: Exhibit) throws {
        let by = DemoExhibits.program, members = try DemoExhibits.parts.compactMap { try exhibit(key: $0) }
        try put(.demoSet, members: members.map { ($0.id, 1) }, of: set, by: 0)
        try put(.demoWing, members: [], of: wing, by: 0)
        for (place, member) in members.enumerated() { try put(.demoPart(place), members: [], of: member, by: 0) }
        for copy in 1...2 {
            let id = try addPiece(of: set, number: "GX-\(copy)", place: "一号库", by: 0)
            for (place, member) in members.enumerated() {
                _ = try addPiece(of: member, number: "GX-\(copy)-\(place + 1)", place: "一号库 \(copy) 号箱", set: id, by: 0)
            }
        }
        let wings = try (1...3).map { try addPiece(of: wing, number: "JY-\($0)", place: "展厅二层", by: 0) }
        guard let borrower = try organisation(key: "demo-610113-0")?.id ?? organisation(key: "demo-unit-3")?.id else { return }
        let sets = try pieces(of: set.id), today = now.day(in: Loan.zone)
        func draft(_ from: Int, _ days: Int, _ purpose: String) -> LoanDraft {
            LoanDraft(
                borrower: borrower, from: today.adding(days: from), to: today.adding(days: from + days - 1), purpose: purpose, place: "县科技馆一层展厅",
                site: DemoExhibits.hall)
        }
        func reserved(_ what: Exhibit, _ piece: ID<Piece>, _ draft: LoanDraft) throws -> ID<Loan> {
            let id = try ask(draft, for: what.id, by: by)
            try reserve(id, ReservationDraft(pieces: [piece], daysBefore: 2, daysAfter: 2), by: by)
            return id
        }
        func packed(_ id: ID<Loan>) throws {
            try tick(try pieces(of: id).map(\.piece.id), of: id, by: by)
            try pack(id, missing: "", by: by)
        }
        // One that is asked for, one reserved for next month, one being packed, one on its way, one in use.
        _ = try ask(draft(60, 30, "寒假光学展，预计 8000 人次"), for: set.id, by: by)
        _ = try reserved(set, sets[0].id, draft(25, 20, "开学科学周"))
        let half = try reserved(wing, wings[0], draft(5, 10, "航空主题活动"))
        _ = half
        let way = try reserved(set, sets[1].id, draft(3, 30, "乡镇巡展第一站"))
        try packed(way)
        try step(way, .send, by: by)
        let used = try reserved(wing, wings[1], draft(3, 15, "校园开放日"))
        try packed(used)
        try step(used, .send, by: by)
        try accept(
            used, try pieces(of: used).map { Finding(piece: $0.piece.id, condition: .worn, remark: "底座有划痕") }, siteChecked: true, remark: "", by: by)
        try step(used, .open, by: by)
        // One that is under repair, one that a visitor reported.
        let broken = try addFault(FaultDraft(piece: wings[2], source: .inspection, says: "手柄打滑，风扇不转"), by: nil)
        try step(
            broken, FaultStep(event: .wait, due: today.adding(days: 12), remark: "已订配件", part: SparePart(name: "传动皮带", number: 2, price: 4500)),
            by: by)
        try loadDemoOfHost(today: today)
        _ = try addFault(FaultDraft(piece: wings[0], source: .visitor, says: "按钮有时没反应"), by: nil)
    }
}

extension ExhibitSheet {
    fileprivate static var demoSet: ExhibitSheet {
        var sheet = ExhibitSheet()
        sheet.principle = Wording("光的反射、折射、色散与成像", "Reflection, refraction, dispersion and images")
        (sheet.mass, sheet.power, sheet.voltage, sheet.structure) = (860_000, 2400, 220, .assembled)
        sheet.composition = Wording("三件互动展品、说明牌和备用灯泡", "Three interactive exhibits, panels and spare lamps")
        sheet.technical = Wording("两人布展半天", "Two people, half a day to set up")
        sheet.cautions = Wording("镜面怕硬物刮擦；不要正对强光。", "Mirrors scratch easily; keep out of direct sunlight.")
        (sheet.price, sheet.vehicles) = (18_600_000, [.one, .two])
        sheet.need = SiteNeed(area: 120, doorWidth: 1200, doorHeight: 2000, floor: 300, power: 3000, indoor: true)
        return sheet
    }

    fileprivate static var demoWing: ExhibitSheet {
        var sheet = ExhibitSheet()
        sheet.principle = Wording("伯努利原理：气流快处压强小", "Bernoulli: where air flows faster, its pressure is lower")
        (sheet.length, sheet.width, sheet.height, sheet.mass) = (1200, 800, 1100, 45_000)
        (sheet.power, sheet.voltage, sheet.structure) = (200, 220, .tabletop)
        sheet.operation = Wording("转动手柄，观察三种机翼。\n每次不超过两分钟。", "Turn the handle and watch the three wings.\nTwo minutes at a time.")
        sheet.commentary = Wording("飞机为什么能飞？先猜一猜哪一片机翼会升起来。", "Why does a plane fly? Guess first which wing will rise.")
        sheet.cautions = Wording("风扇转动时勿伸手。", "Keep hands off the fan.")
        (sheet.price, sheet.vehicles) = (1_280_000, [.one, .two, .four])
        sheet.need = SiteNeed(area: 6, doorWidth: 850, power: 300, indoor: true)
        return sheet
    }

    fileprivate static func demoPart(_ place: Int) -> ExhibitSheet {
        var sheet = ExhibitSheet()
        sheet.principle =
            [
                Wording("平面镜成像与多次反射", "Plane mirrors, reflected again and again"), Wording("白光的色散", "White light taken apart"),
                Wording("小孔成像", "An image through a pinhole"),
            ][place]
        (sheet.length, sheet.width, sheet.height, sheet.mass) = (900 + place * 200, 600, 1400, 38_000)
        (sheet.power, sheet.structure) = (place == 2 ? 0 : 120, .freestanding)
        return sheet
    }
}
