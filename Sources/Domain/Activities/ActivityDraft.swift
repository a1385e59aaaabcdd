package import Kernel
package import Language
package import Venues

/// An activity to be added, with its first version.
package struct ActivityDraft: Sendable {
    package var organiser: ID<Organisation>
    package var content: ActivityContent
    package var key: String?
    package var parent: ID<Activity>?
    package var isUmbrella = false
    package var external: ExternalName?
    package var repeats: ID<Activity>?
    /// Further bodies, in the order in which they are printed.
    package var bodies: [ActivityBody] = []
    package var sources: [String] = []
    package var repaired: String?

    package init(organiser: ID<Organisation>, content: ActivityContent) { (self.organiser, self.content) = (organiser, content) }

    /// The shortest way: a title, a summary, and what it is.
    package init(organiser: ID<Organisation>, title: Wording, summary: Wording, kind: ActivityKind = .other, mode: AttendanceMode = .onsite) {
        self.init(organiser: organiser, content: ActivityContent(title: title, summary: summary, kind: kind, mode: mode))
    }
}

/// A further body with what it is to the activity: `co-organiser`, `undertaker`, `supporter` …
package struct ActivityBody: Sendable, Hashable {
    package let organisation: ID<Organisation>
    package let role: String
    package init(_ organisation: ID<Organisation>, role: String) { (self.organisation, self.role) = (organisation, role) }
}
