package import Access
package import Kernel
import Language
import Resources
package import Storage
package import Venues

/// Sets that a unit is to have because a decision gave them to it, not because it asked their owner.
package struct AwardedLoan: Sendable {
    package let borrower: ID<Organisation>
    /// The catalogue's number of what is lent.
    package let resource: Int64
    package let sets: Int
    package let from: Day
    package let to: Day
    package let purpose: String
    /// Who decided: it reserves what is its own, and asks other owners.
    package let authority: ID<Organisation>

    package init(borrower: ID<Organisation>, resource: Int64, sets: Int, from: Day, to: Day, purpose: String, authority: ID<Organisation>) {
        (self.borrower, self.resource, self.sets, self.from, self.to) = (borrower, resource, sets, from, to)
        (self.purpose, self.authority) = (purpose, authority)
    }
}

extension Transaction {
    /// Makes the loan of an award: all of its sets, held with the days for transport and service of the exhibit's form. What belongs to another unit
    /// than the authority's is asked for only, unless whoever decides lends for its owner too. The caller has asked whether they may decide.
    ///
    /// - Returns: the loan's number. Refuses days that are over, and sets that are not free; then nothing is made.
    package func lend(_ award: AwardedLoan, by identity: Identity) throws -> Int64 {
        guard let exhibit = try exhibit(ID(award.resource)) else {
            throw Refusal(.invalid, "award-no-exhibit", "目录中没有这项可借的展品。", "The catalogue has no exhibit for it that could be lent.")
        }
        guard award.borrower != exhibit.ownerID else {
            throw Refusal(.invalid, "loan-own", "这是获配单位自己的展品，不需要借。", "It is the unit's own; there is no need to lend it.")
        }
        let known = try knownSite(of: award.borrower)
        let draft = LoanDraft(
            borrower: award.borrower, wanted: award.sets, from: award.from, to: award.to, purpose: award.purpose, place: known.place, site: known.site, isDespite: true)
        try checkDays(draft)
        let sheet = try sheet(of: exhibit.id) ?? ExhibitSheet(), misfits = sheet.need.misfits(draft.site)
        let mayReserve = try exhibit.ownerID == award.authority || identity.may(Exhibits.lend, within: organisationScopes(exhibit.ownerID))
        let id = try keepAsked(draft, for: exhibit, sheet, misfits, by: identity)
        try recordStep("exhibits.asked", id, "", by: identity)
        guard mayReserve else {
            try tellOfLoan(id, .asked, "", by: identity.account.id)
            return id.number
        }
        guard let loan = try loan(id) else { throw Refusal.notFound(Loan.noun) }
        let occupation = try occupation(of: exhibit.id, from: loan.holdFrom, to: loan.holdTo), free = occupation.free(from: loan.holdFrom, to: loan.holdTo)
        guard free.count >= award.sets else {
            let (zh, en) = (Dates.span(loan.holdFrom, loan.holdTo, .zh), Dates.span(loan.holdFrom, loan.holdTo, .en))
            throw Refusal(
                .conflict, "award-taken", "\(zh)（含前后运输天数）共 \(occupation.total) 套，只有 \(free.count) 套有空，需要 \(award.sets) 套。",
                "Of \(occupation.total) there are only \(free.count) free for \(en), transport included; \(award.sets) are needed.")
        }
        var reservation = ReservationDraft(pieces: free.prefix(award.sets).map { ID($0) }, daysBefore: sheet.daysBefore, daysAfter: sheet.daysAfter)
        if !misfits.isEmpty { reservation.misfitReason = "按配发结果借出，场地验收时核对 / Lent by the result of the round; the place is checked when it arrives" }
        try reserve(loan, reservation, by: identity)
        return id.number
    }

    /// What is known of the borrower's place: what it said when it asked the last time, and for the rest what its venue states of itself.
    func knownSite(of borrower: ID<Organisation>) throws -> (place: String, site: SiteFacts) {
        guard let last = try lastSite(of: borrower) else {
            let own = try sites(of: borrower)
            guard own.count == 1, let only = own.first else { return ("", SiteFacts()) }
            // What stands in a venue stands under its roof.
            var site = SiteFacts(indoor: true).filled(from: only.site)
            site.network = false
            return (only.name, site)
        }
        return (last.place, try stated(last.site, at: last.place, of: borrower))
    }

    /// The same for a form; nil where nothing is known.
    func knownPlace(of borrower: ID<Organisation>) throws -> (place: String, site: SiteFacts)? {
        let known = try knownSite(of: borrower)
        return known.place.isEmpty && known.site == SiteFacts() ? nil : known
    }

    /// With what the venue states of itself where the unit did not say: its only venue, or the one of that name.
    func stated(_ site: SiteFacts, at place: String, of borrower: ID<Organisation>) throws -> SiteFacts {
        guard !site.isWhole else { return site }
        let own = try sites(of: borrower)
        guard let venue = own.first(where: { $0.name == place }) ?? (own.count == 1 ? own.first : nil) else { return site }
        return site.filled(from: venue.site)
    }
}

/// How far a loan has come, in words for other rooms.
package enum LoanWords {
    package static func title(state: String) -> Phrase { LoanState(rawValue: state)?.title ?? Phrase(same: state) }
}
