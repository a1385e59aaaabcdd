import Kernel
import Language
import Markup
import Regions
import Storage
import Web

/// A name of a region among the words that somebody searches for: what the list holds there.
struct ActivityPlaceHint: Sendable, Equatable {
    let region: Region
    /// The words without the name.
    let words: String
    let count: Int

    /// The region that the words begin with or name alone, and the words that are left.
    static func reading(_ words: String, in regions: RegionTable) -> (region: Region, rest: String)? {
        let pieces = words.split(whereSeparator: \.isWhitespace).map(String.init)
        if let whole = regions.named(latin: words) { return (whole, "") }
        for (index, piece) in pieces.prefix(4).enumerated() {
            var others = pieces
            others.remove(at: index)
            if let region = regions.named(latin: piece) { return (region, others.joined(separator: " ")) }
            guard let found = regions.beginning(of: piece) else { continue }
            if !found.rest.isEmpty { others.insert(found.rest, at: index) }
            return (found.region, others.joined(separator: " "))
        }
        return nil
    }

    func html(_ asked: Query, _ visit: Visit) -> HTML {
        let query = asked.setting("q", words.isEmpty ? nil : words).setting("region", region.code)
        let name = visit.say(region.name), number = Numerals.count(count, visit.language)
        return p(.class("place-hint")) {
            visit.say(Phrase("找一个地方？", "Looking for a place?"))
            a(.class("tag"), .href(.within("/activities", query: query))) {
                visit.say(
                    words.isEmpty
                        ? Phrase("\(name)的活动：\(number) 项", "Activities in \(name): \(number)")
                        : Phrase("\(name)的“\(words)”：\(number) 项", "“\(words)” in \(name): \(number)"))
            }
        }
    }
}

extension Transaction {
    /// What the list holds in the region that the words name, under the same other filters; nil where they name none, or it holds nothing.
    func placeHint(for filter: ActivityFilter, in table: RegionTable) throws -> ActivityPlaceHint? {
        guard !filter.words.isEmpty, filter.region == nil, filter.near == nil, filter.page == 1,
            let (region, rest) = ActivityPlaceHint.reading(filter.words, in: table)
        else { return nil }
        var there = filter
        (there.words, there.region, there.codes) = (rest, region.code, nil)
        let count = try countListed(try resolved(there))
        return count > 0 ? ActivityPlaceHint(region: region, words: rest, count: count) : nil
    }
}
