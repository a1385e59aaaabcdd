import Kernel
import Participation

/// What an indicator is called today.
enum IndicatorName {
    static func of(_ code: String) -> Phrase { IndicatorDictionary.newest[code]?.name ?? Phrase(same: code) }
}
