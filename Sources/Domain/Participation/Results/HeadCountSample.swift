package import Kernel

/// A head count by sampling: some parts are counted, the whole is estimated from them, and how far off that may be is said. Pure.
///
/// Strips: the square is divided into `parts` equal strips, some of which are counted at one moment. Moments: at some moments everybody who
/// is there is counted; over the time that the place was open, each staying so long on average, so many must have come.
package struct HeadCountSample: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case strips, moments

        package var title: Phrase {
            switch self {
            case .strips: Phrase("分区抽样：把场地等分，数其中几块", "By strips: the ground in equal strips, some of them counted")
            case .moments: Phrase("分时抽样：开放时间里数几次在场人数", "By moments: those present, counted a few times while it was open")
            }
        }
    }

    package let kind: Kind
    /// How many were in each strip, or present at each moment.
    package let counts: [Int64]
    /// Strips: how many there are in all.
    package let parts: Int64
    /// Moments: how long it was open, and how long one stayed on average, in minutes.
    package let openMinutes: Int64
    package let stayMinutes: Int64

    package init(strips counts: [Int64], of parts: Int64) { self.init(.strips, counts, parts: parts, open: 0, stay: 0) }
    package init(moments counts: [Int64], open: Int64, stay: Int64) { self.init(.moments, counts, parts: 0, open: open, stay: stay) }

    init(_ kind: Kind, _ counts: [Int64], parts: Int64, open: Int64, stay: Int64) {
        (self.kind, self.counts, self.parts, self.openMinutes, self.stayMinutes) = (kind, counts, parts, open, stay)
    }

    /// The most that one part may hold, and the most parts.
    package static let mostInPart: Int64 = 1_000_000
    package static let mostParts: Int64 = 100_000
    package static let mostCounts = 200

    /// Refuses, by the form's field, what cannot be a sample.
    package func check() throws(Refusal) {
        guard (2...Self.mostCounts).contains(counts.count), counts.allSatisfy({ (0...Self.mostInPart).contains($0) }) else {
            throw Refusal(
                .invalid, "sample-counts", "请填写 2 至 \(Self.mostCounts) 个计数，用空格分开，例如：12 15 9。少于两个就看不出误差。",
                "Give 2 to \(Self.mostCounts) counts with spaces between them, such as 12 15 9. One alone says nothing of the error.", field: "sample_counts")
        }
        switch kind {
        case .strips:
            guard (Int64(counts.count)...Self.mostParts).contains(parts) else {
                throw Refusal(
                    .invalid, "sample-parts", "请填写场地一共等分为几块（不少于数过的 \(counts.count) 块，最多 \(Self.mostParts) 块）。",
                    "Give into how many strips the ground is divided: not fewer than the \(counts.count) counted, \(Self.mostParts) at most.", field: "sample_parts")
            }
        case .moments:
            guard (1...1_440).contains(openMinutes), (1...1_440).contains(stayMinutes) else {
                throw Refusal(
                    .invalid, "sample-minutes", "请填写开放时长和平均停留时长，以分钟计，1 至 1440。",
                    "Give how long it was open and how long one stayed on average, in minutes, 1 to 1440.", field: "sample_open")
            }
        }
    }

    private var mean: Double { counts.isEmpty ? 0 : Double(counts.reduce(0, +)) / Double(counts.count) }

    /// By what the mean of the counts is multiplied.
    private var factor: Double { kind == .strips ? Double(parts) : Double(openMinutes) / Double(max(1, stayMinutes)) }

    /// How many there were, most likely.
    package var estimate: Int64 { Int64((mean * factor).rounded()) }

    /// By how much it may be off, up or down, 19 times out of 20: the counts' own spread, by Student's t for so few of them. Where all strips
    /// were counted there is none. What a wrong average stay does to it is not in it.
    package var error: Int64 {
        let n = Double(counts.count)
        guard n >= 2 else { return 0 }
        let spread = counts.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (n - 1)
        let uncounted = kind == .strips ? max(0, 1 - n / Double(max(1, parts))) : 1
        return Int64((Self.student(counts.count - 1) * factor * (spread / n * uncounted).squareRoot()).rounded(.up))
    }

    /// The two-sided 95 % point of Student's t.
    private static func student(_ freedom: Int) -> Double {
        let few = [
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069,
            2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
        ]
        return few.indices.contains(freedom - 1) ? few[freedom - 1] : 1.96
    }

    /// `270 ± 83`, with how it came about.
    package var words: Phrase {
        switch kind {
        case .strips:
            Phrase(
                "\(estimate) ± \(error)：等分 \(parts) 块，数了 \(counts.count) 块，共 \(counts.reduce(0, +)) 人",
                "\(estimate) ± \(error): \(counts.count) of \(parts) equal strips counted, \(counts.reduce(0, +)) people in them")
        case .moments:
            Phrase(
                "\(estimate) ± \(error)：数了 \(counts.count) 次在场人数，开放 \(openMinutes) 分钟，平均停留 \(stayMinutes) 分钟",
                "\(estimate) ± \(error): those present counted \(counts.count) times, open for \(openMinutes) minutes, a stay of \(stayMinutes) minutes on average")
        }
    }

    /// `12 15 9`, also with commas; nil where something else stands there.
    static func counts(_ text: String) -> [Int64]? {
        let pieces = text.split { " ,;，；、\t\n\r\u{3000}".contains($0) }
        let numbers = pieces.compactMap { Int64($0) }
        return numbers.count == pieces.count && !numbers.isEmpty ? numbers : nil
    }
}
