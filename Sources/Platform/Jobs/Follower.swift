import Kernel
package import Storage

/// Work that follows what is written, within a second of it: it has no queue, it looks whether there is something to do.
package struct Follower: Sendable {
    package let name: String
    /// Does a part of it; false where nothing is left. It is asked again at once after true, half a second later after false, so looking must cost
    /// a reading or two and write nothing.
    package let step: @Sendable (Database) async throws -> Bool

    package init(_ name: String, step: @escaping @Sendable (Database) async throws -> Bool) { (self.name, self.step) = (name, step) }
}
