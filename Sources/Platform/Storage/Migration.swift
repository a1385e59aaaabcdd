/// One step of a room's schema: append-only, SQL only, never changed once it has landed.
package struct Migration: Sendable {
    /// `activities-0001`: the room's prefix and a number.
    package let name: String
    package let statements: [SQL]

    package init(_ name: String, _ statements: SQL...) { (self.name, self.statements) = (name, statements) }
}
