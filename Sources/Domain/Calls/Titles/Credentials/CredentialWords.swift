import Kernel
import Language
import Venues

/// What the credentials of titles and the lists of their states have in common.
enum CredentialWords {
    /// Their order is the standard's (Open Badges 3.0, appendix B.1.1).
    static let contexts = words("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")

    static let schema = JSONText.list([
        JSONText.object([
            ("id", JSONText.quote("https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json")),
            ("type", JSONText.quote("1EdTechJsonSchemaValidator2019")),
        ])
    ])

    static func words(_ all: String...) -> String { JSONText.list(all.map { JSONText.quote($0) }) }

    static func issuer(_ authority: ID<Organisation>, _ origin: String) -> String { origin + "/organisations/" + authority.text }

    static func profile(_ authority: Organisation, _ origin: String) -> String {
        let page = JSONText.quote(issuer(authority.id, origin))
        return JSONText.object([("id", page), ("type", words("Profile")), ("name", JSONText.quote(authority.name.zh)), ("url", page)])
    }

    static func statusList(_ authority: ID<Organisation>, _ number: Int, _ origin: String) -> String {
        "\(origin)/credentials/status/\(authority.text)/\(number)"
    }
}
