import Access
import Kernel
import Resources
import Storage
import Venues

extension Transaction {
    static var loans: SQL {
        """
        SELECT l.*, r.name_zh, r.name_en, o.name_zh AS owner_zh, o.name_en AS owner_en, b.name_zh AS borrower_zh, b.name_en AS borrower_en,
            s.need_area, s.need_door_width, s.need_door_height, s.need_floor, s.need_power, s.needs_indoor, s.needs_network
        FROM exhibits_loan l JOIN view_resources_resource r ON r.id = l.resource_id JOIN view_venues_organisation o ON o.id = l.owner_id
            JOIN view_venues_organisation b ON b.id = l.borrower_id
            LEFT JOIN exhibits_sheet s ON s.resource_id = l.resource_id
        """
    }

    func loan(_ id: ID<Loan>) throws -> Loan? { try row("\(sql: Self.loans) WHERE l.id = \(id)", Loan.init) }

    /// What goes with it, what was asked for first.
    func pieces(of loan: ID<Loan>) throws -> [LoanPiece] {
        try rows(
            """
            SELECT p.*, r.name_zh, r.name_en, x.is_asked, x.is_packed, x.condition, x.remark, x.back_condition, x.back_remark
            FROM exhibits_loan_piece x JOIN exhibits_piece p ON p.id = x.piece_id JOIN view_resources_resource r ON r.id = p.resource_id
            WHERE x.loan_id = \(loan) ORDER BY x.is_asked DESC, p.number, p.id
            """, LoanPiece.init)
    }

    /// What the unit said last of a place of its own, so that nobody types it twice.
    func lastSite(of borrower: ID<Organisation>) throws -> (place: String, site: SiteFacts)? {
        try row("SELECT * FROM exhibits_loan WHERE borrower_id = \(borrower) ORDER BY id DESC LIMIT 1") { (try $0.text("place"), try SiteFacts($0)) }
    }

    /// Takes a request in. Refuses days that are past, what is not in the catalogue, and a place that does not fit and is not said to be known.
    func ask(_ draft: LoanDraft, for id: ID<Resource>, by identity: Identity) throws -> ID<Loan> {
        guard let exhibit = try exhibit(id), exhibit.isListed else { throw Refusal.notFound(Exhibit.noun) }
        try identity.require(Exhibits.borrow, within: try organisationScopes(draft.borrower))
        guard draft.borrower != exhibit.ownerID else {
            throw Refusal(.invalid, "loan-own", "这是本单位自己的展品，不需要借。", "This is your own unit's; there is no need to borrow it.", field: "borrower")
        }
        try checkDays(draft)
        var draft = draft
        draft.site = try stated(draft.site, at: draft.place, of: draft.borrower)
        let sheet = try sheet(of: id) ?? ExhibitSheet(), misfits = sheet.need.misfits(draft.site)
        guard misfits.isEmpty || draft.isDespite else { throw LoanMisfits(misfits: misfits) }
        let loan = try keepAsked(draft, for: exhibit, sheet, misfits, by: identity)
        try record(LedgerEntry("exhibits.asked", "loan", loan, by: identity.account.id.number, visibility: .unit))
        try tellOfLoan(loan, .asked, "", by: identity.account.id)
        return loan
    }

    /// Refuses days that are past, in the wrong order, too many or too far.
    func checkDays(_ draft: LoanDraft) throws(Refusal) {
        let today = now.day(in: Loan.zone)
        guard draft.from > today else { throw Refusal(.invalid, "loan-past", "开始日期应在今天之后。", "The first day should be after today.", field: "from") }
        guard draft.from <= draft.to else {
            throw Refusal(.invalid, "loan-order", "结束日期应不早于开始日期。", "The last day should not be before the first.", field: "to")
        }
        guard draft.from.days(until: draft.to) < Loan.longest, today.days(until: draft.to) < Loan.farthest else {
            throw Refusal(
                .invalid, "loan-long", "一次最多借 \(Loan.longest) 天，并且不能超过三年之后。",
                "At most \(Loan.longest) days at a time, and not further ahead than three years.", field: "to")
        }
    }

    /// Writes what was asked for; the caller has checked it.
    func keepAsked(_ draft: LoanDraft, for exhibit: Exhibit, _ sheet: ExhibitSheet, _ misfits: [Misfit], by identity: Identity) throws -> ID<Loan> {
        let loan: ID<Loan> = newID(), site = draft.site
        try execute(
            """
            INSERT INTO exhibits_loan (id, resource_id, owner_id, borrower_id, wanted, from_day, to_day, hold_from, hold_to, state, purpose, place, site_area,
                site_door_width, site_door_height, site_floor, site_power, site_indoor, site_network, misfits, misfit_reason, missing_reason, remark, asked_by,
                reminded_on, soon_on, asked_at, changed_at)
            VALUES (\(loan), \(exhibit.id), \(exhibit.ownerID), \(draft.borrower), \(draft.wanted), \(draft.from), \(draft.to), \(draft.from.adding(days: -sheet.daysBefore)),
                \(draft.to.adding(days: sheet.daysAfter)), \(LoanState.asked), \(draft.purpose), \(draft.place), \(site.area), \(site.doorWidth), \(site.doorHeight),
                \(site.floor), \(site.power), \(site.indoor), \(site.network), \(misfits.map(\.field.rawValue).joined(separator: " ")), '', '', '',
                \(identity.account.id.number == 0 ? nil : identity.account.id.number), NULL, NULL, \(now), \(now))
            """)
        return loan
    }

    /// The loan, for somebody who sees it at the desk: of the owner or of the borrower. Others learn nothing of it.
    func deskLoan(_ id: ID<Loan>, for identity: Identity) throws -> Loan {
        guard let loan = try loan(id) else { throw Refusal.notFound(Loan.noun) }
        let (ofOwner, ofBorrower) = (try organisationScopes(loan.ownerID), try organisationScopes(loan.borrowerID))
        // Whoever takes its steps sees it too: a program's token may say no more than that.
        if identity.may(Exhibits.lend, within: ofOwner) || identity.may(Exhibits.borrow, within: ofBorrower) { return loan }
        try identity.require(Exhibits.see, within: ofOwner + ofBorrower)
        return loan
    }
}

/// Thrown where a place does not fit: one remark for each field.
struct LoanMisfits: Error {
    let misfits: [Misfit]
}
