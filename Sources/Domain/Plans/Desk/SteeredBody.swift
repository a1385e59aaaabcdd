import Access
import Kernel
import Venues

/// For which bodies somebody steers: a role over a campaign is one over no body.
extension Identity {
    private var bodyScopes: [Scope] { scopes(of: Plans.steer).filter { $0.segments.first != "campaign" } }

    /// Whether there is one.
    var steersForBody: Bool { !bodyScopes.isEmpty }

    /// Refuses whoever could draw up a plan for nobody, before a form is filled in.
    func requireSteeredBody() throws(Refusal) {
        guard !steersForBody else { return }
        throw Refusal(
            .forbidden, "plan-body", "您只管理活动项目，不代任何单位统筹计划，不能新建计划。请由统筹单位的工作人员建立。",
            "You look after campaigns and steer plans for no body, so you cannot draw up a plan. Ask somebody of the body that steers.")
    }

    /// The body, where there is one alone.
    var onlySteeredBody: ID<Organisation>? {
        let scopes = Set(bodyScopes)
        guard scopes.count == 1, let segments = scopes.first?.segments, segments.count == 2, segments[0] == "organisation" else { return nil }
        return ID(segments[1])
    }
}
