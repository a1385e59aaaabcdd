import Kernel

/// What is found when a pack is looked through.
package struct PackVerdict: Sendable {
    /// What has become of a file.
    package enum State: Sendable, Equatable {
        case whole
        /// Which of its pieces are not as they were issued; none where only something hangs on at its end.
        case damaged(pieces: [Int])
        case missing

        package var word: String {
            switch self {
            case .whole: "whole"
            case .damaged: "damaged"
            case .missing: "missing"
            }
        }
    }

    package let manifest: PackManifest
    package let signature: PackSignature.Verdict
    /// Whether the bytes between the files (ZIP's headers and directory) are as they must be; always true for a folder.
    package let isFrameWhole: Bool
    /// One for each file of the manifest.
    package let states: [State]
    /// What lies there and is not of the pack: files in a folder, or `…` for bytes behind the end of an archive.
    package let extras: [String]

    /// Every file as it was issued, nothing beside that belongs to the archive; the signature is another question.
    package var isWhole: Bool { isFrameWhole && states.allSatisfy { $0 == .whole } && signature != .damaged }

    /// Bytes of the pieces that are good.
    package var goodBytes: Int64 {
        zip(manifest.files, states).reduce(0) { sum, pair in
            let (file, state) = pair
            switch state {
            case .whole: return sum + file.size
            case .missing: return sum
            case .damaged(let pieces): return sum + file.size - pieces.reduce(0) { $0 + Int64(file.range(of: $1, of: manifest.pieceSize).count) }
            }
        }
    }
}
