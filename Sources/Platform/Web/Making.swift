import Access
import Crypto
package import Kernel
package import Markup
package import Storage

/// What a form made: where it stands now, and what is said to whoever sent the form.
package struct Made: Sendable {
    package let path: String
    package let says: Phrase
    package init(at path: String, saying says: Phrase) { (self.path, self.says) = (path, says) }
}

extension Visit {
    /// Goes into every form that makes something: a random word by which `making` knows the form when it is sent again.
    package var onceField: HTML { input(.type("hidden"), .name("once"), .value(String(Token().text.prefix(16)))) }

    /// Runs `unit` in one transaction and leads to what it made. The same form sent again with the same content (a double click, a
    /// reloaded answer) makes nothing and leads to what the first made. A form without the word is taken as it comes.
    ///
    /// - unless: asked in a reading before it, and only where the form has made nothing yet: throws what the change would refuse anyway.
    package func making(
        unless refuses: (@Sendable (Transaction) throws -> Void)? = nil, _ unit: @escaping @Sendable (Transaction) throws -> Made
    ) async throws -> Answer {
        let key = sentKey
        if let refuses {
            try await database.read { tx in if try key.map({ try tx.madeLongBefore($0) == nil }) ?? true { try refuses(tx) } }
        }
        let made = try await database.write { tx -> Made in
            guard let key else { return try unit(tx) }
            if let path = try tx.madeBefore(key) { return Made(at: path, saying: Self.sentBefore) }
            let made = try unit(tx)
            try tx.noteMade(key, at: made.path)
            return made
        }
        return see(made.path, saying: made.says)
    }

    private static let sentBefore = Phrase(
        "这份表单已经提交过，没有再次保存；这是当时的结果。", "This form was sent already and nothing was made twice; this is what it made.")

    /// Over the browser, the address, the word and everything entered: whoever goes back and enters something else makes something else.
    private var sentKey: [UInt8]? {
        guard let word = posted.fields["once"], !word.isEmpty, let browser else { return nil }
        var hash = SHA256()
        for part in [browser, path] + posted.fields.pairs.filter({ $0.name != "csrf" && $0.name != Turnstile.field }).flatMap({ [$0.name, $0.value] }) { hash.update(part) }
        for upload in posted.uploads {
            hash.update(upload.field)
            hash.update(upload.fileName)
            hash.update(data: SHA256.hash(data: upload.bytes).map { $0 })
        }
        return Array(hash.finalize())
    }
}

extension SHA256 {
    /// A text with its length, so that two texts are never taken for one.
    fileprivate mutating func update(_ text: String) {
        let bytes = Array(text.utf8)
        update(data: Array("\(bytes.count):".utf8))
        update(data: bytes)
    }
}
