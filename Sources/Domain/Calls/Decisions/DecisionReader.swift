import Kernel
import Storage

/// For whom a decision file is made: what was blind or sealed stays so for those who may not see it (domain.md P8).
enum DecisionReader: String, Sendable, Hashable, CaseIterable {
    /// The unit that applied: no names of experts, no single remarks, nothing of objections but what became of the item.
    case applicant
    /// The office of the authority: everything but who objected; of objections that there are some, since which day, and what came of them.
    case office
    /// The office that handles objections: everything.
    case supervision

    var title: Phrase {
        switch self {
        case .applicant: Phrase("申报单位", "the applicant")
        case .office: Phrase("认定机关", "the authority's office")
        case .supervision: Phrase("异议处理部门", "the office that handles objections")
        }
    }

    /// Whether an entry of the ledger may be read in full.
    func mayRead(_ entry: LedgerEntry) -> Bool {
        switch entry.visibility {
        case .public, .unit: true
        case .office: self != .applicant
        case .sealed: self == .supervision && entry.noun == "objection"
        }
    }
}
