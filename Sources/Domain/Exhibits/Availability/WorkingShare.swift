import Kernel

/// How many of the things there are work: in service without an open fault, of all that are not retired. Both numbers are always said.
struct WorkingShare: Sendable, Hashable {
    let working: Int
    let total: Int

    /// Whole percents, rounded down, so that 100 % means all; nil where there is nothing.
    var percent: Int? { total == 0 ? nil : working * 100 / total }

    var says: Phrase? {
        percent.map { Phrase("\(total) 件中 \(working) 件完好可用（\($0)%）", "\(working) of \(total) work (\($0)%)") }
    }
}
