import Synchronization

/// How many units this program has written through a database: whoever keeps something that was read sees whether it may have changed.
///
/// It is raised after the commit and before the writer is answered, so that nobody sees an old page after the answer to a change.
/// What other programs write does not show here.
package final class WriteCount: Sendable {
    private let count = Atomic<UInt64>(0)

    package init() {}

    package var now: UInt64 { count.load(ordering: .acquiring) }

    func raise() { count.add(1, ordering: .acquiringAndReleasing) }
}
