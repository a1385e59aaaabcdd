package import Kernel

/// One line of a roll-up: a unit of today with the units that it replaced one to one.
package struct RegionLine: Sendable, Hashable {
    package let current: Region
    /// The last one replaced first.
    package let former: [Region]

    /// The name of today with those before it: `新城区（原 老城区）`, `New District (formerly Old District)`.
    package var name: Phrase {
        let old = former.filter { $0.nameZH != current.nameZH || $0.nameEN != current.nameEN }
        guard !old.isEmpty else { return current.name }
        let zh = old.map(\.nameZH).joined(separator: "、"), en = old.map(\.nameEN).joined(separator: ", ")
        return Phrase("\(current.nameZH)（原\(zh)）", "\(current.nameEN) (formerly \(en))")
    }
}
