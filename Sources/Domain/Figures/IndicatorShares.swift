import Kernel
import Participation

/// Shares of one indicator, as values that the dictionary knows. Two of them become one by `plus` alone, which refuses unlike things, what is counted each
/// once, and what is never added: the code refuses, not the reader.
struct IndicatorShares: Sendable, Hashable {
    let key: String
    private var parts: [CountingMethod: Quantity]

    /// Nil where the edition has no such indicator, and for a share below 0.
    init?(_ shares: MethodShares, of key: String, in edition: IndicatorEdition = IndicatorDictionary.newest) {
        var parts: [CountingMethod: Quantity] = [:]
        for method in CountingMethod.allCases {
            guard let one = Quantity(shares[method], of: key, in: edition) else { return nil }
            parts[method] = one
        }
        (self.key, self.parts) = (key, parts)
    }

    var shares: MethodShares {
        var out = MethodShares()
        for (method, one) in parts { out[method] = one.value }
        return out
    }

    func plus(_ other: IndicatorShares) throws(Refusal) -> IndicatorShares {
        var sum = self
        for (method, one) in other.parts {
            guard let own = parts[method] else { continue }
            sum.parts[method] = try own.plus(one)
        }
        return sum
    }

    /// All of them together; nil where there is none.
    static func sum(_ all: some Sequence<IndicatorShares>) throws(Refusal) -> IndicatorShares? {
        var total: IndicatorShares?
        for one in all { total = if let before = total { try before.plus(one) } else { one } }
        return total
    }

    /// Shares beside those of the same indicator that are there already.
    static func adding(_ shares: MethodShares, to before: MethodShares?, of key: String) throws(Refusal) -> MethodShares {
        guard let before else { return shares }
        guard let one = IndicatorShares(before, of: key), let other = IndicatorShares(shares, of: key) else {
            throw Refusal(.invalid, "indicator-unknown", "指标词典中没有“\(key)”，不能相加。", "The dictionary has no “\(key)”, so its values are not added.")
        }
        return try one.plus(other).shares
    }
}
