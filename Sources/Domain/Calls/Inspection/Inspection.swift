import Declaration
import Files
import Kernel
import Language
import Storage

/// What is looked at on the spot.
struct InspectionPoint: Sendable, Hashable {
    let key: String
    let name: Wording
}

/// What inspectors found at an applicant's place, by the scheme's points (domain.md M01).
struct Inspection: Sendable {
    enum Verdict: String, Sendable, Hashable, CaseIterable { case met, unmet, unseen }

    /// What was found on one point.
    struct Finding: Sendable, Hashable {
        /// Nil: noted, and not judged yet.
        var verdict: Verdict?
        var says = ""
    }

    let applicationID: ID<Application>
    let heldOn: Day
    /// Who was there, in words.
    let inspectors: String
    /// By the keys of the points; a point without one was not looked at.
    let findings: [String: Finding]
    let says: String
    let madeAt: Instant

    static let noun = Phrase("考察记录", "inspection")

    init(_ row: Row) throws {
        (applicationID, heldOn, inspectors) = (try row.id("application_id"), try row.day("held_on"), try row.text("inspectors"))
        (says, madeAt) = (try row.text("says"), try row.instant("made_at"))
        guard case .record(let answers) = DeclaredValue(json: try row.text("answers")) else { throw StorageError.notNull("calls_inspection.answers") }
        var findings: [String: Finding] = [:]
        for (key, one) in answers {
            findings[key] = Finding(verdict: one["verdict"]?.text.flatMap { Verdict(rawValue: $0) }, says: one["says"]?.text ?? "")
        }
        self.findings = findings
    }

    /// As it is kept: the keys in order.
    static func json(_ findings: [String: Finding]) -> String {
        JSONText.object(
            findings.sorted { $0.key < $1.key }.map { key, one in
                (key, JSONText.object([("verdict", JSONText.quote(one.verdict?.rawValue ?? "")), ("says", JSONText.quote(one.says))]))
            })
    }
}

extension Inspection.Verdict {
    var title: Phrase {
        switch self {
        case .met: Phrase("符合", "Met")
        case .unmet: Phrase("不符合", "Not met")
        case .unseen: Phrase("未能查看", "Could not be seen")
        }
    }
}

/// A photograph of an inspection.
struct InspectionPhoto: Sendable {
    /// Of one inspection.
    static let most = 40

    let id: ID<InspectionPhoto>
    let applicationID: ID<Application>
    let fileID: ID<StoredFile>
    let name: String
    let mediaType: String
    let size: Int
    let digest: String

    static let noun = Phrase("照片", "photo")

    init(_ row: Row) throws {
        (id, applicationID, fileID) = (try row.id("id"), try row.id("application_id"), try row.id("file_id"))
        (name, mediaType, size, digest) = (try row.text("name"), try row.text("media_type"), try row.int("size"), try row.text("digest"))
    }
}
