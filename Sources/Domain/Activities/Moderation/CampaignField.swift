package import Language

/// Something that one campaign wants to know of its activities, and that no other campaign asks: written at its place there, not into the
/// activity.
package struct CampaignField: Sendable, Hashable {
    package let key: String
    package let name: Wording
    /// What may be said; empty: anything.
    package let choices: [String]
    /// Whether the activity's page shows it.
    package let isPublic: Bool
    /// Whether nothing is handed to the campaign without it.
    package let isRequired: Bool

    package init(key: String, name: Wording, choices: [String] = [], isPublic: Bool = false, isRequired: Bool = false) {
        (self.key, self.name, self.choices, self.isPublic, self.isRequired) = (key, name, choices, isPublic, isRequired)
    }

    /// So long what is said may be.
    static let most = 500
    /// So many a campaign may ask for.
    static let count = 20
}
