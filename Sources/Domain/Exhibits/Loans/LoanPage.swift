import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/loans/{id}`: a loan as either unit sees it, with its own steps.
struct LoanPage: Sendable {
    let loan: Loan
    let pieces: [LoanPiece]
    let photos: [Photo]
    /// What may be chosen when it is reserved, with whether it is free then.
    let choice: [(piece: Piece, isFree: Bool)]
    let mayLend: Bool
    let mayBorrow: Bool
    var problem: Refusal?
    /// What was entered where a step was refused.
    var posted = Query()
    /// What later rooms say of it.
    var panels = HTML()

    init(_ id: ID<Loan>, for identity: Identity, in tx: Transaction) throws {
        guard let loan = try tx.loan(id) else { throw Refusal.notFound(Loan.noun) }
        let (ofOwner, ofBorrower) = (try tx.organisationScopes(loan.ownerID), try tx.organisationScopes(loan.borrowerID))
        try identity.require(Exhibits.see, within: ofOwner + ofBorrower)
        self.loan = loan
        (mayLend, mayBorrow) = (identity.may(Exhibits.lend, within: ofOwner), identity.may(Exhibits.borrow, within: ofBorrower))
        pieces = try tx.pieces(of: id)
        photos = try tx.rows(
            "SELECT * FROM exhibits_photo WHERE kind IN (\(Photo.Kind.accepted), \(Photo.Kind.inspected)) AND subject = \(id) ORDER BY kind, id",
            Photo.init)
        if loan.state == .asked, mayLend {
            let free = Set(try tx.occupation(of: loan.resourceID, from: loan.holdFrom, to: loan.holdTo).free(from: loan.holdFrom, to: loan.holdTo))
            choice = try tx.pieces(of: loan.resourceID).filter { $0.state != .retired && $0.ownerID == loan.ownerID }.map {
                ($0, free.contains($0.id.number))
            }
        } else {
            choice = []
        }
    }

    var path: String { "/desk/loans/\(loan.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("借展：\(loan.name.zh)", "Loan: \(loan.name(.en))"),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/exhibits", Phrase("展品与借展", "Exhibits and loans"))],
            status: problem == nil ? 200 : 422
        ) {
            LoanStanding(loan: loan, visit: visit).html
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            late(visit)
            panels
            // Who decides reads first what is asked; who packs has the list at once.
            if loan.state == .asked { facts(visit) }
            if [.asked, .reserved, .underWay].contains(loan.state) { SiteCheck(loan: loan, visit: visit).html }
            LoanActions(page: self, visit: visit).html
            if loan.state != .asked { facts(visit) }
            if !pieces.isEmpty, loan.state != .reserved || !mayLend { list(visit) }
            if !photos.isEmpty {
                section(.class("stack"), .id("photos")) {
                    h2 { visit.say(Phrase("交接照片", "Photographs of the handovers")) }
                    PhotoList(photos: photos, base: path, says: Phrase("交接照片", "Photograph of a handover"), visit: visit).html
                }
            }
        }
    }

    @HTMLBuilder private func late(_ visit: Visit) -> HTML {
        if let days = loan.overdue(on: visit.now.day(in: Loan.zone)) {
            div(.class("notice", "notice-warning"), .role("status")) {
                p {
                    visit.say(
                        Phrase(
                            "已超期 \(days) 天，应在 \(Dates.day(loan.to, .zh)) 结束。",
                            "\(days == 1 ? "One day" : "\(days) days") late: its last day was \(Dates.day(loan.to, .en))."))
                }
            }
        }
        if !loan.remark.isEmpty { div(.class("notice")) { p { loan.remark } } }
    }

    private func facts(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            visit.fact(Phrase("借用单位", "Borrower"), visit.html(loan.borrower))
            visit.fact(Phrase("提供单位", "Owner"), visit.html(loan.owner))
            visit.fact(Phrase("使用日期", "Days of use"), HTML { Dates.span(loan.from, loan.to, visit.language) })
            visit.fact(Phrase("连同运输", "With transport"), HTML { Dates.span(loan.holdFrom, loan.holdTo, visit.language) })
            if loan.wanted > 1 { visit.fact(Phrase("申请数量", "Asked for"), HTML { String(loan.wanted) }) }
            visit.fact(Phrase("用途", "What for"), HTML { loan.purpose })
            visit.fact(Phrase("放在哪里", "Where"), HTML { loan.place })
            visit.fact(Phrase("场地", "The place"), HTML { site(visit) })
            if !loan.misfitReason.isEmpty { visit.fact(Phrase("场地不符仍借出的理由", "Why, though it does not fit"), HTML { loan.misfitReason }) }
            if !loan.missingReason.isEmpty { visit.fact(Phrase("未装齐的原因", "Why not all was packed"), HTML { loan.missingReason }) }
        }
    }

    private func site(_ visit: Visit) -> String {
        let site = loan.site
        var parts: [Phrase] = []
        if let area = site.area { parts.append(Phrase("\(area) 平方米", "\(area) m²")) }
        if site.doorWidth != nil || site.doorHeight != nil {
            let (width, height) = (site.doorWidth.map { String($0) } ?? "—", site.doorHeight.map { String($0) } ?? "—")
            parts.append(Phrase("门 \(width) × \(height) 毫米", "door \(width) × \(height) mm"))
        }
        if let floor = site.floor { parts.append(Phrase("承重 \(floor) 千克/平方米", "floor \(floor) kg/m²")) }
        if let power = site.power { parts.append(Phrase("供电 \(power) 瓦", "\(power) W")) }
        parts.append(site.indoor ? Phrase("室内", "indoors") : Phrase("室外", "outdoors"))
        parts.append(site.network ? Phrase("有网络", "network") : Phrase("无网络", "no network"))
        return parts.map { visit.say($0) }.joined(separator: visit.say(Phrase("，", ", ")))
    }

    private func list(_ visit: Visit) -> HTML {
        let titles = [Phrase("编号", "Number"), Phrase("展品", "Exhibit"), Phrase("装箱", "Packed"), Phrase("验收", "On arrival"), Phrase("归还", "When back")]
        return section(.class("stack"), .id("list")) {
            h2 { visit.say(Phrase("清单", "What goes with it")) }
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for one in pieces {
                            tr {
                                th(.scope("row")) { one.piece.number }
                                td(.data("label", visit.say(titles[1]))) { visit.html(one.piece.name) }
                                td(.data("label", visit.say(titles[2]))) { visit.say(one.isPacked ? Phrase("✓", "✓") : Phrase("—", "—")) }
                                td(.data("label", visit.say(titles[3]))) { found(one.condition, one.remark, visit) }
                                td(.data("label", visit.say(titles[4]))) { found(one.backCondition, one.backRemark, visit) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func found(_ condition: Condition?, _ remark: String, _ visit: Visit) -> String {
        condition.map { visit.say($0.title) + (remark.isEmpty ? "" : visit.say(Phrase("：", ": ")) + remark) } ?? ""
    }
}

/// How far a loan has come, as a line of steps.
struct LoanStanding {
    let loan: Loan
    let visit: Visit

    private static let way: [LoanState] = [.asked, .reserved, .packed, .underWay, .accepted, .inUse, .returned, .inspected]

    /// Whose turn it is, and what for.
    private var next: Phrase? {
        switch loan.state {
        case .asked: Phrase("接下来由提供单位预留。", "Next its owner reserves it.")
        case .reserved: Phrase("接下来由提供单位装箱。", "Next its owner packs it.")
        case .packed: Phrase("接下来由提供单位发出。", "Next its owner sends it off.")
        case .underWay: Phrase("收到后由借用单位验收。", "The borrower accepts it when it arrives.")
        case .accepted: Phrase("接下来由借用单位投入使用。", "Next the borrower puts it to use.")
        case .inUse: Phrase("用完后由借用单位送还。", "The borrower sends it back after its last day.")
        case .returned: Phrase("收到后由提供单位查验入库。", "Its owner inspects and stores it when it arrives.")
        default: nil
        }
    }

    @HTMLBuilder var html: HTML {
        if let here = Self.way.firstIndex(of: loan.state) {
            p(.class("meta")) { visit.say(Phrase("第 \(here + 1) 步，共 \(Self.way.count) 步", "Step \(here + 1) of \(Self.way.count)")) }
            p {
                span(.class("badge", loan.state == .inspected ? "badge-success" : "badge-info")) { visit.say(loan.state.title) }
                if let next { " " + visit.say(next) }
            }
        } else {
            p { span(.class("badge")) { visit.say(loan.state.title) } }
        }
    }
}
