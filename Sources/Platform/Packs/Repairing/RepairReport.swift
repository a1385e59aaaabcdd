import Kernel

/// What became of a repair.
package struct RepairReport: Sendable {
    package let manifest: PackManifest
    package let signature: PackSignature.Verdict
    /// Where the result lies; for a folder, the folder.
    package let path: String
    /// How many bytes came from where, the damaged copy first.
    package let taken: [(name: String, bytes: Int64)]
    /// What is still missing, as ranges of the published archive: just these have to be fetched, and be given again as a source or be written
    /// at their place. Empty: the pack is whole.
    package let missing: [Range<Int64>]
    /// The files to which they belong.
    package let incomplete: [PackPath]

    package var isWhole: Bool { missing.isEmpty }
    package var missingBytes: Int64 { missing.reduce(0) { $0 + Int64($1.count) } }

    /// As a request asks for them: `bytes=0-99,200-299`.
    package var rangeHeader: String { "bytes=" + missing.map { "\($0.lowerBound)-\($0.upperBound - 1)" }.joined(separator: ",") }
}

extension [Range<Int64>] {
    /// Sorted, with those that touch as one.
    var merged: [Range<Int64>] {
        var out: [Range<Int64>] = []
        for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = out.last, range.lowerBound <= last.upperBound {
                out[out.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                out.append(range)
            }
        }
        return out
    }
}
