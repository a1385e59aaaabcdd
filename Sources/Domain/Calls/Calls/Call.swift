import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// A call for applications: under one version of a scheme, for a time, by the server's clock.
struct Call: Sendable {
    enum State: String, Sendable, CaseIterable, SQLConvertible { case standing, concluded, cancelled }

    /// What may be done now.
    enum Phase: String, Sendable, CaseIterable {
        /// No days are set: it is told, nobody applies here.
        case announced
        case scheduled
        case open
        /// Closed for new ones; what was handed in in time may still be corrected and recommended.
        case correcting
        case closed, concluded, cancelled
    }

    let id: ID<Call>
    let key: String
    let name: Wording
    let schemeID: ID<SchemeRecord>?
    let schemeVersion: Int?
    let campaignID: ID<Campaign>?
    let state: State
    let batch: Int?
    let year: Int?
    let opensAt: Instant?
    let closesAt: Instant?
    let provenance: Provenance
    let record: DeclaredRecord

    static let noun = Phrase("征集", "call")

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("calls_call.body") }
        record = DeclaredRecord(value)
        (id, key, state) = (try row.id("id"), try row.text("key"), try row.choice("state"))
        (schemeID, schemeVersion, campaignID) = (try row.idOrNil("scheme_id"), try row.intOrNil("scheme_version"), try row.idOrNil("campaign_id"))
        (batch, opensAt, closesAt) = (try row.intOrNil("batch"), try row.instantOrNil("opens_at"), try row.instantOrNil("closes_at"))
        name = try record.name("name")
        year = try record.integerOrNil("year")
        provenance = try record.provenance()
    }

    /// A list of the declared record, as words: `materials`, `steps`, `rules` …
    func parts(_ list: String) -> [Wording] {
        record.records(list).compactMap { one in (one.value["name"] ?? one.value["text"])?.wording.map { Wording(declared: $0) } }
    }

    /// Deadlines within the deadline, in order.
    var deadlines: [(name: Wording, at: String)] {
        record.records("deadlines").compactMap { one in
            guard let name = one.value["name"]?.wording else { return nil }
            let at = one.value["at"]?.text ?? [one.value["begin"]?.text, one.value["end"]?.text].compactMap { $0 }.joined(separator: " – ")
            return (Wording(declared: name), at.replacing("T", with: " "))
        }
    }

    var forwardedBy: Wording? { record.value["forwarded_by"]?.wording.map { Wording(declared: $0) } }

    /// Where the call stands at that moment. `days` is for how many days after the close what came in time may be corrected.
    func phase(at now: Instant, daysForCorrection days: Int) -> Phase {
        switch state {
        case .cancelled: return .cancelled
        case .concluded: return .concluded
        case .standing: break
        }
        guard schemeID != nil, let closesAt else { return .announced }
        if let opensAt, now < opensAt { return .scheduled }
        if now < closesAt { return .open }
        return now < closesAt.adding(hours: Int64(days) * 24) ? .correcting : .closed
    }
}

extension Call.Phase {
    var title: Phrase {
        switch self {
        case .announced: Phrase("已公布", "Announced")
        case .scheduled: Phrase("即将开始", "Opens soon")
        case .open: Phrase("申报中", "Open")
        case .correcting: Phrase("已截止，可补正", "Closed; corrections possible")
        case .closed: Phrase("已截止", "Closed")
        case .concluded: Phrase("已完成", "Concluded")
        case .cancelled: Phrase("已取消", "Cancelled")
        }
    }
}
