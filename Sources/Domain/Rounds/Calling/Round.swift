import Kernel
import Campaigns
import Declaration
import Language
import Storage
import Venues

/// A round of declarations: a call whose outcome is an allocation. Nothing is handed out by who came first; the rule is published before anybody
/// declares, and a round that has opened keeps it.
struct Round: Sendable {
    enum State: String, Sendable, CaseIterable, SQLConvertible { case standing, published, settled, cancelled }

    /// What may be done now; computed from the days and the clock, never stored.
    enum Phase: String, Sendable, CaseIterable {
        /// No days are set: it is told, nobody declares here.
        case announced
        case scheduled, open
        /// Closed; what was returned may still come back.
        case correcting
        /// The office allocates.
        case deciding
        /// The result is public; units may appeal.
        case published
        /// No appeal may be filed any more; what was filed is decided.
        case appealed
        case settled, cancelled
    }

    let id: ID<Round>
    let key: String
    let name: Wording
    let summary: Wording?
    let authorityID: ID<Organisation>
    let campaignID: ID<Campaign>?
    let state: State
    /// The version that holds: the newest while the round has not opened.
    let version: Int
    let opensAt: Instant?
    let closesAt: Instant?
    let publishedAt: Instant?
    /// Until when a unit may appeal; nil while nothing is published.
    let appealsUntil: Instant?
    /// How many results were published: more than one after an appeal that was upheld.
    let results: Int
    let rule: RoundRule
    let provenance: Provenance
    let record: DeclaredRecord

    static let noun = Phrase("轮次", "round")

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("rounds_version.body") }
        record = DeclaredRecord(value)
        (id, key, state, version) = (try row.id("id"), try row.text("key"), try row.choice("state"), try row.int("version"))
        (authorityID, campaignID) = (try row.id("authority_id"), try row.idOrNil("campaign_id"))
        (opensAt, closesAt) = (try row.instantOrNil("opens_at"), try row.instantOrNil("closes_at"))
        (publishedAt, appealsUntil, results) = (try row.instantOrNil("published_at"), try row.instantOrNil("appeals_until"), try row.int("results"))
        (name, summary) = (try record.name("name"), try record.nameOrNil("summary"))
        rule = try RoundRule(record)
        provenance = try record.provenance()
    }

    /// Where the round stands at that moment.
    func phase(at now: Instant) -> Phase {
        switch state {
        case .cancelled: return .cancelled
        case .settled: return .settled
        case .published: return appealsUntil.map { now < $0 } == true ? .published : .appealed
        case .standing: break
        }
        guard let closesAt else { return .announced }
        if let opensAt, now < opensAt { return .scheduled }
        if now < closesAt { return .open }
        return now < closesAt.adding(hours: Int64(rule.daysForCorrection) * 24) ? .correcting : .deciding
    }
}

extension Round.Phase {
    var title: Phrase {
        switch self {
        case .announced: Phrase("已公布", "Announced")
        case .scheduled: Phrase("即将开始", "Opens soon")
        case .open: Phrase("申报中", "Open")
        case .correcting: Phrase("已截止，可补正", "Closed; corrections possible")
        case .deciding: Phrase("已截止，待配发", "Closed; being allocated")
        case .published: Phrase("结果已公布，可申诉", "Published; appeals possible")
        case .appealed: Phrase("申诉期已过，待定案", "Appeals closed; to be settled")
        case .settled: Phrase("已定案", "Settled")
        case .cancelled: Phrase("已取消", "Cancelled")
        }
    }

    /// Whether there is a result for everybody to see.
    var hasResult: Bool { [.published, .appealed, .settled].contains(self) }
}
