import Access
import Files
import Kernel
import Storage
import Web

/// A photograph of an exhibit, of a thing at a handover, or of a fault. It lies on the shelf, bare of what cameras write into it.
struct Photo: Sendable, Hashable {
    /// Of what it is; who may see it follows from that.
    enum Kind: String, Sendable, SQLConvertible {
        /// Of a sheet; subject: the resource.
        case sheet
        /// At acceptance and at inspection; subject: the loan.
        case accepted, inspected
        /// Subject: the fault.
        case fault
    }

    let id: ID<Photo>
    let kind: Kind
    let subject: Int64
    let pieceID: ID<Piece>?
    let digest: FileDigest

    static let noun = Phrase("这张照片", "photograph")
    /// Of one subject.
    static let most = 60
    /// What one form may bring.
    static let formLimit = 48 << 20

    init(_ row: Row) throws {
        (id, kind, subject) = (try row.id("id"), try row.choice("kind"), try row.int64("subject"))
        (pieceID, digest) = (try row.idOrNil("piece_id"), try row.digest("digest"))
    }

    /// Reads what came under these fields and puts it on the shelf. Refuses, by its field, what is no photograph.
    static func taken(_ visit: Visit, _ isWanted: (String) -> Bool) async throws -> [(field: String, file: ShelvedFile)] {
        var found: [(field: String, file: ShelvedFile)] = []
        for upload in visit.posted.uploads where isWanted(upload.field) && !upload.bytes.isEmpty {
            let picture = try Picture(upload.bytes, field: upload.field)
            let file = try await visit.shelf.keep(
                picture.bytes, named: "photo." + (picture.format == .jpeg ? "jpg" : "png"), of: FileKind.pictures, field: upload.field)
            found.append((upload.field, file))
        }
        return found
    }
}

extension Transaction {
    func photos(_ kind: Photo.Kind, of subject: Int64) throws -> [Photo] {
        try rows("SELECT * FROM exhibits_photo WHERE kind = \(kind) AND subject = \(subject) ORDER BY id", Photo.init)
    }

    func photo(_ id: ID<Photo>, _ kinds: [Photo.Kind], of subject: Int64) throws -> (photo: Photo, file: ShelvedFile)? {
        guard let photo = try row("SELECT * FROM exhibits_photo WHERE kind IN (\(list: kinds)) AND subject = \(subject) AND id = \(id)", Photo.init),
            let file = try shelvedFile(photo.digest)
        else { return nil }
        return (photo, file)
    }

    func addPhoto(_ file: ShelvedFile, _ kind: Photo.Kind, of subject: Int64, piece: ID<Piece>? = nil, by account: ID<Account>?) throws {
        let present = try number("SELECT COUNT(*) FROM exhibits_photo WHERE kind = \(kind) AND subject = \(subject)") ?? 0
        guard present < Photo.most else {
            throw Refusal(
                .invalid, "photos-many", "最多 \(Photo.most) 张照片。请先移出几张。", "\(Photo.most) photographs at most. Take some out first.", field: "photo")
        }
        let kept = try keep(file), id: ID<Photo> = newID(), by: Int64? = account.flatMap { $0.number == 0 ? nil : $0.number }
        try execute(
            "INSERT INTO exhibits_photo (kind, subject, id, piece_id, digest, account_id, made_at) VALUES (\(kind), \(subject), \(id), \(piece), \(kept.digest), \(by), \(now))"
        )
    }

    func removePhoto(_ id: ID<Photo>, _ kind: Photo.Kind, of subject: Int64) throws -> Bool {
        try execute("DELETE FROM exhibits_photo WHERE kind = \(kind) AND subject = \(subject) AND id = \(id)") == 1
    }
}
