/// The few words that SQLite and PostgreSQL spell differently, each with its meaning. Nothing else may ask which engine it is.
package struct Dialect: Sendable {
    package enum Word: Hashable, Sendable {
        /// Type and default of a column that numbers rows in the order of insertion.
        case identity
        /// Type of the column `id` that is its table's key, where the identity is given: the row itself is found by it.
        case key
        /// Behind a table's last parenthesis: its rows stand in the order of their key, and nothing else points at them.
        case byKey
        /// The type of a byte string.
        case blob
        /// The larger of two numbers, as a function name.
        case greatest
        /// The smaller of two numbers, as a function name.
        case least
        /// Locks the rows of a SELECT for the transaction; nothing where only one writer exists.
        case forUpdate
        /// As `forUpdate`, passing over rows that others hold.
        case forUpdateSkipLocked
        /// The number of the running transaction, for the ledger's readers; 0 where writers take turns.
        case transactionMark
        /// The lowest mark of a transaction that may still commit.
        case oldestMark
        /// Binary comparison of text, for columns that sort.
        case binary
    }

    package let name: String
    package let numberedParameters: Bool
    package let spell: @Sendable (Word) -> String
    /// How a text index is made, kept and asked.
    package let index: @Sendable (TextStatement) -> SQL

    package init(
        name: String, numberedParameters: Bool, index: @escaping @Sendable (TextStatement) -> SQL, spell: @escaping @Sendable (Word) -> String
    ) {
        (self.name, self.numberedParameters, self.index, self.spell) = (name, numberedParameters, index, spell)
    }

    /// The statement's text with `?` or `$1…`, and its parameters in order.
    package func print(_ sql: SQL) -> (text: String, binds: [SQLValue]) {
        var text = ""
        var binds: [SQLValue] = []
        print(sql, &text, &binds)
        return (text, binds)
    }

    private func print(_ sql: SQL, _ text: inout String, _ binds: inout [SQLValue]) {
        for part in sql.parts {
            switch part {
            case .text(let literal): text += literal
            case .word(let word): text += spell(word)
            case .index(let statement): print(index(statement), &text, &binds)
            case .bind(let value):
                binds.append(value)
                text += numberedParameters ? "$\(binds.count)" : "?"
            }
        }
    }
}
