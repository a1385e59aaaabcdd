import Language

extension RegionTable {
    /// The unit that a text begins with, by as many names from above as stand there, and what stands behind them: of 西安市雁塔区科技馆
    /// the district and 科技馆. Full and short Chinese names of two characters and more; of units with the same name the highest, then
    /// the first by code. Traditional characters are taken as simplified ones. Nil where it begins with none.
    package func beginning(of text: String) -> (region: Region, rest: String)? {
        var rest = Substring(HanForms.simplified(text).filter { !$0.isWhitespace })
        var found: Region?
        while !rest.isEmpty, let (next, length) = longest(at: rest, below: found) {
            found = next
            rest = rest.dropFirst(length)
        }
        return found.map { ($0, String(rest)) }
    }

    /// The unit whose English name or pinyin that is, the highest first; nil where there is none.
    package func named(latin text: String) -> Region? {
        guard text.utf8.count > 2, text.allSatisfy({ !$0.isLetter || $0.utf8.count < 3 }) else { return nil }
        return find(text).first { region in [region.nameEN, region.pinyin].contains { folded($0) == folded(text) } }
    }

    private func longest(at text: Substring, below above: Region?) -> (region: Region, length: Int)? {
        var best: (region: Region, length: Int)?
        for region in regions {
            for name in [region.nameZH, region.shortZH] where name.utf8.count > 5 && text.utf8.starts(with: name.utf8) {
                guard !isReplaced(region.code), region.code != above?.code, above.map({ isWithin(region.code, $0.code) }) ?? true else { continue }
                let length = name.count
                if let best, length < best.length || (length == best.length && region.level >= best.region.level) { continue }
                best = (region, length)
            }
        }
        return best
    }
}
