package import Access
import Kernel
package import Rooms
import Web

/// The room of organisations, venues, the "1+N" networks and the agreements between bodies.
package enum Venues {
    package static let edit = Permission("venues.edit", "编辑场馆", "Edit venues", roles: [.administrator, .organiser, .host])

    /// Below a venue's own facts: what later rooms know of it, such as its coming activities and its figures.
    package static let venuePanels = PanelPlace("venues.venue")

    /// Below a network's own facts.
    package static let networkPanels = PanelPlace("venues.network")

    /// Below a unit's own facts; subject: the organisation.
    package static let organisationPanels = PanelPlace("venues.organisation")

    /// Two organisations that are one: whoever refers to organisations moves the references.
    package static let organisationMerge = MergePlace("venues.organisation")

    package static let module: Module = {
        var module = Module("venues", "场馆", "Venues")
        module.migrations = VenuesSchema.migrations
        module.permissions = [edit]
        module.messages = [WantedUnit.letter]
        module.personalData = [WantedUnit.personalData]
        module.dependants = VenueDependants.all
        module.scopes = VenueScopeKinds.all
        module.sections = [OrganisationSection.section, VenueSection.section, NetworkSection.section, AgreementSection.section]
        module.navigation = [.init("/venues", "场馆", "Venues", order: 40)]
        module.api = { _ in VenueAPI.resources + OrganisationAPI.resources }
        module.operations = { _ in VenueActs.operations }
        module.changes = VenueAPI.changes
        (module.ledgerWords, module.ledgerNouns) = (VenuesLedger.words, VenuesLedger.nouns)
        module.routes = { house in VenueRoutes.routes(house) + VenueDeskRoutes.routes + OrganisationRoutes.routes(house) + WantedUnitRoutes.routes }
        module.desk = [VenueDeskRoutes.item, OrganisationRoutes.item]
        return module
    }()
}
