import Access
import Kernel
import Language
import Web

/// A role with what it is held over, as people call it.
struct GrantWords: Sendable {
    let grant: Grant
    let scope: Phrase

    /// `Moderator: Xi'an`
    func words(_ visit: Visit) -> String {
        visit.say(Phrase("\(grant.role.title.zh)：\(scope.zh)", "\(grant.role.title.en): \(scope.en)"))
    }
}
