import Access
import Kernel
import Language
import Rooms
import Storage
import Web

/// `/desk/organisations/wanted`: units that hosts miss in the list.
enum WantedUnitRoutes {
    static let routes: [Route] = [
        .get(WantedUnitPage.path, .permitted(Venues.edit)) { visit in try await page(visit).answer },
        .post(WantedUnitPage.path, .permitted(Venues.edit)) { visit in try await name(visit) },
        .post(WantedUnitPage.path + "/{unit}/addition", .permitted(Venues.edit)) { visit in
            try await answering(visit, Phrase("已加入单位名单。", "It is in the list of units now.")) { unit, identity, tx in
                _ = try tx.addWanted(unit, by: identity)
            }
        },
        .post(WantedUnitPage.path + "/{unit}/recognition", .permitted(Venues.edit)) { visit in
            let known = ID<Organisation>(visit.posted.fields["organisation"] ?? "")
            return try await answering(visit, Phrase("已告知报送者是哪个单位。", "Whoever named it is told which unit it is.")) { unit, identity, tx in
                guard let known else { throw Refusal(.invalid, "no-unit", "请选择是哪个单位。", "Choose which unit it is.", field: "organisation") }
                try tx.recogniseWanted(unit, as: known, by: identity)
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> WantedUnitPage {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in
            let waiting = try tx.wantedUnits(for: identity)
            let units = waiting.isEmpty ? [] : try VenueDesk.organisations(of: identity, in: tx)
            return WantedUnitPage(
                waiting: waiting, own: try tx.wantedUnits(of: identity.account.id), units: units, reading: WantedUnitPage.form.empty, visit: visit)
        }
    }

    private static func name(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        var reading = WantedUnitPage.read(visit)
        if reading.isGood, let name = reading.wording("name"), let kind = Organisation.Kind(rawValue: reading.text("kind")) {
            let (region, note) = (reading.textOrNil("region"), reading.text("note"))
            do {
                return try await visit.making { tx in
                    _ = try tx.wantUnit(name, kind, region: region, note: note, by: identity.account.id)
                    return Made(at: WantedUnitPage.path, saying: Phrase("已报送，处理后会通知您。", "It is sent; you are told what becomes of it."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        var page = try await page(visit)
        page.reading = reading
        return page.answer
    }

    private static func answering(
        _ visit: Visit, _ said: Phrase, _ answer: @escaping @Sendable (ID<WantedUnit>, Identity, Transaction) throws -> Void
    ) async throws -> Answer {
        let identity = try visit.signedIn()
        let unit: ID<WantedUnit> = try visit.id("unit", of: WantedUnit.noun)
        do {
            try await visit.database.write { try answer(unit, identity, $0) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            page.problem = refusal
            return page.answer
        }
        return visit.see(WantedUnitPage.path, saying: said)
    }
}
