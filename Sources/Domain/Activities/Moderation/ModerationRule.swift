package import Campaigns
package import Kernel
package import Language

/// How the moderators of a campaign work. Holds for the campaign and for those below it that have no rule of their own (domain §3.9, P7).
package struct ModerationRule: Sendable, Hashable {
    /// Why activities are not taken, in the campaign's own words.
    package struct Reason: Sendable, Hashable {
        package let key: String
        package let name: Wording
        package init(key: String, name: Wording) { (self.key, self.name) = (key, name) }

        /// As it stands in a decision, which every host reads in the same words.
        package var text: String { name.en.map { "\(name.zh) / \($0)" } ?? name.zh }
    }

    /// Once something has waited so long, the level above may act as well.
    package var hours = ModerationRule.standardHours
    package var reasons: [Reason] = []
    /// What verified organisations enter is published at once, and so many percent of it are looked at afterwards. Nil: it waits as
    /// everybody's does.
    package var sample: Int?
    /// What these campaigns publish, this one publishes as well; where it has a region, what takes place there. Not inherited.
    package var takesFrom: [ID<Campaign>] = []

    /// What the campaign asks of each of its activities beside what they say themselves.
    package var fields: [CampaignField] = []

    package init() {}

    /// Three days, where no campaign says otherwise.
    package static let standardHours = 72
    package static let hours = 1...720
    package static let samples = 0...100
}
