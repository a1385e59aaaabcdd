import Kernel
import Markup
import Venues
import Web

/// The headings inside a campaign, by their kind.
struct BlockView {
    let blocks: [Block]

    private var kinds: [Block.Kind] { Block.Kind.allCases.filter { kind in blocks.contains { $0.kind == kind } } }

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if kinds.count == 1, let only = kinds.first {
            section(.class("stack")) {
                h2 { visit.say(only.heading) }
                list(blocks, visit)
            }
        } else if !kinds.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("组成", "What it is made of")) }
                dl(.class("facts", "blocks")) {
                    for kind in kinds {
                        dt { visit.say(kind.heading) }
                        dd { list(blocks.filter { $0.kind == kind }, visit) }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func list(_ blocks: [Block], _ visit: Visit) -> HTML {
        if blocks.allSatisfy({ $0.note == nil }) {
            ul(.class("tags")) { for block in blocks { li(.class("tag"), .id("block-\(block.key)")) { visit.html(block.name) } } }
        } else {
            ul(.class("stack")) {
                for block in blocks {
                    li(.id("block-\(block.key)")) {
                        strong { visit.html(block.name) }
                        if let note = block.note { p(.class("meta")) { visit.html(note) } }
                    }
                }
            }
        }
    }
}
