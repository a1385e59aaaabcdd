import Activities
import Kernel
import Storage

/// What stands behind a claim, without the file's bytes.
struct EvidenceFacts: Sendable, Hashable {
    let claim: ID<Claim>
    let text: String
    let isPublic: Bool
    let fileName: String?
    let size: Int64?
}

extension Transaction {
    /// - holder: another claim that rests on the same evidence and holds its bytes already.
    func keep(_ evidence: Evidence, of claim: ID<Claim>, in activity: ID<Activity>, holder: ID<Claim>? = nil) throws {
        let file = evidence.file
        let size: Int64? = file.map { Int64($0.bytes.count) }
        try execute(
            """
            INSERT INTO participation_evidence (activity_id, claim_id, text, is_public, file_name, media_type, size, bytes, holder)
            VALUES (\(activity), \(claim), \(evidence.text), \(evidence.isPublic), \(file?.name), \(file?.mediaType), \(size), \(holder == nil ? file?.bytes : nil), \(holder))
            """)
    }

    /// By claim, of a whole activity.
    func evidence(in activity: ID<Activity>) throws -> [ID<Claim>: EvidenceFacts] { try evidence(where: "activity_id = \(activity)") }

    /// By claim, of several claims.
    func evidence(of claims: [Claim]) throws -> [ID<Claim>: EvidenceFacts] {
        guard !claims.isEmpty else { return [:] }
        return try evidence(where: "activity_id IN (\(list: claims.map(\.activity))) AND claim_id IN (\(list: claims.map(\.id)))")
    }

    private func evidence(where condition: SQL) throws -> [ID<Claim>: EvidenceFacts] {
        let found = try rows(
            "SELECT claim_id, text, is_public, file_name, size FROM participation_evidence WHERE \(sql: condition)"
        ) { row in
            EvidenceFacts(
                claim: try row.id("claim_id"), text: try row.text("text"), isPublic: try row.bool("is_public"),
                fileName: try row.textOrNil("file_name"), size: try row.int64OrNil("size"))
        }
        return Dictionary(found.map { ($0.claim, $0) }) { first, _ in first }
    }

    func evidenceFile(of claim: ID<Claim>, in activity: ID<Activity>) throws -> Evidence? {
        try row(
            """
            SELECT e.is_public, h.text, h.file_name, h.media_type, h.bytes FROM participation_evidence e
                JOIN participation_evidence h ON h.activity_id = e.activity_id AND h.claim_id = COALESCE(e.holder, e.claim_id)
            WHERE e.activity_id = \(activity) AND e.claim_id = \(claim)
            """
        ) { row in
            let isPublic = try row.bool("is_public")
            let text = try row.text("text")
            guard let name = try row.textOrNil("file_name"), let bytes = try row.blobOrNil("bytes") else { return Evidence(text: text, isPublic: isPublic) }
            let type = try row.textOrNil("media_type") ?? "application/octet-stream"
            return Evidence(text: text, file: .init(name: name, mediaType: type, bytes: bytes), isPublic: isPublic)
        }
    }
}
