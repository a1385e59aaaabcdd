package import Campaigns
package import Kernel

/// What is asked: one campaign with all below it, perhaps narrowed to a place, a kind or a day.
package struct FigureQuestion: Sendable, Hashable {
    /// A place as the records roll up today, over one-to-one successors.
    package enum Place: Sendable, Hashable {
        /// The unit of that code and everything below it.
        case within(String)
        /// Activities whose region nobody stated, or whose code is in no table.
        case unknown

        /// As it stands in an address.
        package var text: String {
            switch self {
            case .within(let code): code
            case .unknown: "unknown"
            }
        }
    }

    package var campaign: ID<Campaign>
    package var place: Place?
    /// The raw text of an `ActivityKind`.
    package var kind: String?
    /// The local day of the session, `2023-09-16`; claims about whole activities have none and do not answer.
    package var day: String?

    /// What narrows it beside these.
    package var slices: [FigureSlice: String] = [:]

    package init(_ campaign: ID<Campaign>, place: Place? = nil, kind: String? = nil, day: String? = nil) {
        (self.campaign, self.place, self.kind, self.day) = (campaign, place, kind, day)
    }
}
