import Kernel
import Language

/// A day as a line of figures.
enum FigureDay {
    static func title(_ iso: String) -> Phrase? { Day(iso: iso).map { Phrase(Dates.day($0, .zh), Dates.day($0, .en)) } }
}
