import Access
import Kernel
import Language
import Outbox
import Storage

extension Transaction {
    /// So many of one account wait at once.
    private static let mostWanted: Int64 = 20

    /// Names a unit that is missing. Refuses one that is in the list, or waits already.
    func wantUnit(_ name: Wording, _ kind: Organisation.Kind, region: String?, note: String, by account: ID<Account>) throws -> ID<WantedUnit> {
        try lock("venues.wanted")
        let folded = OrganisationLikeness.folded(name.zh)
        func isIt(_ other: Wording, _ place: String?) -> Bool { OrganisationLikeness.folded(other.zh) == folded && place == region }
        if let known = try organisations().first(where: { isIt($0.name, $0.region) }) {
            throw Refusal(
                .conflict, "unit-here", "“\(known.name(.zh))”已在名单中，不需要再报。", "“\(known.name(.en))” is in the list already; it need not be named again.", field: "name_zh")
        }
        guard try !wantedUnits().contains(where: { isIt($0.name, $0.region) }) else {
            throw Refusal(.conflict, "unit-waits", "这个单位已有人报来，正在等候处理。", "Somebody has named this unit already; it waits to be added.", field: "name_zh")
        }
        guard try number("SELECT COUNT(*) FROM venues_organisation_wanted WHERE asked_by = \(account)") ?? 0 < Self.mostWanted else {
            throw Refusal(
                .conflict, "units-many", "您报来的单位已有 \(Self.mostWanted) 个在等候，请等处理后再报。",
                "\(Self.mostWanted) units that you named are waiting. Wait until they are answered.")
        }
        let id: ID<WantedUnit> = newID()
        try execute(
            """
            INSERT INTO venues_organisation_wanted (id, name_zh, name_en, kind, region, note, asked_by, asked_at)
            VALUES (\(id), \(name.zh), \(name.en), \(kind), \(region), \(note), \(account), \(now))
            """)
        try record(LedgerEntry("venues.unit-named", "wanted-unit", id, by: account.number))
        return id
    }

    /// All that wait, the longest first.
    func wantedUnits() throws -> [WantedUnit] { try rows("SELECT * FROM venues_organisation_wanted ORDER BY asked_at, id", WantedUnit.init) }

    func wantedUnits(of account: ID<Account>) throws -> [WantedUnit] {
        try rows("SELECT * FROM venues_organisation_wanted WHERE asked_by = \(account) ORDER BY asked_at, id", WantedUnit.init)
    }

    /// Those over whose region somebody has a say.
    func wantedUnits(for identity: Identity) throws -> [WantedUnit] {
        try wantedUnits().filter { identity.may(Venues.edit, within: try wantedScopes($0)) }
    }

    /// It is a unit of its own, and in the list from now on.
    func addWanted(_ id: ID<WantedUnit>, by identity: Identity) throws -> ID<Organisation> {
        let unit = try takeWanted(id, by: identity)
        let key = "u-\(id.text.lowercased())"
        let new = try addOrganisation(key: key, name: unit.name, kind: unit.kind, region: unit.region, by: identity.account.id.number)
        try tellFinder(
            of: unit, at: new,
            Phrase("“\(unit.name(.zh))”已加入单位名单，可以邀请和选用了。", "“\(unit.name(.en))” is in the list of units now and can be chosen and invited."))
        return new
    }

    /// It is one that is in the list, perhaps under another name.
    func recogniseWanted(_ id: ID<WantedUnit>, as organisation: ID<Organisation>, by identity: Identity) throws {
        guard let known = try self.organisation(mergedInto(organisation) ?? organisation) else {
            throw Refusal(.invalid, "no-unit", "没有这个单位。请重新选择。", "There is no such unit. Choose another.", field: "organisation")
        }
        let unit = try takeWanted(id, by: identity)
        try tellFinder(
            of: unit, at: known.id,
            Phrase(
                "您报来的“\(unit.name(.zh))”就是名单中的“\(known.name(.zh))”，请使用它。",
                "“\(unit.name(.en))”, which you named, is “\(known.name(.en))” in the list: use that."))
    }

    private func wantedScopes(_ unit: WantedUnit) throws -> [Scope] {
        let scopes = try regionScopes(unit.region)
        return scopes.isEmpty ? [.all] : scopes
    }

    private func takeWanted(_ id: ID<WantedUnit>, by identity: Identity) throws -> WantedUnit {
        guard let unit = try row("SELECT * FROM venues_organisation_wanted WHERE id = \(id)", WantedUnit.init) else { throw Refusal.unitAnswered }
        try identity.require(Venues.edit, within: wantedScopes(unit))
        guard try execute("DELETE FROM venues_organisation_wanted WHERE id = \(id)") == 1 else { throw Refusal.unitAnswered }
        try record(LedgerEntry("venues.unit-answered", "wanted-unit", id, by: identity.account.id.number))
        return unit
    }

    private func tellFinder(of unit: WantedUnit, at organisation: ID<Organisation>, _ body: Phrase) throws {
        try tell(
            Message(
                WantedUnit.letter, to: .account(unit.askedBy), subject: Phrase("单位：\(unit.name(.zh))", "Unit: \(unit.name(.en))"), body: body,
                path: "/organisations/\(organisation)"))
    }
}

extension Refusal {
    fileprivate static let unitAnswered = Refusal(
        .conflict, "unit-answered", "这个单位刚刚由他人处理了。请刷新页面。", "Somebody has just answered for this unit. Reload the page.")
}
