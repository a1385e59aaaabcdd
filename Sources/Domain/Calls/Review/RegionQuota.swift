import Kernel
import Language
import Storage
import Venues

/// How many of a region of the level below may be proposed in a call, and how many are (domain.md P4).
struct RegionQuota: Sendable, Hashable {
    /// The region of the level below: its code, cut to the digits of that level.
    let region: String
    let most: Int
    /// Already recognised.
    let used: Int
    /// Proposed, not decided yet.
    let held: Int

    var left: Int { max(0, most - used - held) }

    /// The region of the level below in which a unit lies: of a national scheme the province, of a provincial one the prefecture.
    static func region(of code: String, _ level: Scheme.Level) -> String {
        switch level {
        case .national: code.prefix(2) + "0000"
        case .provincial: code.prefix(4) + "00"
        case .municipal, .district: code
        }
    }
}

extension Transaction {
    /// The quotas of a call by region; empty where its scheme sets none.
    func quotas(of call: ID<Call>, _ scheme: Scheme) throws -> [RegionQuota] {
        guard let most = scheme.review.mostInRegion else { return [] }
        let found = try rows(
            """
            SELECT region, state, COUNT(*) AS applications FROM calls_application
            WHERE call_id = \(call) AND state IN (\(list: [ApplicationState.passed.rawValue, ApplicationState.proposed.rawValue, ApplicationState.recognised.rawValue]))
                AND region IS NOT NULL GROUP BY region, state
            """) { (try $0.text("region"), try $0.choice("state", ApplicationState.self), try $0.int("applications")) }
        var (used, held, seen): ([String: Int], [String: Int], Set<String>) = ([:], [:], [])
        for (code, state, count) in found {
            let region = RegionQuota.region(of: code, scheme.level)
            seen.insert(region)
            if state == .recognised { used[region, default: 0] += count }
            if state == .proposed { held[region, default: 0] += count }
        }
        return seen.sorted().map { RegionQuota(region: $0, most: most, used: used[$0] ?? 0, held: held[$0] ?? 0) }
    }

    /// Refuses to propose one more where the region has had its share. Holds the call, so that two offices cannot both take the last.
    func requireQuota(for application: Application, in call: Call, _ scheme: Scheme) throws {
        guard let most = scheme.review.mostInRegion, let code = application.region else { return }
        try lock("calls.call.\(call.id.number)")
        let region = RegionQuota.region(of: code, scheme.level)
        guard let quota = try quotas(of: call.id, scheme).first(where: { $0.region == region }), quota.left == 0 else { return }
        throw Refusal(
            .conflict, "region-quota",
            "这个地区的名额为 \(most) 个：已认定 \(quota.used) 个，拟认定 \(quota.held) 个，没有空余。可先在会议审定中将该地区的另一项改为不列入。",
            "This region has \(most): \(quota.used) recognised and \(quota.held) proposed, so none is left. Let a meeting set another of the region aside first.", field: "event")
    }

    /// How many a recommender has recommended in a call: those that still stand.
    func recommendedCount(by recommender: ID<Organisation>, in call: ID<Call>) throws -> Int {
        Int(try number(
            """
            SELECT COUNT(*) FROM calls_application WHERE call_id = \(call) AND recommender_id = \(recommender)
                AND state NOT IN ('draft', 'submitted', 'returned', 'declined', 'withdrawn')
            """) ?? 0)
    }
}
