import Access
import Kernel
import Storage
import Venues

extension Transaction {
    /// Refuses a venue that the desk would not offer: one of an organisation for which the person enters nothing.
    func requireOffered(_ venue: ID<Venue>?, keeping old: ID<Venue>? = nil, anywhere: Bool = false, to identity: Identity) throws {
        guard let id = venue, id != old, !anywhere else { return }
        let body = try self.venue(id)?.organisationID.flatMap { try organisation($0) }
        guard let body, identity.may(Activities.enter, within: try organisationScopes(body)) else {
            throw Refusal(
                .invalid, "venue-not-offered", "没有这个场馆，或者它的运营单位不由您填报。请另选，或填写地点（place、address、region）。",
                "There is no such venue, or you do not enter for the organisation that runs it. Choose another, or describe the place (place, address, region).",
                field: "venue")
        }
    }

    /// Refuses a series that the person may not know.
    func requireOffered(series parent: ID<Activity>?, to identity: Identity) throws {
        guard let parent else { return }
        let isKnown = try activity(parent).map { try $0.isPublic || identity.may(Activities.enter, within: entryScopes(parent)) } ?? false
        guard isKnown else {
            throw Refusal(
                .invalid, "no-umbrella", "没有这个系列活动。请另选，或不写 parent。", "There is no such series. Choose another, or leave “parent” out.", field: "parent")
        }
    }
}
