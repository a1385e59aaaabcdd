import Activities
package import Campaigns
package import Kernel
import Language
import Participation
package import Storage

extension Transaction {
    /// Locks an edition as published, with every campaign below it that is not locked yet. The values never change again.
    ///
    /// Refuses where it is locked already. Who may is asked by the caller.
    @discardableResult
    package func lockFigures(_ campaign: ID<Campaign>, by actor: Int64) throws -> ID<FigureLock> {
        guard let edition = try self.campaign(campaign) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        try lock("figures.lock")
        guard try isLocked(campaign) == false else {
            throw Refusal(
                .conflict, "locked-already", "“\(edition.name.phrase.zh)”的数字已经锁定，不能再次锁定。之后的更正会列在锁定值旁边。",
                "The figures of “\(edition.name.phrase.en)” are locked already and cannot be locked again. Later corrections are listed beside them.")
        }
        // What is being changed at this moment is waited for: every change is either in the locked values or a correction.
        try holdCountedActivities()
        try holdCountedClaims()
        let id: ID<FigureLock> = newID()
        let below = try rows(
            """
            SELECT x.campaign_id FROM view_campaigns_ancestor x WHERE x.ancestor_id = \(campaign)
                AND x.campaign_id NOT IN (SELECT l.campaign_id FROM figures_lock l) ORDER BY x.campaign_id
            """) { try $0.id("campaign_id", Campaign.self) }
        let seq = try keepClaims(below, lock: id)
        for one in below { try keepCounts(one, lock: id, root: campaign, seq: seq, by: actor) }
        try record(
            LedgerEntry(
                "figures.locked", "campaign", campaign, by: actor, scope: "/campaign/\(edition.key)", payload: "{\"lock\":\"\(id.text)\"}",
                visibility: .public))
        return id
    }

    /// The lock that holds for the campaign; nil while it is live only.
    package func figureLock(_ campaign: ID<Campaign>) throws -> FigureLock? {
        var values = FigureAnswer()
        try each("SELECT indicator, method, value FROM figures_locked_line WHERE campaign_id = \(campaign)") { row in
            try values.keep(row)
            return true
        }
        values.counties = try lockedCounties(campaign)
        return try row("SELECT * FROM figures_lock WHERE campaign_id = \(campaign)") { row in
            FigureLock(
                id: try row.id("lock_id"), campaign: campaign, root: try row.id("root_id"), seq: try row.int64("seq"),
                at: try row.instant("locked_at"), values: values)
        }
    }

    /// Changes since the lock of claims about what counted at the lock, in the order in which they were made.
    package func corrections(of lock: FigureLock) throws -> [Correction] {
        try rows(
            """
            SELECT g.seq, g.activity_id, g.indicator, g.before_method, g.before_value, g.after_method, g.after_value, g.claim_id, g.at,
                t.title_zh, t.title_en, s.begin_at, s.zone
            FROM view_participation_change g
                JOIN figures_locked_activity k ON k.activity_id = g.activity_id AND k.campaign_id = \(lock.campaign)
                LEFT JOIN view_activities_title t ON t.activity_id = g.activity_id
                LEFT JOIN view_activities_session s ON s.activity_id = g.activity_id AND s.session_id = g.session_id
            WHERE g.seq > \(lock.seq) AND (g.before_value IS NULL OR g.after_value IS NULL OR g.before_value <> g.after_value
                OR g.before_method <> g.after_method) AND (g.before_value IS NOT NULL OR g.after_value IS NOT NULL)
            ORDER BY g.seq
            """, Correction.init)
    }

    private func isLocked(_ campaign: ID<Campaign>) throws -> Bool {
        try number("SELECT COUNT(*) FROM figures_lock WHERE campaign_id = \(campaign)") != 0
    }

    /// What rests on claims, and the last change that it holds.
    private func keepClaims(_ campaigns: [ID<Campaign>], lock: ID<FigureLock>) throws -> Int64 {
        var kept: [(campaign: Int64, indicator: String, method: String, value: Int64)] = []
        let seq = try number("SELECT MAX(h.seq) FROM view_participation_change h") ?? 0
        try each(
            """
            SELECT a.ancestor_id, c.indicator, c.method, SUM(c.value) AS amount
            FROM (SELECT DISTINCT x.ancestor_id, n.activity_id
                FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                WHERE x.ancestor_id IN (\(list: campaigns))) a \(sql: FigureQuestion.claims)
            WHERE \(sql: FigureQuestion.takesPlace) AND \(sql: SummedIndicators.only)
            GROUP BY a.ancestor_id, c.indicator, c.method
            """
        ) { row in
            kept.append((try row.int64("ancestor_id"), try row.text("indicator"), try row.text("method"), try row.int64("amount")))
            return true
        }
        for line in kept { try keep(line.campaign, line.indicator, line.method, line.value, lock: lock) }
        return seq
    }

    private func keepCounts(_ campaign: ID<Campaign>, lock: ID<FigureLock>, root: ID<Campaign>, seq: Int64, by actor: Int64) throws {
        let now = self.now
        let live = try recountedFigures(FigureQuestion(campaign))
        for (indicator, value) in live.plainCounts { try keep(campaign.number, indicator, "", value, lock: lock) }
        try keepParts(of: campaign)
        try execute(
            """
            INSERT INTO figures_lock (campaign_id, lock_id, root_id, seq, locked_at, locked_by)
            VALUES (\(campaign), \(lock), \(root), \(seq), \(now), \(actor))
            """)
        try execute(
            """
            INSERT INTO figures_locked_activity (campaign_id, activity_id)
            SELECT DISTINCT x.ancestor_id, n.activity_id FROM view_activities_counted n
                JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id WHERE x.ancestor_id = \(campaign)
            """)
    }

    private func keep(_ campaign: Int64, _ indicator: String, _ method: String, _ value: Int64, lock: ID<FigureLock>) throws {
        try execute(
            """
            INSERT INTO figures_locked_line (lock_id, campaign_id, indicator, method, value)
            VALUES (\(lock), \(campaign), \(indicator), \(method), \(value))
            """)
    }
}
