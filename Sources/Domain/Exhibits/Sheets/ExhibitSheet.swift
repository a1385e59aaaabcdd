import Kernel
import Language
import Storage
import Venues

/// What is known of an exhibit or of a set of exhibits beside its entry in the catalogue: the fields of the caravan exhibit form (domain M26,
/// R62), what a site must offer, and the days that transport and service take.
struct ExhibitSheet: Sendable, Hashable {
    var principle = Wording("")
    /// In millimetres.
    var length: Int?
    var width: Int?
    var height: Int?
    /// In grams.
    var mass: Int?
    /// In watts.
    var power: Int?
    /// In volts.
    var voltage: Int?
    var structure: Structure?
    var composition = Wording("")
    /// What it asks of whoever sets it up.
    var technical = Wording("")
    var operation = Wording("")
    var commentary = Wording("")
    var cautions = Wording("")
    /// In fen.
    var price: Int64?
    var vehicles: [VehicleType] = []
    var need = SiteNeed()
    /// Held for transport and service before the first day of a loan, and behind the last.
    var daysBefore = 3
    var daysAfter = 3

    static let mostDays = 60

    init() {}

    init(_ row: Row) throws {
        (principle, composition, technical) = (try row.wording("principle"), try row.wording("composition"), try row.wording("technical"))
        (operation, commentary, cautions) = (try row.wording("operation"), try row.wording("commentary"), try row.wording("cautions"))
        (length, width, height) = (try row.intOrNil("length"), try row.intOrNil("width"), try row.intOrNil("height"))
        (mass, power, voltage) = (try row.intOrNil("mass"), try row.intOrNil("power"), try row.intOrNil("voltage"))
        (structure, price) = (try row.choiceOrNil("structure"), try row.int64OrNil("price"))
        vehicles = try row.text("vehicles").split(separator: " ").compactMap { VehicleType(rawValue: String($0)) }
        need = SiteNeed(
            area: try row.intOrNil("need_area"), doorWidth: try row.intOrNil("need_door_width"), doorHeight: try row.intOrNil("need_door_height"),
            floor: try row.intOrNil("need_floor"), power: try row.intOrNil("need_power"), indoor: try row.bool("needs_indoor"),
            network: try row.bool("needs_network"))
        (daysBefore, daysAfter) = (try row.int("days_before"), try row.int("days_after"))
    }
}

/// An exhibit that a set holds, by the set's sheet.
struct SetMember: Sendable, Hashable {
    let exhibitID: Int64
    let name: Wording
    let number: Int
}
