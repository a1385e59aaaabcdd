import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// A notice by which units are commended: its rule, its deadline, and how far it is. What counts is taken once, at the deadline; what was stated is
/// judged; then the list is published, and nothing of it changes any more.
struct Commendation: Sendable {
    /// Where it stands; from the days and the clock, never stored.
    enum Phase: String, Sendable, CaseIterable {
        /// It has no deadline: it is told, nobody is scored here.
        case announced
        /// The term has not begun.
        case scheduled
        /// Units see their scores, and may state what is judged.
        case counting
        /// The deadline is over: the numbers stand, what was stated is judged.
        case judging
        case published
    }

    static let noun = Phrase("该表扬办法", "commendation")

    let id: ID<Commendation>
    let key: String
    let name: Wording
    let summary: Wording?
    let authorityID: ID<Organisation>
    let campaignID: ID<Campaign>
    /// The version that holds: the newest while the term has not begun.
    let version: Int
    let closesAt: Instant?
    /// When everybody's score was last worked out.
    let reckonedAt: Instant?
    /// When what counts was taken for good, and the last change of a counted claim that is in it.
    let takenAt: Instant?
    let takenSeq: Int64
    let publishedAt: Instant?
    let rule: CommendationRule
    let provenance: Provenance

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("commendations_version.body") }
        let record = DeclaredRecord(value)
        (id, key, version) = (try row.id("id"), try row.text("key"), try row.int("version"))
        (authorityID, campaignID) = (try row.id("authority_id"), try row.id("campaign_id"))
        (closesAt, reckonedAt, takenAt) = (try row.instantOrNil("closes_at"), try row.instantOrNil("reckoned_at"), try row.instantOrNil("taken_at"))
        (takenSeq, publishedAt) = (try row.int64("taken_seq"), try row.instantOrNil("published_at"))
        (name, summary) = (try record.name("name"), try record.nameOrNil("summary"))
        rule = try CommendationRule(record)
        provenance = try record.provenance()
    }

    func phase(at now: Instant) -> Phase {
        if publishedAt != nil { return .published }
        guard let closesAt else { return .announced }
        if takenAt != nil || now >= closesAt { return .judging }
        return now.day(in: .china) < rule.term.lowerBound ? .scheduled : .counting
    }
}

extension Commendation.Phase {
    var title: Phrase {
        switch self {
        case .announced: Phrase("已公布", "Announced")
        case .scheduled: Phrase("即将开始计分", "Scoring begins soon")
        case .counting: Phrase("计分中", "Being scored")
        case .judging: Phrase("已截止，评定材料", "Closed; material is judged")
        case .published: Phrase("名单已公布", "The list is public")
        }
    }
}
