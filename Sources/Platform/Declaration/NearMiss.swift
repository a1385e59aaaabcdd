/// The word that was probably meant.
enum NearMiss {
    /// The nearest of `candidates` when it is near enough: one slip in short words, two in longer ones.
    static func of(_ word: String, among candidates: [String]) -> String? {
        guard (2...40).contains(word.count) else { return nil }
        let allowed = word.count <= 4 ? 1 : 2
        return candidates.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()), atMost: allowed)) }.filter { $0.1 <= allowed }
            .min { $0.1 < $1.1 }?.0
    }

    /// Insertions, deletions, replacements and swaps of neighbours; may stop counting beyond `limit`.
    private static func distance(_ a: [Character], _ b: [Character], atMost limit: Int) -> Int {
        guard abs(a.count - b.count) <= limit else { return limit + 1 }
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var before: [Int] = []
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + Array(repeating: 0, count: b.count)
            for j in 1...b.count {
                row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            before = previous
            previous = row
        }
        return previous[b.count]
    }
}
