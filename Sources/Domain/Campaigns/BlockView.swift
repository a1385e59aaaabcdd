import Kernel
import Markup
import Venues
import Web

/// The headings inside a campaign, by their kind.
struct BlockView {
    let blocks: [Block]

    func html(_ visit: Visit) -> HTML {
        HTML {
            for kind in Block.Kind.allCases where blocks.contains(where: { $0.kind == kind }) {
                section(.class("stack")) {
                    h2 { visit.say(kind.heading) }
                    list(blocks.filter { $0.kind == kind }, visit)
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
