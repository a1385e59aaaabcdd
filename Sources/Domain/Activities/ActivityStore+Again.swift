package import Kernel
package import Storage
import Venues

extension Transaction {
    /// Copies what an activity says into a new draft that remembers it: last year's entry, used again. Sessions, placements
    /// and results stay with the old one.
    package func useAgain(_ id: ID<Activity>, by actor: Int64) throws -> ID<Activity> {
        let old = try requireActivity(id)
        guard var content = try latestVersion(of: id)?.content else { throw Refusal.notFound(Activity.noun) }
        content.period = nil
        var draft = ActivityDraft(organiser: old.organiser, content: content)
        draft.isUmbrella = old.isUmbrella
        draft.repeats = id
        draft.bodies = try bodies(of: id)
        return try addActivity(draft, by: actor)
    }
}
