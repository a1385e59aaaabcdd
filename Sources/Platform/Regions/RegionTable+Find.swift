import Language

extension RegionTable {
    /// What somebody may have meant by a code or a name, the likeliest first.
    ///
    /// A code decides alone. A name never does: there are three 朝阳 and two Taizhou, and names move between units. So all that
    /// fit are given, whole names before beginnings, provinces before counties, and the caller asks which, showing the
    /// path. Chinese names, full or short, traditional characters too, English names and pinyin are understood, with or
    /// without blanks, and several Chinese names from above in one. A replaced unit is found by its whole name, unless the
    /// one that replaced it still bears it.
    package func find(_ text: String) -> [Region] {
        if let region = self[text] { return [region] }
        let text = HanForms.simplified(text)
        let wanted = folded(text)
        guard !wanted.isEmpty else { return [] }
        var whole: [Region] = []
        var former: [Region] = []
        var beginnings: [Region] = []
        for region in regions {
            let names = [region.nameZH, region.shortZH, region.nameEN, region.pinyin].lazy.map(folded)
            if names.contains(wanted) {
                if isReplaced(region.code) { former.append(region) } else { whole.append(region) }
            } else if !isReplaced(region.code), names.contains(where: { $0.starts(with: wanted) }) {
                beginnings.append(region)
            }
        }
        if whole.isEmpty, former.isEmpty, beginnings.isEmpty, let (region, rest) = beginning(of: text), rest.isEmpty { return [region] }
        let codes = Set(whole.map(\.code))
        return whole.byRank() + former.filter { !codes.contains(today($0.code)) }.byRank() + beginnings.byRank()
    }
}

/// The bytes of a name in lower case, without blanks, hyphens, apostrophes and the marks of ê and ü.
func folded(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "'"): continue
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
        case 0x99 where bytes.suffix(2) == [0xE2, 0x80]: bytes.removeLast(2)  // ’
        case 0xAA where bytes.last == 0xC3: bytes[bytes.count - 1] = UInt8(ascii: "e")  // ê
        case 0xBC where bytes.last == 0xC3: bytes[bytes.count - 1] = UInt8(ascii: "u")  // ü
        default: bytes.append(byte)
        }
    }
    return bytes
}

extension [Region] {
    /// Higher levels first, each in the order of the codes.
    fileprivate func byRank() -> [Region] { sorted { ($0.level, $0.code) < ($1.level, $1.code) } }
}
