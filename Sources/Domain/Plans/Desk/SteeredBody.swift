import Access
import Kernel
import Venues

/// For which bodies somebody steers: a role over a campaign is one over no body.
extension Identity {
    private var bodyScopes: [Scope] { scopes(of: Plans.steer).filter { $0.segments.first != "campaign" } }

    /// Whether there is one.
    var steersForBody: Bool { !bodyScopes.isEmpty }

    /// The body, where there is one alone.
    var onlySteeredBody: ID<Organisation>? {
        let scopes = Set(bodyScopes)
        guard scopes.count == 1, let segments = scopes.first?.segments, segments.count == 2, segments[0] == "organisation" else { return nil }
        return ID(segments[1])
    }
}
