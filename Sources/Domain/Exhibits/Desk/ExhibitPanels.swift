import Access
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
import Web

/// What other rooms' pages say of exhibits.
enum ExhibitPanels {
    /// On a resource's public page: the exhibit form, how many work, when it is free, and how one asks for it.
    static let resource = Panel(on: Resources.resourcePanels, order: 10) { visit, subject in
        let today = visit.now.day(in: Loan.zone), id = ID<Resource>(subject), grid = MonthGrid(today), identity = visit.identity
        let found = try await visit.database.read { tx -> ResourcePart? in
            guard let exhibit = try tx.exhibit(id), exhibit.isListed else { return nil }
            return ResourcePart(
                exhibit: exhibit, sheet: try tx.sheet(of: id) ?? ExhibitSheet(), members: exhibit.isSet ? try tx.members(of: id) : [],
                photos: try tx.photos(.sheet, of: subject), share: try tx.workingShare(ofExhibit: id),
                page: AvailabilityPage(exhibit: exhibit, grid: grid, occupation: try tx.occupation(of: id, from: today, to: grid.last)),
                isKeeper: try identity.map { $0.may(Exhibits.keep, within: try tx.organisationScopes(exhibit.ownerID)) } ?? false)
        }
        return found?.html(visit)
    }

    /// On the desk's page of a resource: where its owner goes on.
    static let desk = Panel(on: Resources.deskPanels, order: 10) { visit, subject in
        guard let identity = visit.identity else { return nil }
        let found = try await visit.database.read { tx -> (Exhibit, WorkingShare)? in
            guard let exhibit = try tx.exhibit(ID(subject)), identity.may(Exhibits.keep, within: try tx.organisationScopes(exhibit.ownerID)) else {
                return nil
            }
            return (exhibit, try tx.workingShare(ofExhibit: exhibit.id))
        }
        guard let (exhibit, share) = found else { return nil }
        return section(.class("stack"), .id("exhibit")) {
            h2 { visit.say(Phrase("展品登记表与实物", "Exhibit form and things")) }
            p { visit.say(share.says ?? Phrase("还没有登记实物，登记之后才能出借。", "No thing is entered yet; it can be lent once there is one.")) }
            p { a(.class("button"), .href("/desk/exhibits/\(exhibit.id)")) { visit.say(Phrase("填写登记表、登记实物", "Fill in the form, enter things")) } }
        }
    }

    /// On a unit's page: how many of its exhibits work.
    static let organisation = Panel(on: Venues.organisationPanels, order: 40) { visit, subject in
        let share = try await visit.database.read { tx in try tx.workingShare(ofUnit: ID(subject)) }
        return working(share, ID(subject), visit)
    }

    /// On a venue's page: the same of the unit that runs it.
    static let venue = Panel(on: Venues.venuePanels, order: 60) { visit, subject in
        let found = try await visit.database.read { tx -> (WorkingShare, ID<Organisation>)? in
            guard
                let unit = try tx.row(
                    "SELECT organisation_id FROM view_venues_venue WHERE id = \(subject)", { try $0.idOrNil("organisation_id", Organisation.self) })
                    ?? nil
            else { return nil }
            return (try tx.workingShare(ofUnit: unit), unit)
        }
        return found.flatMap { working($0.0, $0.1, visit) }
    }

    private static func working(_ share: WorkingShare, _ unit: ID<Organisation>, _ visit: Visit) -> HTML? {
        guard let says = share.says else { return nil }
        return section(.class("stack"), .id("working")) {
            h2 { visit.say(Phrase("展品完好率", "Exhibits that work")) }
            p { visit.say(Phrase("可出借的展品：", "Exhibits to lend: ")) + visit.say(says) }
            p {
                a(.href(.within("/resources", query: Query([("owner", unit.text), ("nature", "physical")])))) {
                    visit.say(Phrase("查看它的展品", "See its exhibits"))
                }
            }
        }
    }

    private struct ResourcePart: Sendable {
        let exhibit: Exhibit
        let sheet: ExhibitSheet
        let members: [SetMember]
        let photos: [Photo]
        let share: WorkingShare
        let page: AvailabilityPage
        /// Whoever looks keeps it for its unit.
        let isKeeper: Bool

        @HTMLBuilder func html(_ visit: Visit) -> HTML {
            section(.class("stack"), .id("exhibit")) {
                h2 { visit.say(Phrase("展品资料", "The exhibit")) }
                PhotoList(photos: photos, base: "/resources/\(exhibit.id.text)", says: exhibit.name.phrase, visit: visit).html
                SheetView(sheet: sheet, members: members, visit: visit).html
            }
            section(.class("stack"), .id("availability")) {
                h2 { visit.say(Phrase("借展", "Borrow it")) }
                if let says = share.says {
                    p { visit.say(Phrase("完好率：", "Working: ")) + visit.say(says) }
                    AvailabilityGrid(grid: page.grid, occupation: page.occupation, today: visit.now.day(in: Loan.zone), visit: visit).html
                    div(.class("actions")) {
                        a(.class("button", "button-primary"), .href(.within("/desk/loans/new", query: Query([("resource", exhibit.id.text)])))) {
                            visit.say(Phrase("申请借展", "Ask for it"))
                        }
                        a(.class("button", "button-quiet"), .href("/resources/\(exhibit.id)/availability")) {
                            visit.say(Phrase("查看更多月份", "More months"))
                        }
                    }
                } else {
                    p {
                        visit.say(
                            Phrase("提供单位还没有登记实物，暂不能预约。可以先与它联系。", "Its unit has entered no thing of it yet; it cannot be reserved. Ask the unit."))
                    }
                }
                if isKeeper {
                    p { a(.href("/desk/exhibits/\(exhibit.id)")) { visit.say(Phrase("管理实物和展品登记表", "Keep its things and its form")) } }
                }
            }
        }
    }
}
