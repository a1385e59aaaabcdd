import Access
import Formats
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// The desk's page of one thing: its label, where it is, what it is promised for, what was ever broken.
struct PiecePage: Sendable {
    let piece: Piece
    let sets: [Piece]
    let inside: [Piece]
    let faults: [Fault]
    let loans: [(id: ID<Loan>, borrower: Wording, from: Day, to: Day, state: LoanState)]
    let mayKeep: Bool
    var reading: FormReading
    var problem: Refusal?

    init(_ id: ID<Piece>, for identity: Identity, in tx: Transaction) throws {
        guard let piece = try tx.piece(id) else { throw Refusal.notFound(Piece.noun) }
        let scopes = try tx.organisationScopes(piece.ownerID)
        try identity.require(Exhibits.see, within: scopes)
        self.piece = piece
        mayKeep = identity.may(Exhibits.keep, within: scopes)
        let isSet = try tx.exhibit(piece.resourceID)?.isSet == true
        sets = isSet ? [] : try tx.setPieces(of: piece.ownerID)
        inside = isSet ? try tx.pieces(in: [id]) : []
        faults = try tx.faults(of: id)
        loans = try tx.rows(
            """
            SELECT l.id, l.state, x.from_day, x.to_day, b.name_zh, b.name_en FROM exhibits_loan_piece x JOIN exhibits_loan l ON l.id = x.loan_id
                JOIN view_venues_organisation b ON b.id = l.borrower_id
            WHERE x.piece_id = \(id) AND x.is_live = 1 ORDER BY x.from_day DESC LIMIT 30
            """
        ) { (try $0.id("id"), try $0.wording("name"), try $0.day("from_day"), try $0.day("to_day"), try $0.choice("state")) }
        reading = PieceForm.form(sets).filled(["number": piece.number, "place": piece.place, "set": piece.setID?.text ?? ""])
    }

    private var path: String { "/desk/pieces/\(piece.id.text)" }

    func answer(_ visit: Visit) throws -> Answer {
        let code = try QRCode.svg("\(visit.origin)/exhibits/\(piece.id.text)")
        return visit.desk(
            piece.title,
            trail: [
                ("/desk", Phrase("工作台", "Desk")), ("/desk/exhibits", Phrase("展品与借展", "Exhibits and loans")),
                ("/desk/exhibits/\(piece.resourceID.text)", piece.name.phrase),
            ],
            status: reading.isGood && problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            div(.class("ticket")) {
                div {
                    p { PieceView.state(piece, visit) }
                    p { PieceView.whereabouts(piece, visit) }
                    p(.class("meta")) {
                        visit.say(
                            Phrase("把二维码贴在展品上：装箱时扫码勾选，观众扫码报修。", "Put the code onto it: it is scanned when packing, and visitors report faults by it.")
                        )
                    }
                    p(.class("ticket-code")) { piece.number }
                }
                div(.class("ticket-qr")) { visit.drawing(code, saying: Phrase("编号 \(piece.number) 的二维码", "QR code of number \(piece.number)")) }
            }
            if !inside.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("这一套里有", "In this set")) }
                    PieceTable(pieces: inside, visit: visit).html
                }
            }
            loanSection(visit)
            faultSection(visit)
            if mayKeep, piece.state != .retired { keeping(visit) }
        }
    }

    @HTMLBuilder private func loanSection(_ visit: Visit) -> HTML {
        if !loans.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("借展", "Loans")) }
                ul {
                    for loan in loans {
                        li {
                            a(.href("/desk/loans/\(loan.id)")) { Dates.span(loan.from, loan.to, visit.language) }
                            " " + loan.borrower(visit.language) + " "
                            span(.class("badge")) { visit.say(loan.state.title) }
                        }
                    }
                }
            }
        }
    }

    private func faultSection(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("faults")) {
            h2 { visit.say(Phrase("故障", "Faults")) }
            if faults.isEmpty { p { visit.say(Phrase("没有故障记录。", "None was ever reported.")) } } else { FaultList(faults: faults, visit: visit).html }
            if mayKeep, piece.state != .retired {
                details(.open(problem?.field == "says")) {
                    summary { visit.say(Phrase("报修", "Report a fault")) }
                    visit.formHTML(FaultForm.report.empty, action: "\(path)/faults", submit: Phrase("报修", "Report it"), makes: true)
                }
            }
        }
    }

    private func keeping(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("编号与位置", "Number and place")) }
            visit.formHTML(reading, action: path, submit: Phrase("保存", "Save"))
            details(.open(problem?.field == "reason")) {
                summary { visit.say(Phrase("退役", "Retire it")) }
                visit.formHTML(
                    Form(FormField("reason", "原因", "Reason", .text(max: 300), required: true)).empty, action: "\(path)/retirement",
                    submit: Phrase("退役，不再出借", "Retire it for good"), danger: true)
            }
        }
    }
}
