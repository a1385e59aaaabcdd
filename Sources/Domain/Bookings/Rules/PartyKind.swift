package import Kernel
import Storage

/// Who comes together: the kinds of party that a booking rule tells apart.
package enum PartyKind: String, Sendable, CaseIterable, Codable, SQLConvertible {
    case individual, family, group
    /// A school class, booked by its teacher.
    case school

    package var title: Phrase {
        switch self {
        case .individual: Phrase("个人", "Individuals")
        case .family: Phrase("家庭", "Families")
        case .group: Phrase("团体", "Groups")
        case .school: Phrase("学校班级", "School classes")
        }
    }

    /// A unit stands behind it, with a person who leads.
    package var isLed: Bool { self == .group || self == .school }
}
