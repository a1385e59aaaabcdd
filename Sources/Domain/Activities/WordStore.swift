package import Kernel
package import Language
package import Storage
import Venues

extension Transaction {
    /// Keeps the words of the version that the public sees; nil takes them away. `isFirst`: there are none yet.
    func refreshWords(of activity: ID<Activity>, version: Int?, isFirst: Bool = false) throws {
        var memo = BulkMemo()
        try refreshWords(of: activity, version: version, isFirst: isFirst, memo: &memo)
    }

    /// The same for one of many.
    func refreshWords(of activity: ID<Activity>, version: Int?, isFirst: Bool = false, memo: inout BulkMemo) throws {
        guard let version, let content = try self.version(version, of: activity)?.content else {
            return try remove(activity.number, from: ListedSchema.words)
        }
        let (strong, weak) = try memo.words(of: content, place: try placeName(of: content), self)
        try put(activity.number, strong: strong, weak: weak, in: ListedSchema.words, isNew: isFirst)
    }

    /// What the place is called: its venue's name, or its own; as the public sees it. Nil for what is only online, or has no shown version.
    package func placeName(of id: ID<Activity>) throws -> Wording? {
        guard let activity = try activity(id), let content = try shownVersion(of: activity)?.content else { return nil }
        return try placeName(of: content)
    }

    /// What the place is called: its venue's name, or its own.
    func placeName(of content: ActivityContent) throws -> Wording? {
        try content.venue.flatMap { try venue($0) }?.name ?? content.place?.name
    }
}
