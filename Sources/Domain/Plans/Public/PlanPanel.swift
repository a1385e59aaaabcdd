import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// On a campaign's page: the plans of whoever organises it, and of the bodies above those. Anybody else's plan may read its figures, and is not shown here.
enum PlanPanel {
    static let most = 20

    static let panel = Panel(on: Campaigns.campaignPanels, order: 46) { visit, subject in
        let plans = try await visit.database.read { tx in try tx.plans(steering: ID<Campaign>(subject)) }
        guard !plans.isEmpty else { return nil }
        return section(.class("stack"), .id("plans")) {
            h2 { visit.say(Plans.title) }
            ul(.class("session-list"), .role("list")) { for plan in plans.prefix(most) { li { PlanListPage.line(plan, visit) } } }
            if plans.count > most {
                p { a(.href("/plans")) { visit.say(Phrase("另有 \(plans.count - most) 个，见全部计划", "And \(plans.count - most) more, among all plans")) } }
            }
        }
    }
}

extension Transaction {
    /// The issued plans of a campaign that its organisers, or bodies above them, steer. None where nobody is named as organising it.
    func plans(steering campaign: ID<Campaign>) throws -> [ActionPlan] {
        let all = try actionPlans(where: "p.campaign_id = \(campaign) AND p.issued_at IS NOT NULL")
        guard !all.isEmpty, let owners = try owners(of: [campaign])[campaign] else { return [] }
        let parents = try organisationParents()
        var steering: Set<ID<Organisation>> = []
        for owner in owners {
            var next: ID<Organisation>? = owner
            while let one = next, steering.insert(one).inserted { next = parents[one] }
        }
        return all.filter { steering.contains($0.authorityID) }
    }
}
