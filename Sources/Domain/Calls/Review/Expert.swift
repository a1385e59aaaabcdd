import Access
import Kernel
import Language
import Storage
import Venues

/// Somebody of the pool who may be asked to review (later: to judge, to talk).
package struct Expert: Sendable, Hashable {
    let id: ID<Expert>
    /// By which they sign in; nil where they have no account yet.
    let accountID: ID<Account>?
    let name: String
    /// Where they work: a conflict with everything of the same tree.
    let organisationID: ID<Organisation>?
    /// Their own place, for spreading a panel over regions.
    let region: String?
    /// What they know, as keys of categories: `venues`, `research`.
    let fields: Set<String>
    let isActive: Bool

    static let noun = Phrase("专家", "expert")

    init(_ row: Row) throws {
        (id, accountID, name) = (try row.id("id"), try row.idOrNil("account_id"), try row.text("name"))
        (organisationID, region) = (try row.idOrNil("organisation_id"), try row.textOrNil("region"))
        fields = Set(try row.text("fields").split(separator: " ").map(String.init))
        isActive = try row.bool("is_active")
    }

    init(id: ID<Expert>, name: String, organisationID: ID<Organisation>? = nil, region: String? = nil, fields: Set<String> = []) {
        (self.id, accountID, self.name, self.organisationID, self.region, self.fields, isActive) = (id, nil, name, organisationID, region, fields, true)
    }
}

/// Why an expert must not review an application (domain.md P8).
enum Conflict: String, Sendable, Hashable, CaseIterable {
    case sameTree = "same-tree"
    case worked
    case declared
    case excluded
    /// The expert's account acts for the applicant.
    case host
    /// Their seat was given to another.
    case replaced

    var title: Phrase {
        switch self {
        case .sameTree: Phrase("与申报单位同属一个单位体系", "Works in the same tree of organisations")
        case .worked: Phrase("曾在申报单位任职或与其合作", "Worked with or for the applicant")
        case .declared: Phrase("本人声明回避", "Declared a conflict")
        case .excluded: Phrase("申报单位要求回避", "Excluded by the applicant")
        case .host: Phrase("其账号可代申报单位办理", "Their account acts for the applicant")
        case .replaced: Phrase("席位已更换", "Their seat was given to another")
        }
    }
}
