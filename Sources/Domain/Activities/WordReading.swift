import Kernel
import Language
import Regions

/// The words of a question in which a region or a kind is named, and the words that are left: of 西安 天文讲座 Xi'an, lectures and 天文.
struct WordReading: Sendable, Equatable {
    private(set) var region: Region?
    private(set) var kind: ActivityKind?
    private(set) var rest: String

    /// Nil where neither is named.
    init?(_ words: String, in regions: RegionTable) {
        var pieces = HanForms.simplified(words).split(whereSeparator: \.isWhitespace).map(String.init)
        (region, rest) = (nil, "")
        if let whole = regions.named(latin: words) {
            (region, pieces) = (whole, [])
        } else {
            takeRegion(from: &pieces, regions)
        }
        takeKind(from: &pieces)
        guard region != nil || kind != nil else { return nil }
        rest = pieces.joined(separator: " ")
    }

    /// What a piece begins with, or names alone.
    private mutating func takeRegion(from pieces: inout [String], _ regions: RegionTable) {
        for (index, piece) in pieces.prefix(Self.most).enumerated() {
            if let found = regions.named(latin: piece) {
                region = found
                pieces.remove(at: index)
                return
            }
            if let found = regions.beginning(of: piece) {
                region = found.region
                pieces.replaceSubrange(index...index, with: found.rest.isEmpty ? [] : [found.rest])
                return
            }
        }
    }

    /// What a piece ends with, or names alone. `other` says nothing.
    private mutating func takeKind(from pieces: inout [String]) {
        for (index, piece) in pieces.prefix(Self.most).enumerated() {
            for one in ActivityKind.allCases where one != .other {
                if piece.lowercased() == one.title.en.lowercased() || piece.lowercased() == one.title.en.lowercased() + "s" || piece == one.title.zh {
                    kind = one
                    pieces.remove(at: index)
                    return
                }
                if piece.hasSuffix(one.title.zh) {
                    kind = one
                    pieces[index] = String(piece.dropLast(one.title.zh.count))
                    return
                }
            }
        }
    }

    /// In so many pieces names are looked for.
    private static let most = 4
}
