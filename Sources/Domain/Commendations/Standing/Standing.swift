import Kernel
import Language
import Storage

/// A unit in the ranking, as it was last worked out.
struct Standing: Sendable {
    let unit: Int64
    let name: Wording
    let region: String?
    /// From 1 on, among all of the ranking.
    let place: Int
    let score: UnitScore
    let isCommended: Bool
}
