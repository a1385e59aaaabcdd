package import Access
package import Kernel
package import Storage

/// What of a room waits for somebody today: a few lines on the desk's front page. Declared for the roles whose daily work it is.
/// Records that wait in a plain list are a `DeskQueue` instead, which costs no statement of its own.
package struct DeskCard: Sendable {
    package struct Line: Sendable {
        package let title: Phrase
        /// When, where, how many: in one line.
        package let meta: Phrase
        package let path: String
        package init(_ title: Phrase, meta: Phrase, path: String) { (self.title, self.meta, self.path) = (title, meta, path) }
    }

    package struct Content: Sendable {
        package let title: Phrase
        /// How many wait in all.
        package let total: Int
        /// Whether somebody waits longer than was promised, or something went wrong.
        package var isUrgent = false
        /// In a sentence, where there are no lines or more than them is to be said.
        package var says: Phrase?
        package var lines: [Line] = []
        /// Where all of it is.
        package let path: String

        package init(_ title: Phrase, total: Int, path: String, says: Phrase? = nil, isUrgent: Bool = false, lines: [Line] = []) {
            (self.title, self.total, self.path, self.says, self.isUrgent, self.lines) = (title, total, path, says, isUrgent, lines)
        }
    }

    /// So many lines a card has.
    package static let most = 5

    package let roles: Set<Role>
    package let order: Int
    private let read: @Sendable (_ tx: Transaction, _ identity: Identity) throws -> Content?

    /// - Parameter read: nil where nothing waits. One statement: the front page shows several cards.
    package init(for roles: Set<Role>, order: Int, read: @escaping @Sendable (Transaction, Identity) throws -> Content?) {
        (self.roles, self.order) = (roles, order)
        self.read = read
    }

    fileprivate func content(_ tx: Transaction, _ identity: Identity) throws -> Content? { try read(tx, identity) }
}

extension House {
    /// What waits for somebody now, in order.
    package func deskCards(for identity: Identity, in tx: Transaction) throws -> [DeskCard.Content] {
        let theirs = Set(identity.grants.map(\.role))
        let cards = modules.flatMap(\.cards).filter { !$0.roles.isDisjoint(with: theirs) }
        var found = try cards.compactMap { card in try card.content(tx, identity).map { (order: card.order, content: $0) } }
        found += try DeskQueue.waiting(modules.flatMap(\.queues), for: identity, in: tx)
        return found.sorted { $0.order < $1.order }.map(\.content)
    }
}
