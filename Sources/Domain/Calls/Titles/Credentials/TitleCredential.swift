import Kernel
import Language
import Venues

/// A title as an Open Badges 3.0 `AchievementCredential` in the data model of Verifiable Credentials 2.0; signed it is a VC-JWT.
///
/// It is written from the register each time: two that are fetched on the same day say the same.
struct TitleCredential: Sendable {
    let record: TitleRecord
    let origin: String

    private typealias Fields = [(String, String)]

    /// The claims: the credential's own members, and those that every reader of JWTs knows (Open Badges 3.0 §8.2.4.1).
    var payload: String {
        var fields: Fields = [
            ("@context", CredentialWords.contexts), ("id", JSONText.quote(id)), ("type", CredentialWords.words("VerifiableCredential", "AchievementCredential")),
            ("name", JSONText.quote(record.name.zh)), ("issuer", issuer), ("validFrom", JSONText.quote(begin.iso)),
        ]
        if let end { fields.append(("validUntil", JSONText.quote(end.iso))) }
        fields += [
            ("awardedDate", JSONText.quote(begin.iso)), ("credentialSubject", subject), ("credentialSchema", CredentialWords.schema), ("credentialStatus", status),
        ]
        if let notice = record.title.noticeID { fields.append(("evidence", evidence("/notices/" + notice.text))) }
        fields += [
            ("iss", JSONText.quote(CredentialWords.issuer(record.authority.id, origin))), ("jti", JSONText.quote(id)), ("sub", JSONText.quote(holder)),
            ("nbf", String(begin.microseconds / 1_000_000)),
        ]
        if let end { fields.append(("exp", String(end.microseconds / 1_000_000))) }
        return JSONText.object(fields)
    }

    var id: String { origin + "/verify/" + record.title.code }

    /// The beginning of the day of the grant, and the end of the last day, where the authority is.
    private var begin: Instant { Self.midnight(record.title.grantedOn) }
    private var end: Instant? { record.title.validUntil.map { Self.midnight($0.adding(days: 1)).adding(seconds: -1) } }

    private static func midnight(_ day: Day) -> Instant {
        LocalTime(day: day, hour: 0, minute: 0)?.instant(in: Notice.zone) ?? Instant(microseconds: 0)
    }

    private var issuer: String { CredentialWords.profile(record.authority, origin) }

    private var holder: String {
        origin + (record.title.venueID.map { "/venues/" + $0.text } ?? "/organisations/" + record.title.organisationID.text)
    }

    private var subject: String {
        JSONText.object([
            ("id", JSONText.quote(holder)), ("type", CredentialWords.words("AchievementSubject")), ("licenseNumber", JSONText.quote(record.title.number)),
            ("achievement", achievement),
        ])
    }

    private var achievement: String {
        let page = origin + "/api/v1/schemes/" + record.scheme.key
        return JSONText.object([
            ("id", JSONText.quote(page)), ("type", CredentialWords.words("Achievement")), ("achievementType", JSONText.quote("Certification")),
            ("inLanguage", JSONText.quote("zh")), ("name", JSONText.quote(record.name.zh)),
            ("description", JSONText.quote("\(record.authority.name.zh)依据《\(record.scheme.scheme.name.zh)》认定，持有者：\(record.holder.zh)，编号 \(record.title.number)。")),
            ("criteria", JSONText.object([("id", JSONText.quote(page)), ("narrative", JSONText.quote(narrative))])), ("creator", issuer),
        ])
    }

    /// What had to be shown, in the words of the measure.
    private var narrative: String {
        let scheme = record.scheme.scheme
        var lines = ["《\(scheme.name.zh)》"]
        lines += scheme.fields(of: record.title.category ?? "").compactMap { field in
            field.atLeast.map { "\(field.name.zh)不少于 \($0)\(field.unit?.zh ?? "")" }
        }
        lines += scheme.steps.map(\.name.zh) + scheme.rules.map(\.text.zh)
        return lines.joined(separator: "\n")
    }

    private func evidence(_ path: String) -> String {
        JSONText.list([
            JSONText.object([("id", JSONText.quote(origin + path)), ("type", CredentialWords.words("Evidence")), ("name", JSONText.quote("公示"))])
        ])
    }

    private var status: String {
        let (list, place) = StatusList.place(of: record.title.statusIndex)
        let address = CredentialWords.statusList(record.authority.id, list, origin)
        return JSONText.object([
            ("id", JSONText.quote("\(address)#\(place)")), ("type", JSONText.quote("BitstringStatusListEntry")),
            ("statusPurpose", JSONText.quote("revocation")), ("statusListIndex", JSONText.quote(String(place))), ("statusListCredential", JSONText.quote(address)),
        ])
    }
}
