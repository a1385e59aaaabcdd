import Access
import Packs

extension Licence {
    /// Nothing is granted beforehand.
    static let reserved = all.first { $0.id == "LicenseRef-kepu-all-rights-reserved" } ?? all[all.count - 1]

    /// Everybody may fetch it.
    var isForEverybody: Bool { copying == .everybody }

    /// Whether somebody may fetch it: everybody, whoever works for a unit, or nobody.
    func lets(_ identity: Identity?) -> Bool {
        switch copying {
        case .everybody: true
        case .units: identity?.mayAnywhere(Resources.use) == true
        case .nobody: false
        }
    }
}
