/// One step by which a new file is put together.
enum DeltaStep: Equatable {
    /// Bytes of a file of the old version: its number in the old manifest, or -1 for the manifest itself.
    case copy(file: Int, from: Int64, count: Int64)
    /// The next bytes that the delta carries.
    case carried(count: Int64)

    var count: Int64 {
        switch self {
        case .copy(_, _, let count), .carried(let count): count
        }
    }
}

extension [DeltaStep] {
    /// Appends a step, as a part of the one before where it goes on from it.
    mutating func add(_ step: DeltaStep) {
        guard step.count > 0 else { return }
        switch (last, step) {
        case (.carried(let before)?, .carried(let more)): self[endIndex - 1] = .carried(count: before + more)
        case (.copy(let number, let from, let before)?, .copy(let next, let place, let more)) where next == number && place == from + before:
            self[endIndex - 1] = .copy(file: number, from: from, count: before + more)
        default: append(step)
        }
    }
}
