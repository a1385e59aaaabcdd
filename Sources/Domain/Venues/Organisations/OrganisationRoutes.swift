import Access
import Kernel
import Regions
import Rooms
import Storage
import Web

/// `/organisations/{id}` for the public; `/desk/organisations`: one's own units, their profiles, and those that may be one.
enum OrganisationRoutes {
    static let item = DeskItem("/desk/organisations", "单位", "Units", permission: Venues.edit, in: .network, order: 55)
    static let noun = Phrase("该单位", "organisation")

    static func routes(_ house: House) -> [Route] {
        [
            .get("/organisations/{id}", .anyone) { visit in try await publicPage(visit, house) },
            .get("/desk/organisations", .permitted(Venues.edit)) { visit in try await list(visit) },
            .get("/desk/organisations/{id}", .permitted(Venues.edit)) { visit in try await form(visit) },
            .post("/desk/organisations/{id}", .permitted(Venues.edit)) { visit in try await change(visit) },
            .get("/desk/organisations/{id}/merging", .permitted(Venues.edit)) { visit in try await mergingPage(visit) },
            .post("/desk/organisations/{id}/merging", .permitted(Venues.edit)) { visit in try await merge(visit, house) },
        ]
    }

    /// The old address of a unit that was merged leads to the one that stays.
    private static func publicPage(_ visit: Visit, _ house: House) async throws -> Answer {
        let id: ID<Organisation> = try visit.id("id", of: noun)
        let (page, kept) = try await visit.database.read { tx in (try OrganisationPage(id, in: tx), try tx.mergedInto(id)) }
        if let kept { return Answer(status: 301, mediaType: "text/plain; charset=utf-8", body: []).header("location", "/organisations/\(kept.text)") }
        guard let page else { throw Refusal.notFound(noun) }
        return page.answer(visit, panels: try await house.panelsHTML(on: Venues.organisationPanels, id.number, visit))
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (units, profiles) = try await visit.database.read { tx in (try VenueDesk.organisations(of: identity, in: tx), try tx.profiles()) }
        return OrganisationListPage(units: units.map { ($0, profiles[$0.id] ?? OrganisationProfile()) }, visit: visit).answer
    }

    private static func load(_ visit: Visit) async throws -> (unit: Organisation, profile: OrganisationProfile, kept: Organisation?) {
        let identity = try visit.signedIn()
        let id: ID<Organisation> = try visit.id("id", of: noun)
        return try await visit.database.read { tx in
            guard let unit = try tx.organisation(id) else { throw Refusal.notFound(noun) }
            let kept = try tx.mergedInto(id)
            try identity.require(Venues.edit, within: tx.organisationScopes(kept ?? id))
            return (unit, try tx.profile(of: id), try kept.flatMap { try tx.organisation($0) })
        }
    }

    private static func form(_ visit: Visit) async throws -> Answer {
        let (unit, profile, kept) = try await load(visit)
        let values = SeenForm.marked(OrganisationForm.values(of: unit, profile))
        return OrganisationFormPage(unit: unit, kept: kept, reading: OrganisationForm.form.filled(values), visit: visit).answer
    }

    private static func change(_ visit: Visit) async throws -> Answer {
        let (identity, found) = (try visit.signedIn(), try await load(visit))
        var reading = OrganisationForm.read(visit.posted, regions: visit.regions)
        if found.kept == nil, reading.isGood, let name = reading.wording("name"), let kind = Organisation.Kind(rawValue: reading.text("kind")) {
            do {
                let fixed = reading
                try await visit.database.write { tx in
                    try identity.require(Venues.edit, within: tx.organisationScopes(found.unit.id))
                    guard let unit = try tx.organisation(found.unit.id) else { throw Refusal.notFound(noun) }
                    try SeenForm.check(fixed, against: OrganisationForm.values(of: unit, tx.profile(of: unit.id)))
                    var new = unit
                    (new.name, new.kind, new.region) = (name, kind, fixed.textOrNil("region"))
                    new.line = fixed.textOrNil("line").flatMap { Organisation.Line(rawValue: $0) }
                    try tx.checkMove(of: unit, to: new, by: identity)
                    // A unit is not moved out of the reach of whoever moves it.
                    let scopes = [Scope.organisation(unit.id.number)] + (try tx.regionScopes(new.region))
                    try identity.require(Venues.edit, within: scopes)
                    try tx.change(new, OrganisationForm.profile(fixed), by: identity.account.id.number)
                }
                return visit.see("/desk/organisations/\(found.unit.id.text)", saying: Phrase("单位资料已保存。", "The unit's profile is saved."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        return OrganisationFormPage(unit: found.unit, kept: found.kept, reading: reading, visit: visit, status: 422).answer
    }

    private static func mergingPage(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let found = try await load(visit)
        guard found.kept == nil else { return .see("/desk/organisations/\(found.unit.id.text)") }
        let into = visit.query["into"].flatMap { ID<Organisation>($0) }
        let others = try await visit.database.read { try VenueDesk.organisations(of: identity, in: $0) }.filter { $0.id != found.unit.id }
        return OrganisationMergingPage(unit: found.unit, others: others, into: into, visit: visit).answer
    }

    private static func merge(_ visit: Visit, _ house: House) async throws -> Answer {
        let identity = try visit.signedIn()
        let id: ID<Organisation> = try visit.id("id", of: noun)
        guard let into = ID<Organisation>(visit.posted.fields["into"] ?? "") else {
            throw Refusal(.invalid, "merge-into", "请选择保留哪个单位。", "Choose the unit that stays.", field: "into")
        }
        try await visit.database.write { try $0.merge(id, into: into, house: house, by: identity) }
        return visit.see(
            "/desk/organisations/\(into.text)",
            saying: Phrase("两个单位已合并，原有的场馆、活动、协议和角色都归到这里。", "The two are one now: venues, activities, agreements and roles are here."))
    }
}

extension Transaction {
    /// Line and seat say who has a say over a unit: once stated, only somebody above it changes them, never the unit itself.
    fileprivate func checkMove(of unit: Organisation, to new: Organisation, by identity: Identity) throws {
        let isMoved = unit.region != nil && new.region != unit.region
        guard isMoved || new.line != unit.line else { return }
        guard try !identity.may(Venues.edit, within: scopes(above: unit)) else { return }
        throw Refusal(
            .invalid, "unit-moved", "条线和所在地决定由谁管理，请联系上级科协更改。", "Line and seat say who has a say over the unit; ask the association above it to change them.",
            field: isMoved ? "region" : "line")
    }
}
