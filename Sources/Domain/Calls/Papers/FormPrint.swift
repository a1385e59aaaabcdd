import Access
import Kernel
import Storage
import Venues

/// That a version of an application was printed: by its code everybody who holds the paper learns which version it is, and whether it still counts.
struct FormPrint: Sendable {
    /// Cannot be guessed; stands on every page, and in its QR code.
    let code: String
    let applicationID: ID<Application>
    let version: Int
    /// Of the version's text and files, SHA-256.
    let digest: String
    let printedAt: Instant

    static let noun = Phrase("这份打印件", "printed form")

    init(_ row: Row) throws {
        (code, applicationID, version) = (try row.text("code"), try row.id("application_id"), try row.int("version"))
        (digest, printedAt) = (try row.text("digest"), try row.instant("printed_at"))
    }
}

extension Transaction {
    func formPrint(code: String) throws -> FormPrint? { try row("SELECT * FROM calls_form WHERE code = \(code)", FormPrint.init) }

    func formPrint(of application: ID<Application>, version: Int) throws -> FormPrint? {
        try row("SELECT * FROM calls_form WHERE application_id = \(application) AND version = \(version)", FormPrint.init)
    }

    /// Fixes the present version, so that what is on paper stays what it was, and gives it its code. Printed again it is the same.
    func printForm(of id: ID<Application>, by identity: Identity) throws -> FormPrint {
        let application = try requireApplication(id)
        try identity.require(Calls.apply, within: try organisationScopes(application.organisationID))
        try lock("calls.application.\(id.number)")
        if let old = try formPrint(of: id, version: application.version) { return old }
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        let scheme = try scheme(of: call).scheme
        if scheme.isSealed { try checkComplete(application, scheme) }
        try freeze(application)
        let digest = try row("SELECT digest FROM calls_application_version WHERE application_id = \(id) AND version = \(application.version)") {
            try $0.text("digest")
        }
        let code = String(Token().text.prefix(16)).uppercased()
        try execute(
            """
            INSERT INTO calls_form (code, application_id, version, digest, printed_at, printed_by)
            VALUES (\(code), \(id), \(application.version), \(digest ?? ""), \(now), \(identity.account.id))
            """)
        try record(
            LedgerEntry(
                "calls.form-printed", "application", id, by: identity.account.id.number, payload: "{\"version\":\(application.version)}", visibility: .unit))
        guard let made = try formPrint(code: code) else { throw Refusal.notFound(FormPrint.noun) }
        return made
    }
}
