package import Kernel
package import Venues

/// One item of a programme: its identity, who organises it and what becomes of it. What it says stands in its versions,
/// what each campaign thinks of it in its placements, when it takes place in its sessions.
package struct Activity: Sendable, Hashable {
    package let id: ID<Activity>
    /// The key in a campaign file, where it was declared in one.
    package let key: String?
    package let organiser: ID<Organisation>
    /// The umbrella that it belongs to: one level, never more.
    package let parent: ID<Activity>?
    /// Whether it may have children. With published children it is a container and is never counted.
    package let isUmbrella: Bool
    package let status: ActivityStatus
    /// Why it was cancelled or moved, for the public; empty when nothing was said.
    package let statusReason: String
    /// Where it came from and its name there: unique together.
    package let external: ExternalName?
    /// The codes of the sources that a campaign file names; empty for what was entered at the desk.
    package let sources: [String]
    /// How garbled figures in it were read: `confirmed`, `inferred`.
    package let repaired: String?
    /// The activity of an earlier year that this one repeats.
    package let repeats: ID<Activity>?
    /// The newest version.
    package let latest: Int
    /// The version that the public sees; nil while no campaign has published one.
    package let shown: Int?
    /// From the first session's begin to the last one's end; nil without sessions and period.
    package let firstAt: Instant?
    package let lastAt: Instant?

    package var isPublic: Bool { shown != nil }
    package var isCancelled: Bool { status == .cancelled }
}

/// The name of a record in the system that it was brought in from: `("openagenda:fete-2017", "12345")`.
package struct ExternalName: Sendable, Hashable {
    package let source: String
    package let id: String
    package init(source: String, id: String) { (self.source, self.id) = (source, id) }
}
