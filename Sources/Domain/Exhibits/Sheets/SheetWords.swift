import Kernel
import Storage

/// How an exhibit is built, as the form of caravan exhibits asks it.
enum Structure: String, Sendable, CaseIterable, SQLConvertible {
    case freestanding, tabletop, wall, hanging, suitcase, assembled, inflatable, digital

    var title: Phrase {
        switch self {
        case .freestanding: Phrase("落地式", "Free-standing")
        case .tabletop: Phrase("台面式", "On a table")
        case .wall: Phrase("壁挂式", "On the wall")
        case .hanging: Phrase("悬挂式", "Hanging")
        case .suitcase: Phrase("箱式", "In a case")
        case .assembled: Phrase("组装式", "Put together on site")
        case .inflatable: Phrase("充气式", "Inflatable")
        case .digital: Phrase("多媒体", "Multimedia")
        }
    }
}

/// Which caravans can carry it (domain M30).
enum VehicleType: String, Sendable, CaseIterable, SQLConvertible {
    case one, two, three, four

    var title: Phrase {
        switch self {
        case .one: Phrase("Ⅰ型车", "Type I")
        case .two: Phrase("Ⅱ型车", "Type II")
        case .three: Phrase("Ⅲ型车", "Type III")
        case .four: Phrase("Ⅳ型车", "Type IV")
        }
    }
}
