import Kernel
import Language
import Markup
import Venues
import Web

/// Things as a table that stays readable on a phone.
struct PieceTable {
    let pieces: [Piece]
    let visit: Visit

    var html: HTML {
        let titles = [Phrase("编号", "Number"), Phrase("展品", "Exhibit"), Phrase("状态", "State"), Phrase("位置", "Where")]
        return div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for piece in pieces {
                        tr {
                            th(.scope("row")) { a(.href("/desk/pieces/\(piece.id)")) { piece.number } }
                            td(.data("label", visit.say(titles[1]))) { visit.html(piece.name) }
                            td(.data("label", visit.say(titles[2]))) { PieceView.state(piece, visit) }
                            td(.data("label", visit.say(titles[3]))) { PieceView.whereabouts(piece, visit) }
                        }
                    }
                }
            }
        }
    }
}

enum PieceView {
    static func state(_ piece: Piece, _ visit: Visit) -> HTML {
        let tone =
            switch piece.state {
            case .inService: "badge-success"
            case .underRepair: "badge-warning"
            case .retired: ""
            }
        return HTML {
            span(.class("badge", tone)) { visit.say(piece.state.title) }
            if piece.loanID != nil {
                " "
                span(.class("badge", "badge-info")) { visit.say(Phrase("借出", "Lent")) }
            }
        }
    }

    static func whereabouts(_ piece: Piece, _ visit: Visit) -> String {
        if piece.holderID != piece.ownerID {
            return visit.say(Phrase("在借用单位", "With the borrower")) + (piece.place.isEmpty ? "" : visit.say(Phrase("：", ": ")) + piece.place)
        }
        return piece.place.isEmpty ? visit.say(Phrase("在本单位", "At its owner's")) : piece.place
    }
}
