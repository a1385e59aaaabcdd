package import Kernel
package import Language
import Storage
import Venues

/// A heading inside a campaign: only a heading, never counted apart.
package struct Block: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case block, part, zone, module
        case specialAction = "special-action"
        case jointAction = "joint-action"
    }

    /// Unique in its campaign.
    package var key: String
    package var name: Wording
    package var kind: Kind
    package var note: Wording?

    package init(key: String, name: Wording, kind: Kind = .block, note: Wording? = nil) {
        (self.key, self.name, self.kind, self.note) = (key, name, kind, note)
    }

    init(_ row: Row) throws {
        self.init(key: try row.text("key"), name: try row.wording("name"), kind: try row.choice("kind"), note: try row.wordingOrNil("note"))
    }
}

extension Block.Kind {
    /// Over several of them.
    package var heading: Phrase {
        switch self {
        case .block: Phrase("板块", "Blocks")
        case .part: Phrase("部分", "Parts")
        case .zone: Phrase("展区", "Zones")
        case .module: Phrase("模块", "Modules")
        case .specialAction: Phrase("专项行动", "Special actions")
        case .jointAction: Phrase("联合行动", "Joint actions")
        }
    }
}
