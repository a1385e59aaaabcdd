import Access
import Kernel
import Language
import Markup
import Resources
import Storage
import Venues
import Web

/// `/exhibits/{id}`, where the label of a thing leads: what it is, how it is used, and where a visitor or a docent says what is broken.
struct PublicPiecePage: Sendable {
    let piece: Piece
    let exhibit: Exhibit
    let sheet: ExhibitSheet
    /// A loan that whoever scans it is packing now.
    let packing: ID<Loan>?
    var reading = FaultForm.report.empty

    init?(_ id: ID<Piece>, for identity: Identity?, in tx: Transaction) throws {
        guard let piece = try tx.piece(id), piece.state != .retired, let exhibit = try tx.exhibit(piece.resourceID) else { return nil }
        (self.piece, self.exhibit) = (piece, exhibit)
        sheet = try tx.sheet(of: exhibit.id) ?? ExhibitSheet()
        guard let identity, identity.may(Exhibits.lend, within: try tx.organisationScopes(piece.ownerID)) else { packing = nil; return }
        packing = try tx.row(
            """
            SELECT l.id FROM exhibits_loan_piece x JOIN exhibits_loan l ON l.id = x.loan_id
            WHERE x.piece_id = \(id) AND x.is_live = 1 AND x.is_packed = 0 AND l.state = \(LoanState.reserved) ORDER BY l.hold_from LIMIT 1
            """
        ) { try $0.id("id", Loan.self) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            exhibit.name.phrase,
            trail: exhibit.isListed ? [("/resources", Phrase("资源", "Resources")), ("/resources/\(exhibit.id.text)", exhibit.name.phrase)] : [],
            status: reading.isGood ? 200 : 422
        ) {
            p {
                span(.class("badge")) { visit.say(Phrase("编号 \(piece.number)", "No. \(piece.number)")) }
                " " + visit.say(Phrase("所属单位：", "Owned by ")) + exhibit.owner(visit.language)
            }
            if let packing {
                div(.class("notice")) {
                    p { visit.say(Phrase("它在待装箱的借展单上。", "It is on a packing list of yours.")) }
                    visit.postButton(
                        Phrase("勾选：已装箱", "Tick it: packed"), posts: "/desk/loans/\(packing.text)/packing", fields: [("code", piece.id.text)],
                        style: "button-primary button-wide")
                }
            }
            if piece.state == .underRepair {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("这件展品正在维修，谢谢理解。", "It is under repair. Thank you for your patience.")) }
                }
            }
            // What left the catalogue, or never was in it, explains nothing to the public.
            if exhibit.isListed { SheetView(sheet: sheet, members: [], visit: visit).html }
            section(.class("stack"), .id("report")) {
                h2 { visit.say(Phrase("坏了？告诉我们", "Is it broken? Tell us")) }
                p {
                    visit.say(
                        Phrase(
                            "写下哪里不动、不亮或有危险即可，不用登录，也不留个人信息。",
                            "Say what does not move, does not light or is dangerous. No account is needed and nothing about you is kept."))
                }
                visit.formHTML(reading, action: "/exhibits/\(piece.id.text)/faults", submit: Phrase("报修", "Report it"))
            }
        }
    }
}
