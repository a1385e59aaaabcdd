import Kernel
import Language
import Markup
import Regions
import Storage
import Web

/// A way to less: the words find what has them anywhere, the region's and the kind's names among them; this leads to what is just there
/// and just that, by filters that can be taken away again.
struct ActivityWordHint: Sendable, Equatable {
    let reading: WordReading
    let count: Int

    func html(_ asked: Query, _ visit: Visit) -> HTML {
        var query = asked.setting("q", reading.rest.isEmpty ? nil : reading.rest)
        var names: [String] = []
        if let region = reading.region {
            query = query.setting("region", region.code)
            names.append(visit.say(region.name))
        }
        if let kind = reading.kind {
            query = query.setting("kind", kind.rawValue)
            names.append(visit.say(kind.title))
        }
        if !reading.rest.isEmpty { names.append("“\(reading.rest)”") }
        let said = names.joined(separator: " · "), number = Numerals.count(count, visit.language)
        return p(.class("word-hint")) {
            visit.say(Phrase("作为筛选条件：", "As filters:"))
            a(.class("tag"), .href(.within("/activities", query: query))) { visit.say(Phrase("\(said)（\(number) 项）", "\(said) (\(number))")) }
        }
    }
}

extension Transaction {
    /// What the list holds of just the region and the kind that the words name, under the same other filters; nil where they name none that
    /// is not asked for already, or it holds nothing.
    func wordHint(for filter: ActivityFilter, in table: RegionTable) throws -> ActivityWordHint? {
        guard !filter.words.isEmpty, filter.page == 1, let reading = WordReading(filter.words, in: table),
            reading.region == nil || (filter.region == nil && filter.near == nil), reading.kind == nil || filter.kind == nil
        else { return nil }
        var there = filter
        there.words = reading.rest
        if let region = reading.region { (there.region, there.codes) = (region.code, nil) }
        if let kind = reading.kind { there.kind = kind }
        let count = try countListed(there)
        return count > 0 ? ActivityWordHint(reading: reading, count: count) : nil
    }
}
