import Crypto
import Foundation
import Kernel

/// One step of a room's schema: append-only, SQL only, never changed once it has landed.
package struct Migration: Sendable {
    /// `activities-0001`: the room's prefix and a number.
    package let name: String
    /// One statement each.
    package let statements: [SQL]

    package init(_ name: String, _ statements: SQL...) { (self.name, self.statements) = (name, statements) }
    package init(_ name: String, statements: [SQL]) { (self.name, self.statements) = (name, statements) }

    /// Of what the migration says, not of how an engine spells it: the same on both.
    package var checksum: String {
        var hash = SHA256()
        for statement in statements {
            for part in statement.parts {
                switch part {
                case .text(let text): hash.update(data: Data(text.utf8))
                case .word(let word): hash.update(data: Data("\u{1}\(word)\u{1}".utf8))
                case .index(let statement): hash.update(data: Data("\u{4}\(statement)\u{4}".utf8))
                case .bind(let value): hash.update(data: Data("\u{2}\(value)\u{2}".utf8))
                }
            }
            hash.update(data: Data("\u{3}".utf8))
        }
        return hash.finalize().prefix(16).hexadecimal
    }
}
