package import Access
package import Kernel
import Language
package import Rooms
package import Storage

extension Transaction {
    /// Two records of one and the same body become one. Everything that refers to `old` refers to `kept` from then on: venues, networks,
    /// agreements, units below it, roles over it, and what other rooms keep (`Venues.organisationMerge`). `old` can still be read, its
    /// address leads to `kept`, and files that name its key mean `kept`. What was written in the ledger stays as it was.
    ///
    /// Refuses whoever has no power over both; and, where it would take the unit out of a line or a seat that has a say over it, whoever
    /// does not stand above it.
    package func merge(_ old: ID<Organisation>, into kept: ID<Organisation>, house: House, by identity: Identity) throws {
        try identity.require(Venues.edit, within: organisationScopes(old))
        try identity.require(Venues.edit, within: organisationScopes(kept))
        try lock("venues.organisations")
        guard let gone = try organisation(old), let survivor = try organisation(kept) else { throw Refusal.notFound(Phrase("该单位", "organisation")) }
        guard old != kept else {
            throw Refusal(.invalid, "merge-itself", "一个单位不能与自己合并。请另选一个。", "A unit cannot be merged with itself. Choose another.", field: "into")
        }
        for one in [old, kept] where try mergedInto(one) != nil {
            throw Refusal(.conflict, "merged-already", "其中一个单位已经合并过。请刷新页面。", "One of the two was merged already. Reload the page.")
        }
        let isMoved = gone.region != nil && survivor.region != gone.region || gone.line != nil && survivor.line != gone.line
        if isMoved, try !identity.may(Venues.edit, within: scopes(above: gone)) {
            throw Refusal(
                .invalid, "unit-moved", "两个单位的条线或所在地不同，合并后“\(gone.name.zh)”将不再由原上级管理，请联系上级科协办理。",
                "The two differ in line or seat, which say who has a say over “\(gone.name.phrase.en)”; ask the association above it to merge them.", field: "into")
        }
        if try stands(old, above: survivor) { try execute("UPDATE venues_organisation SET parent_id = \(gone.parentID) WHERE id = \(kept)") }
        try execute("UPDATE venues_organisation SET parent_id = \(kept) WHERE parent_id = \(old) AND id <> \(kept)")
        try execute("UPDATE venues_venue SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try execute("UPDATE venues_network SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try mergeParties(old, into: kept)
        try put(profile(of: kept).filled(from: profile(of: old)), of: kept)
        let roles = try moveGrants(from: .organisation(old.number), to: .organisation(kept.number))
        try house.merge(Venues.organisationMerge, old.number, into: kept.number, in: self)
        try execute(
            """
            INSERT INTO venues_organisation_merger (old_id, kept_id, merged_at, merged_by)
            VALUES (\(old), \(kept), \(now), \(identity.account.id.number))
            """)
        // Whoever was merged into the one that goes now leads on to the one that stays.
        try execute("UPDATE venues_organisation_merger SET kept_id = \(kept) WHERE kept_id = \(old)")
        let actor = identity.account.id.number
        try record(
            LedgerEntry("venues.organisation-merged", "organisation", old, by: actor, payload: "{\"into\":\"\(kept.text)\",\"roles\":\(roles)}"))
        try record(LedgerEntry("venues.organisation-took-over", "organisation", kept, by: actor, payload: "{\"from\":\"\(old.text)\"}"))
    }

    /// Who has a say over where a unit sits and to whom it reports: never the unit itself.
    func scopes(above unit: Organisation) throws -> [Scope] {
        let above = try regionScopes(unit.region)
        return above.isEmpty ? [.all] : above
    }

    private func stands(_ one: ID<Organisation>, above unit: Organisation) throws -> Bool {
        var next = unit.parentID
        while let above = next {
            if above == one { return true }
            next = try organisation(above)?.parentID
        }
        return false
    }

    /// The unit that took this one's place; nil while it is its own.
    package func mergedInto(_ organisation: ID<Organisation>) throws -> ID<Organisation>? {
        try row("SELECT kept_id FROM venues_organisation_merger WHERE old_id = \(organisation)") { try $0.id("kept_id") }
    }
}
