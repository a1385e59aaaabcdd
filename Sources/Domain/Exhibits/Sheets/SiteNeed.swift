import Kernel
import Language
import Storage
import Venues

/// What a place must offer for an exhibit. Nil: it does not matter.
struct SiteNeed: Sendable, Hashable {
    /// In square metres.
    var area: Int?
    /// Of the narrowest door on the way, in millimetres.
    var doorWidth: Int?
    var doorHeight: Int?
    /// What the floor must carry, in kilograms a square metre.
    var floor: Int?
    /// In watts, at 220 V.
    var power: Int?
    var indoor = false
    var network = false

    var isEmpty: Bool { self == SiteNeed() }
}

/// What a place offers, as the unit that asks for an exhibit states it. Nil: it was not stated.
struct SiteFacts: Sendable, Hashable {
    var area: Int?
    var doorWidth: Int?
    var doorHeight: Int?
    var floor: Int?
    var power: Int?
    var indoor = false
    var network = false
}

extension SiteFacts {
    var isWhole: Bool { area != nil && doorWidth != nil && doorHeight != nil && floor != nil && power != nil }

    /// What is not stated is as the venue states it.
    func filled(from venue: VenueSite) -> SiteFacts {
        SiteFacts(
            area: area ?? venue.area, doorWidth: doorWidth ?? venue.doorWidth, doorHeight: doorHeight ?? venue.doorHeight, floor: floor ?? venue.floor,
            power: power ?? venue.power, indoor: indoor, network: network)
    }
}

/// One way in which a place does not fit, by the field of the form that says it.
struct Misfit: Sendable, Hashable {
    enum Field: String, Sendable, CaseIterable {
        case area = "site_area"
        case doorWidth = "site_door_width"
        case doorHeight = "site_door_height"
        case floor = "site_floor"
        case power = "site_power"
        case indoor = "site_indoor"
        case network = "site_network"
    }

    let field: Field
    let says: Phrase
}

extension SiteNeed {
    /// Every way in which a place does not fit, in the order of the form; what is needed and not stated is one too.
    func misfits(_ site: SiteFacts) -> [Misfit] {
        var found: [Misfit] = []
        func measure(_ field: Misfit.Field, _ need: Int?, _ has: Int?, _ zh: String, _ en: String, _ unit: Phrase) {
            guard let need, (has ?? -1) < need else { return }
            let stated = has.map { Phrase("场地为 \($0) \(unit.zh)", "your site has \($0) \(unit.en)") } ?? Phrase("场地情况不详", "what the site has is unknown")
            found.append(
                Misfit(
                    field: field,
                    says: Phrase("\(zh)至少需要 \(need) \(unit.zh)，\(stated.zh)。", "\(en) of at least \(need) \(unit.en) is needed; \(stated.en).")))
        }
        let millimetres = Phrase("毫米", "mm")
        measure(.area, area, site.area, "面积", "An area", Phrase("平方米", "m²"))
        measure(.doorWidth, doorWidth, site.doorWidth, "门宽", "A door width", millimetres)
        measure(.doorHeight, doorHeight, site.doorHeight, "门高", "A door height", millimetres)
        measure(.floor, floor, site.floor, "地面承重", "A floor load", Phrase("千克/平方米", "kg/m²"))
        measure(.power, power, site.power, "供电", "Power", Phrase("瓦", "W"))
        if indoor, !site.indoor { found.append(Misfit(field: .indoor, says: Phrase("须放在室内，场地不在室内。", "It must stand indoors; your site is not."))) }
        if network, !site.network { found.append(Misfit(field: .network, says: Phrase("须有网络，场地没有网络。", "It needs a network; your site has none."))) }
        return found
    }
}
